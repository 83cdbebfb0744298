import Cohort
import Foundation
import GRDB
import InstrumentKit
import Profile
import Seal

extension Registration {
  /// What an organisation did or will do.
  package struct Action: Sendable {
    package let organisation: String
    /// What is told of it as a file has it, without its open words.
    package let told: [ActionColumn: String]
  }

  /// What is told of the actions in a table, as files have it, with the open words that were opened.
  ///
  /// - Parameter table: under what the table is kept.
  package func actions(of owner: Int, in table: String) -> [[ActionColumn: String]] {
    let words = noteRows[table] ?? [:]
    let own = actions.filter { $0.organisation == Names.organisation.codes[owner].en }
    return own.enumerated().map { row, action in
      (words[row] ?? [:]).reduce(into: action.told) { told, word in
        if let column = ActionColumn(rawValue: word.key) { told[column] = word.value }
      }
    }
  }
}

/// One time that an instrument was filled in for somebody, as it was kept.
package struct Registration: Sendable {
  /// The number of the entry.
  package let number: Int64
  /// The id of the instrument.
  package let instrument: String
  package let organisation: String
  package let on: Day
  package let version: String
  /// Who speaks, by the code of the form's contributor item.
  package let contributor: String?
  package let levels: ThresholdRecord
  package let absences: AbsenceRecord
  package let specifications: SpecificationSet
  /// Answers that count, by the name of the item or field; several codes joined by `;`.
  package let answers: [String: String]
  /// Answers to questions that did not apply: kept, and counted in nothing.
  package let aside: [String: String]
  /// Open answers by name; nil when they were not asked for.
  package let notes: [String: String]?
  /// What organisations did or plan, by their codes.
  package let actions: [Action]
  /// Whether there are open answers at all.
  package let hasNotes: Bool
  /// How many core items were answered; nil when only a few were asked, so that it says nothing on
  /// how complete the whole is.
  package let answered: Int?

  /// Rows of tables by the table's name: cells by column.
  package var rows: [String: [[String: String]]] {
    Registration.rows(answers.merging(notes ?? [:], uniquingKeysWith: { _, note in note }))
      .mapValues { rows in rows.sorted { $0.key < $1.key }.map(\.value) }
  }

  /// Open cells by table and row.
  private var noteRows: [String: [Int: [String: String]]] { Registration.rows(notes ?? [:]) }

  private static func rows(_ answers: [String: String]) -> [String: [Int: [String: String]]] {
    var rows: [String: [Int: [String: String]]] = [:]
    for (name, value) in answers {
      guard let cell = TableName.parts(name) else { continue }
      rows[cell.table, default: [:]][cell.row, default: [:]][cell.column] = value
    }
    return rows
  }
}

extension Store {
  /// All registrations of one client through one instrument, or through any, oldest first.
  ///
  /// - Parameter notes: whether open answers are opened; who does logs it first.
  package func registrations(
    of client: String, through instrument: String? = nil, notes: Bool
  ) throws -> [Registration] {
    try reading { database in
      _ = try read(client, database)
      let reader = try RegistrationReader(database)
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT \(RegistrationReader.columns), \(EntryKind.sealedUnder("a", "c.code"))
          FROM assessment a JOIN client c ON c.id = a.client JOIN name i ON i.id = a.instrument
          LEFT JOIN status s ON s.assessment = a.id LEFT JOIN referral r ON r.assessment = a.id
          WHERE a.client \(Persons.clients) AND i.text = coalesce(?2, i.text) ORDER BY a.filled_on, a.id
          """, arguments: [client, instrument])
      var found: [Registration] = []
      while let row = try rows.next() {
        found.append(
          try reader.registration(row) { box, moves in
            notes ? try box.map { try opened($0, row[19], moves) } ?? [:] : nil
          })
      }
      return found
    }
  }

  func opened(
    _ box: (Data, Data), _ client: String, _ moves: PackMoves?
  ) throws -> [String: String] {
    try keys.sealer.notes(box, client, moves)
  }

  /// Logs that open answers of some clients are read through an instrument.
  package func logNotes(of clients: [String], through instrument: String, actor: Actor) throws {
    try log(
      TrailEntry(
        verb: "notes", actor: actor, about: clients, fields: [instrument],
        count: clients.count))
  }
}

extension ClientSealer {
  /// Open answers by name, as those of today's version.
  func notes(
    _ box: (Data, Data), _ client: String, _ moves: PackMoves?
  ) throws -> [String: String] {
    let content = try open(
      SealedBox(wrappedKey: Array(box.1), box: Array(box.0)), client: client, kind: .notes)
    guard let fields = SealedFields.read(content) else {
      throw StoreError(.damaged(what: "notes"))
    }
    let read = fields.compactMap { field in
      AnswerMove.moved(field.name, field.value, by: moves?.steps ?? [])
    }
    return read.reduce(into: [:]) { found, field in
      // Stores of an earlier time have two texts beside one question under one name.
      let earlier = field.name.contains(".other") ? found[field.name] : nil
      found[field.name] = earlier.map { "\($0)\n\(field.words)" } ?? field.words
    }
  }
}

/// Makes registrations of rows; what all rows need is read once.
struct RegistrationReader {
  let database: Database
  let names: [Int64: String]
  private let types: ItemTypes
  private let moves: AcceptedMoves

  /// What a row has first, of an assessment `a` and what stands beside it, `s` and `r`.
  static let columns = """
    a.filled_on, a.version, a.part, a.low, a.high, a.absence_low, a.absence_high,
      a.word_low, a.word_high, a.answers, s.answers, r.answers, a.notes, a.notes_key, a.id,
      a.instrument, a.applicable, a.answered, a.organisation
    """

  init(_ database: Database) throws {
    self.database = database
    var names = try Store.names(database)
    types = try ItemTypes(database)
    moves = try AcceptedMoves(database, &names)
    self.names = names
  }

  /// - Parameters:
  ///   - notes: opens the box of open answers; gives nil when they are not asked for.
  ///   - until: of a former version the link up to which it stood.
  func registration(
    _ row: Row, until: Int64? = nil, notes: ((Data, Data)?, PackMoves?) throws -> [String: String]?
  ) throws -> Registration {
    func bits(_ place: Int) -> UInt64 { UInt64(bitPattern: row[place] as Int64) }
    var answers: [String: String] = [:]
    var aside: [String: String] = [:]
    let moves = moves.of(row[15], row[1])
    for place in 9...11 {
      guard let pack = row[place] as Data? else { continue }
      try read(pack, into: &answers, &aside, moves)
    }
    let box = (row[12] as Data?).flatMap { box in (row[13] as Data?).map { (box, $0) } }
    return Registration(
      number: row[14], instrument: names[row[15]] ?? "",
      organisation: names[row[18]] ?? "", on: Day(number: row[0]), version: names[row[1]] ?? "",
      contributor: row[2] == 0 ? nil : names[row[2]],
      levels: ThresholdRecord(low: bits(3), high: bits(4)),
      absences: AbsenceRecord(low: bits(5), high: bits(6)),
      specifications: SpecificationSet(low: bits(7), high: bits(8)), answers: answers,
      aside: aside, notes: try notes(box, moves), actions: try actions(of: row[14], until),
      hasNotes: box != nil, answered: row[16] == 0 ? nil : row[17])
  }

  private func actions(
    of assessment: Int64, _ until: Int64?
  ) throws -> [Registration.Action] {
    try Row.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT organisation, action, starts, planned_end, \(KeptAction.columns)
          FROM \(until == nil ? "action" : "past_action")
          WHERE assessment = ? \(until.map { "AND until = \($0)" } ?? "") ORDER BY rowid
          """),
      arguments: [assessment]
    ).map { row in
      func day(_ place: Int) -> String? {
        (row[place] as Int32?).map { Day(number: $0).description }
      }
      func flag(_ place: Int) -> String? { (row[place] as Int?).map { $0 == 0 ? "no" : "yes" } }
      let told: [ActionColumn: String?] = [
        .action: names[row[1]], .starts: day(2), .plannedEnd: day(3),
        .plannedDays: (row[4] as Int?).map(String.init), .ownManagement: flag(5),
        .partners: (row[6] as Int64?).flatMap { names[$0] }, .stoppedEarly: flag(7),
        .stoppedOn: day(8),
      ]
      return Registration.Action(
        organisation: names[row[0]] ?? "", told: told.compactMapValues(\.self))
    }
  }

  /// The answers of a pack as a file would have them.
  private func read(
    _ pack: Data, into answers: inout [String: String], _ aside: inout [String: String],
    _ moves: PackMoves?
  ) throws {
    let isWhole = pack.withUnsafeBytes { bytes in
      Pack.each(bytes.bindMemory(to: UInt8.self)) { name, kind, isAside, value in
        var (name, value) = (name, value)
        if let moves {
          guard let moved = moves.moved(name, kind, value) else { return }
          (name, value) = moved
        }
        guard let name = names[name] else { return }
        let before = isAside ? aside[name] : answers[name]
        let answer: String?
        switch kind {
        case .number: answer = RegistrationReader.text(value, types.type(of: name))
        case .word: answer = names[value]
        case .words:
          let word = value == -1 ? "" : names[value] ?? ""
          answer = before.map { "\($0);\(word)" } ?? word
        case .absence: answer = Absence(rawValue: UInt8(value & 3))?.code
        }
        if isAside { aside[name] = answer } else { answers[name] = answer }
      }
    }
    if !isWhole { throw StoreError(.damaged(what: "answers")) }
  }

  private static func text(_ value: Int64, _ type: FieldType?) -> String {
    switch type {
    case .flag: value == 0 ? "no" : "yes"
    case .day: Day(number: Int32(truncatingIfNeeded: value)).description
    default: "\(value)"
    }
  }
}
