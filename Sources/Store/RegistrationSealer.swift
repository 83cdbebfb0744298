import InstrumentKit
import Profile
import Seal

/// Makes registrations ready; safe to use from several threads at once.
package struct RegistrationSealer: Sendable {
  let layout: RegistrationLayout
  let names: NameTable
  let keys: Store.StoreKeys
  private let organisations: [Int64]
  private let actionIds: [Int64]

  init(layout: RegistrationLayout, names: NameTable, keys: Store.StoreKeys) {
    self.layout = layout
    self.names = names
    self.keys = keys
    organisations = Names.organisation.codes.map { names.id($0.en) }
    actionIds = Names.action.codes.map { names.id($0.en) }
  }

  /// - Throws: `SealError` when sealing fails.
  package func prepare(_ draft: RegistrationDraft) throws -> PreparedRegistration {
    var packs = Packs()
    for (place, slot) in layout.slots.enumerated() {
      packs.count(slot, draft, place)
      add(slot, draft.cells[place], aside: !draft.applicable[place], to: &packs)
    }
    for (place, bytes) in draft.texts {
      add(layout.slots[place], text: bytes, aside: !draft.applicable[place], to: &packs)
    }
    for cell in draft.table { add(cell, of: draft, to: &packs) }
    for (place, option, bytes) in draft.besides {
      let end = option.map { ".other.\($0)" } ?? ".other"
      SealedFields.append("\(layout.slots[place].name)\(end)", bytes, to: &packs.notes)
    }
    if let number = draft.number {
      SealedFields.append("national-number", Array(number.digits.utf8), to: &packs.identity)
    }
    let actions = kept(draft.actions, &packs)
    return try sealed(draft, packs, actions)
  }

  /// The actions of a registration; their open words go to its notes, under their row.
  private func kept(_ actions: [RegistrationDraft.Action], _ packs: inout Packs) -> [KeptAction] {
    var rows: [Int: Int] = [:]
    return actions.map { action in
      var kept = KeptAction(
        organisation: organisations[Int(action.organisation)],
        action: actionIds[Int(action.action)], starts: action.starts,
        plannedEnd: action.plannedEnd, plannedDays: action.plannedDays,
        ownManagement: action.ownManagement, partners: action.partners.map(names.id),
        stoppedEarly: action.stoppedEarly, stoppedOn: action.stoppedOn)
      let row = rows[action.place, default: 0]
      rows[action.place] = row + 1
      let table = layout.slots[action.place].name
      for (column, bytes) in action.words {
        kept.words |= column.bit
        let name = TableName.cell(of: table, row: row, column: "\(table).\(column.rawValue)")
        SealedFields.append(name, bytes, to: &packs.notes)
      }
      return kept
    }
  }

  /// Who speaks, 0 when the instrument or the answers do not say.
  private func part(_ draft: RegistrationDraft) -> Int64 {
    guard let place = layout.contributor, let code = Cell(raw: draft.cells[place]).value else {
      return 0
    }
    return layout.slots[place].codes[code]
  }

  /// A cell of a table is kept like an answer of its own, named after its row and column.
  private func add(
    _ cell: RegistrationDraft.TableCell, of draft: RegistrationDraft, to packs: inout Packs
  ) {
    let table = layout.slots[cell.place]
    let column = table.columns[cell.column]
    let name = TableName.cell(of: table.name, row: cell.row, column: column.name)
    let slot = RegistrationLayout.Slot(
      name: name, home: column.home, shape: column.shape, isCore: false, id: names.id(name),
      codes: column.codes, own: column.own)
    let isAside = !draft.applicable[cell.place]
    if let text = cell.text {
      add(slot, text: text, aside: isAside, to: &packs)
    } else {
      add(slot, cell.raw, aside: isAside, to: &packs)
    }
  }

  private func sealed(
    _ draft: RegistrationDraft, _ packs: Packs, _ actions: [KeptAction]
  ) throws -> PreparedRegistration {
    let part = part(draft)
    let content = RegistrationContent(
      client: draft.client, filledOn: draft.filledOn,
      planes: [
        draft.levels.low, draft.levels.high, draft.absences.low, draft.absences.high,
        draft.specifications.low, draft.specifications.high,
      ], applicable: draft.isPart ? 0 : packs.applicable,
      answered: draft.isPart ? 0 : packs.answered,
      parts: [packs.answers, packs.status, packs.referral, packs.notes], actions: actions,
      part: part)
    return PreparedRegistration(
      client: draft.client, filledOn: draft.filledOn, part: part, levels: draft.levels,
      absences: draft.absences,
      specifications: draft.specifications, applicable: draft.isPart ? 0 : packs.applicable,
      answered: draft.isPart ? 0 : packs.answered, answers: packs.answers, status: packs.status,
      referral: packs.referral, actions: actions,
      identity: packs.identity.isEmpty
        ? nil : try keys.sealer.seal(packs.identity, client: draft.client, kind: .identity),
      identityContent: packs.identity, coveredIdentity: draft.coveredIdentity,
      birthDay: packs.birthDay,
      notes: packs.notes.isEmpty
        ? nil : try keys.sealer.seal(packs.notes, client: draft.client, kind: .notes),
      numberCode: draft.number.map { keys.numbers.code(of: $0.digits) },
      mark: keys.marks.mark(of: content.bytes) + keys.marks.mark(of: packs.identity),
      isNotFollowedUp: layout.followedUp.map { draft.cells[$0] == 0 } ?? false,
      response: draft.response)
  }

  private func add(
    _ slot: RegistrationLayout.Slot, _ raw: Int32, aside: Bool, to packs: inout Packs
  ) {
    let cell = Cell(raw: raw)
    if raw == Cell.unknown.raw || slot.home == .elsewhere { return }
    if slot.home == .identity {
      guard cell.isKnown else { return }
      if slot.name == "birth-date" { packs.birthDay = raw }
      SealedFields.append(slot.name, Array(Day(number: raw).description.utf8), to: &packs.identity)
      return
    }
    packs.with(slot.home) { bytes in
      if let absence = cell.absence {
        Pack.append(Pack.key(slot.id, .absence, aside: aside), to: &bytes)
        Pack.append(UInt64(absence.rawValue), to: &bytes)
        return
      }
      switch slot.shape {
      case .number, .text:
        Pack.append(Pack.key(slot.id, .number, aside: aside), to: &bytes)
        Pack.append(Pack.zigzag(Int64(raw)), to: &bytes)
      case .word:
        Pack.append(Pack.key(slot.id, .word, aside: aside), to: &bytes)
        Pack.append(UInt64(slot.codes[Int(raw)]), to: &bytes)
      case .words:
        Pack.append(Pack.key(slot.id, .words, aside: aside), to: &bytes)
        Pack.append(UInt64(raw.nonzeroBitCount), to: &bytes)
        for place in 0..<30 where raw >> Int32(place) & 1 != 0 {
          Pack.append(UInt64(slot.codes[place]), to: &bytes)
        }
      }
    }
  }

  private func add(
    _ slot: RegistrationLayout.Slot, text: [UInt8], aside: Bool, to packs: inout Packs
  ) {
    switch slot.home {
    case .identity: SealedFields.append(slot.name, text, to: &packs.identity)
    case .notes:
      SealedFields.append(slot.name, text, to: &packs.notes)
      guard slot.own != nil else { return }
      Pack.append(Pack.key(slot.id, .number, aside: aside), to: &packs.answers)
      Pack.append(Pack.zigzag(1), to: &packs.answers)
    case .elsewhere: return
    case .answer, .status, .referral:
      let id = names.id(String(decoding: text, as: UTF8.self))
      packs.with(slot.home) { bytes in
        Pack.append(Pack.key(slot.id, .word, aside: aside), to: &bytes)
        Pack.append(UInt64(id), to: &bytes)
      }
    }
  }
}

/// The packs of one registration while it is read.
private struct Packs {
  var identity: [UInt8] = []
  var birthDay = Cell.unknown.raw
  var notes: [UInt8] = []
  var answers: [UInt8] = []
  var status: [UInt8] = []
  var referral: [UInt8] = []
  var applicable: Int32 = 0
  var answered: Int32 = 0
  private var sealedBefore = 0

  init() {
    answers.reserveCapacity(160)
    status.reserveCapacity(48)
    referral.reserveCapacity(48)
    identity.reserveCapacity(128)
  }

  /// Core items that apply, and of these the answered ones.
  mutating func count(_ slot: RegistrationLayout.Slot, _ draft: RegistrationDraft, _ place: Int) {
    guard slot.isCore, draft.applicable[place] else { return }
    applicable += 1
    if draft.isAnswered(place) || (slot.name == "national-number" && draft.number != nil) {
      answered += 1
    } else if slot.home == .identity, sealedBefore < draft.sealedBefore {
      sealedBefore += 1
      answered += 1
    }
  }

  mutating func with(_ home: RegistrationLayout.Home, _ change: (inout [UInt8]) -> Void) {
    switch home {
    case .status: change(&status)
    case .referral: change(&referral)
    default: change(&answers)
    }
  }
}

/// Names and words in a sealed content, each after its length.
enum SealedFields {
  static func append(_ name: String, _ bytes: [UInt8], to content: inout [UInt8]) {
    Pack.append(UInt64(name.utf8.count), to: &content)
    content.append(contentsOf: name.utf8)
    Pack.append(UInt64(bytes.count), to: &content)
    content.append(contentsOf: bytes)
  }

  /// The words by name, nil when the bytes are no such content.
  static func read(_ content: [UInt8]) -> [(name: String, value: String)]? {
    content.withUnsafeBufferPointer { bytes in
      var fields: [(String, String)] = []
      var place = 0
      func part() -> String? {
        var length: UInt64 = 0
        guard Pack.read(bytes, &place, &length), length <= UInt64(bytes.count - place) else {
          return nil
        }
        defer { place += Int(length) }
        return String(decoding: bytes[place..<place + Int(length)], as: UTF8.self)
      }
      while place < bytes.count {
        guard let name = part(), let value = part() else { return nil }
        fields.append((name, value))
      }
      return fields
    }
  }

  /// All of the newer fields, and the older ones of which nothing is said anew.
  static func merged(newer: [UInt8], older: [UInt8], without said: Set<String>) -> [UInt8] {
    guard let newFields = read(newer), let oldFields = read(older) else { return newer }
    // In their order of before, so that saying the same again is the same.
    var left = newFields
    var content: [UInt8] = []
    for (name, value) in oldFields {
      if let place = left.firstIndex(where: { $0.name == name }) {
        append(name, Array(left.remove(at: place).value.utf8), to: &content)
      } else if !said.contains(name), !newFields.contains(where: { $0.name == name }) {
        append(name, Array(value.utf8), to: &content)
      }
    }
    for (name, value) in left { append(name, Array(value.utf8), to: &content) }
    return content
  }
}
