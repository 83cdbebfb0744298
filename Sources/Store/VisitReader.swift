import GRDB
import InstrumentKit
import Profile
import Records

/// Reads what visits with one instrument answered, by the places of its form.
final class VisitReader {
  let law: RoundLaw
  private let plan: FormPlan
  private let names: [Int64: String]
  private let placeOfName: [String: Int]
  /// Where the levels of the form can be told from the planes.
  private let planed: [Int]
  /// The item of each name id; -1 for none.
  private var places: [Int64: Int] = [:]
  private var codes: [Code: Int32] = [:]

  private struct Code: Hashable {
    let place: Int
    let word: Int64
  }

  init(_ instrument: String, _ plan: FormPlan, names: [Int64: String]) {
    self.plan = plan
    self.names = names
    let homes = RegistrationLayout.homes(plan, .standard)
    var placeOfName: [String: Int] = [:]
    for (place, item) in plan.items.enumerated() {
      placeOfName[RegistrationLayout.name(of: item, instrument, .standard)] = place
    }
    self.placeOfName = placeOfName
    planed = plan.items.indices.filter { VisitReader.isLevel(plan.items[$0], homes[$0]) }
    law = RoundLaw(of: instrument, plan) { place in
      VisitReader.isSealed(plan.items[place], homes[place])
    }
  }

  /// The thresholds that a measurement must have, where planes tell all of it and it never hangs on
  /// an answer; nil where more must be read.
  var thresholds: UInt64? {
    if plan.contributor != nil || law.core.isEmpty { return nil }
    var bits: UInt64 = 0
    for place in law.core {
      guard planed.contains(place), !plan.conditional.contains(place),
        case .threshold(let threshold, _)? = plan.items[place].link
      else { return nil }
      bits |= ThresholdSet(threshold).bits
    }
    return bits
  }

  /// Whether several people may speak on one day.
  var hasContributors: Bool { plan.contributor != nil }

  /// Whether what was counted when a visit was kept tells of its core: of levels it does not, for
  /// "cannot tell" was counted too.
  var tellsByCount: Bool {
    law.core.allSatisfy { if case .level = plan.items[$0].type { false } else { true } }
  }

  /// Whether questions were counted when a visit was kept, by a version that asked no more.
  func isCounted(_ applicable: Int32) -> Bool { applicable > 0 && applicable <= law.core.count }

  /// How many questions must be answered whatever else is.
  var always: Int32 { Int32(law.core.count { !plan.conditional.contains($0) }) }

  private static func isLevel(_ item: Item, _ home: RegistrationLayout.Home) -> Bool {
    if case .level = item.type, case .elsewhere = home { true } else { false }
  }

  /// The day of the visit itself is always there, rows of tables are read from their cells.
  private static func isSealed(_ item: Item, _ home: RegistrationLayout.Home) -> Bool {
    switch home {
    case .identity: true
    // That an open item of the instrument's own was answered is told.
    case .notes: if case .field? = item.link { true } else { false }
    case .elsewhere:
      switch item.type {
      case .level: false
      case .table: item.actionsOwner != nil
      default: if case .field("filled-on")? = item.link { false } else { true }
      }
    case .answer, .status, .referral: false
    }
  }

  /// - Parameters:
  ///   - packs: of answers, status and referral.
  ///   - counted: how many core questions applied and were answered, 0 where nobody counted.
  func visit(
    on day: Int32, _ entry: Int64, by contributor: Int64, levels: ThresholdRecord,
    absences: AbsenceRecord, _ packs: [UnsafeBufferPointer<UInt8>], moves: PackMoves?,
    counted: (applicable: Int32, answered: Int32)
  ) throws -> Visit {
    var visit = Visit(
      on: Day(number: day), entry: Int(entry),
      contributor: contributor == 0 ? nil : names[contributor], items: plan.items.count)
    for pack in packs { try read(pack, moves, &visit) }
    for place in planed { read(levels, absences, place, &visit) }
    if let place = placeOfName["filled-on"] {
      visit.cells[place] = day
      visit.isAnswered[place] = true
    }
    count(counted, &visit)
    return visit
  }

  private func read(
    _ pack: UnsafeBufferPointer<UInt8>, _ moves: PackMoves?, _ visit: inout Visit
  ) throws {
    let isWhole = Pack.each(pack) { name, kind, _, value in
      var (name, value) = (name, value)
      if let moves {
        guard let moved = moves.moved(name, kind, value) else { return }
        (name, value) = moved
      }
      guard let place = place(of: name) else { return }
      switch kind {
      case .absence:
        if case .table = plan.items[place].type { return }
        visit.isAnswered[place] = Absence(rawValue: UInt8(value & 3)) == .notApplicable
        return
      case .number: visit.cells[place] = Int32(truncatingIfNeeded: value)
      case .word: visit.cells[place] = code(value, place)
      case .words:
        let before = Cell(raw: visit.cells[place]).value ?? 0
        let mask = value == -1 ? 0 : Cell.mask(Int(code(value, place))) ?? 0
        visit.cells[place] = Int32(truncatingIfNeeded: before) | mask
      }
      visit.isAnswered[place] = !isOpen(visit.cells[place], place)
    }
    if !isWhole { throw StoreError(.damaged(what: "answers")) }
  }

  /// Whether a score says that nobody can tell.
  private func isOpen(_ raw: Int32, _ place: Int) -> Bool {
    guard case .level(let scale) = plan.items[place].type, scale.steps.indices.contains(Int(raw))
    else { return false }
    return [.absent(.cannotTell), .absent(.declined), .absent(.notAsked)].contains(
      scale.steps[Int(raw)].finding)
  }

  private func read(
    _ levels: ThresholdRecord, _ absences: AbsenceRecord, _ place: Int, _ visit: inout Visit
  ) {
    guard case .threshold(let threshold, _)? = plan.items[place].link,
      case .level(let scale) = plan.items[place].type
    else { return }
    let absence = absences[threshold]
    if let level = levels[threshold] {
      visit.cells[place] = scale.places(for: level).first.map(Int32.init) ?? Cell.unknown.raw
      visit.isAnswered[place] = true
    } else if absence != .notAsked {
      let step = scale.steps.firstIndex { $0.finding == .absent(absence) }
      visit.cells[place] = step.map(Int32.init) ?? Cell(absence).raw
      visit.isAnswered[place] = absence == .notApplicable
    }
  }

  /// What is sealed cannot be read back; how much of it was answered follows from what was counted.
  private func count(_ counted: (applicable: Int32, answered: Int32), _ visit: inout Visit) {
    guard !law.sealed.isEmpty, isCounted(counted.applicable) else { return }
    var applies: [Bool] = []
    visit.cells.withUnsafeBufferPointer { plan.applicable($0, into: &applies) }
    let seen = law.core.count { place in
      applies[place] && !law.sealed.contains(place) && visit.isAnswered[place]
    }
    visit.sealedAnswered = max(0, Int(counted.answered) - seen)
  }

  private func place(of name: Int64) -> Int? {
    if let known = places[name] { return known < 0 ? nil : known }
    let text = names[name] ?? ""
    let place = placeOfName[TableName.parts(text)?.table ?? text]
    places[name] = place ?? -1
    return place
  }

  /// The place of a word in the list of its item; 0 of an open one, which only must be there.
  private func code(_ word: Int64, _ place: Int) -> Int32 {
    let key = Code(place: place, word: word)
    if let known = codes[key] { return known }
    let text = names[word] ?? ""
    let found: Int? =
      switch plan.items[place].type {
      case .one(let options), .many(let options): options.firstIndex { $0.code == text }
      case .level(let scale): scale.place(of: text)
      case .country: Country.place(of: text)
      default: 0
      }
    codes[key] = found.map(Int32.init) ?? Cell.unknown.raw
    return codes[key] ?? Cell.unknown.raw
  }
}
