import Foundation
import GRDB
import InstrumentKit
import Profile
import Seal

/// One version of an entry: what it says, and who made it so, when and why.
package struct EntryVersion: Sendable {
  /// The code under which it stands.
  package let code: String
  package let number: Int64
  package let kind: EntryKind
  /// What was done; nil for the first version, which was entered.
  package let deed: Deed?
  /// Whether it went to another client by this: of what it says nothing is told here.
  package let went: Bool
  /// Nil where that is not kept any more, or another client's.
  package let on: Day?
  package let instrument: String?
  /// Seconds since 1970.
  package let at: Int64
  package let who: String
  package let organisation: String
  package let because: String?
  /// What it says, by the names of fields, thresholds and `instrument.item`; nil when it was struck.
  package let says: [String: String]?
}

extension Store {
  /// All versions of the entries of a client, oldest first by entry, and those that went elsewhere.
  ///
  /// - Parameter opens: whether what is sealed is opened; who does logs it first.
  package func versions(of code: String, opens: Bool) throws -> [EntryVersion] {
    try reading { database in
      let reader = try VersionReader(self, database, opens: opens)
      return try Store.codes(with: code, database).flatMap { code in
        guard let client = try Store.id(of: code, database) else { return [EntryVersion]() }
        return try reader.versions(of: client, code)
      }
    }
  }

  /// Logs that all that was ever entered of some clients is read.
  package func logHistory(of clients: [String], actor: Actor) throws {
    try log(
      TrailEntry(
        verb: "history", actor: actor, about: clients, fields: ["identity", "notes", "because"],
        count: clients.count))
  }
}

/// Reads what entries said.
struct VersionReader {
  private let store: Store
  private let database: Database
  private let opens: Bool
  private let registrations: RegistrationReader
  private let names: [Int64: String]

  init(_ store: Store, _ database: Database, opens: Bool) throws {
    (self.store, self.database, self.opens) = (store, database, opens)
    registrations = try RegistrationReader(database)
    names = registrations.names
  }

  func versions(of client: Int64, _ code: String) throws -> [EntryVersion] {
    var found: [EntryVersion] = []
    for kind in EntryKind.allCases {
      let numbers = try Int64.fetchAll(
        database,
        sql: """
          SELECT id FROM \(kind.table) WHERE client = ?1
          UNION SELECT id FROM past_\(kind.table) WHERE owner = ?1 ORDER BY id
          """, arguments: [client])
      for number in numbers { found += try versions(number, kind, code) }
    }
    let went = try Row.fetchAll(
      database,
      sql: "SELECT \(Revision.columns) FROM revision WHERE was = ?1 AND client <> ?1",
      arguments: [client])
    for revision in went.compactMap(Revision.init) {
      // It may have come back, and then all of it is told above.
      if found.contains(where: { $0.number == revision.entry }) { continue }
      found.append(try version(revision, went: true, says: nil, nil, code))
    }
    return found
  }

  /// The versions of one entry, oldest first.
  private func versions(
    _ number: Int64, _ kind: EntryKind, _ code: String
  ) throws -> [EntryVersion] {
    let revisions = try Row.fetchAll(
      database, sql: "SELECT \(Revision.columns) FROM revision WHERE entry = ? ORDER BY id",
      arguments: [number]
    ).compactMap(Revision.init)
    let past = try Row.fetchAll(
      database,
      sql: "SELECT since, until FROM past_\(kind.table) WHERE id = ? ORDER BY until",
      arguments: [number]
    ).map { (since: $0[0] as Int64, until: $0[1] as Int64) }
    func said(from link: Int64) throws -> (says: [String: String], head: Head)? {
      let version = past.first { $0.since == link }
      let isNow = version == nil && link == (revisions.last?.link ?? 0)
      if version == nil, !isNow { return nil }
      return try self.said(number, kind, until: version?.until, code)
    }
    var found: [EntryVersion] = []
    var head: Head?
    if let first = try said(from: 0) {
      head = first.head
      found.append(
        EntryVersion(
          code: code, number: number, kind: kind, deed: nil, went: false, on: first.head.on,
          instrument: first.head.instrument, at: first.head.at, who: first.head.who,
          organisation: first.head.organisation, because: try opened(first.head, code),
          says: first.says))
    }
    for revision in revisions {
      let after = try said(from: revision.link)
      head = after?.head ?? head
      found.append(
        try version(revision, went: false, says: after?.says, head, code))
    }
    return found
  }

  private func version(
    _ revision: Revision, went: Bool, says: [String: String]?, _ head: Head?, _ code: String
  ) throws -> EntryVersion {
    // Why it went is sealed with the client to whom it went.
    let because = went || !opens ? nil : try revision.because.map { try opened($0, code) }
    return EntryVersion(
      code: code, number: revision.entry, kind: revision.kind, deed: revision.deed, went: went,
      on: head?.on, instrument: head?.instrument, at: revision.at,
      who: names[revision.who.operator] ?? "",
      organisation: names[revision.who.organisation] ?? "", because: because, says: says)
  }

  /// Who entered it, and of which day.
  private struct Head {
    let on: Day
    let instrument: String?
    let at: Int64
    let who: String
    let organisation: String
    var because: SealedBox?
  }

  private func opened(_ head: Head, _ code: String) throws -> String? {
    opens ? try head.because.map { try opened($0, code) } : nil
  }

  private func opened(_ box: SealedBox, _ code: String) throws -> String {
    String(
      decoding: try store.keys.sealer.open(box, client: code, kind: .because), as: UTF8.self)
  }

  private func box(_ row: Row, _ column: String) -> SealedBox? {
    guard let box = row[column] as Data?, let key = row["\(column)_key"] as Data? else {
      return nil
    }
    return SealedBox(wrappedKey: Array(key), box: Array(box))
  }

  private func said(
    _ number: Int64, _ kind: EntryKind, until: Int64?, _ code: String
  ) throws -> (says: [String: String], head: Head)? {
    let table = (until == nil ? "" : "past_") + kind.table
    let row = try Row.fetchOne(
      database,
      sql: """
        SELECT * FROM \(table) WHERE id = ? \(until.map { "AND until = \($0)" } ?? "")
        """, arguments: [number])
    guard let row else { return nil }
    func name(_ column: String) -> String { (row[column] as Int64?).flatMap { names[$0] } ?? "" }
    let day = Day(number: row[kind.day])
    var head = Head(
      on: day, instrument: nil, at: row["entered_at"], who: name("operator"),
      organisation: name("organisation"))
    switch kind {
    case .registration:
      let says = try registration(number, until, code)
      head = Head(
        on: day, instrument: name("instrument"), at: head.at, who: head.who,
        organisation: head.organisation)
      return (says.merging(try identity(row, code)) { first, _ in first }, head)
    case .level:
      guard let threshold = Threshold(index: row["threshold"]) else { return nil }
      head.because = box(row, "because")
      return ([threshold.code: VersionReader.word(row["level"], row["absence"])], head)
    case .decision:
      head.because = box(row, "because")
      let code = Names.override.place(of: name("direction")) == nil ? "" : name("direction")
      return (["decided": name("decided"), "advised": name("advised"), "override": code], head)
    case .consent:
      var says = [
        "kind": name("kind"), "organisation": name("recipient"), "data": name("data"),
        "ground": name("ground"), "from": "\(day)",
      ]
      for (name, column) in [("until", "ends"), ("withdrawn-on", "withdrawn_on")] {
        if let day: Int32 = row[column] { says[name] = "\(Day(number: day))" }
      }
      return (says, head)
    case .participation:
      return (
        ["operation": name("operation"), "entered-on": "\(day)", "told": row["told"]], head
      )
    }
  }

  private static func word(_ level: Int, _ absence: Int) -> String {
    if let level = Level(rawValue: UInt8(clamping: level)) {
      return Names.levels.codes[Int(level.rawValue) - 1].en
    }
    return Absence(rawValue: UInt8(clamping: absence))?.code ?? ""
  }

  private func identity(_ row: Row, _ code: String) throws -> [String: String] {
    guard opens, let box = box(row, "identity") else { return [:] }
    let content = try store.keys.sealer.open(box, client: code, kind: .identity)
    guard let fields = SealedFields.read(content) else {
      throw StoreError(.damaged(what: "identity"))
    }
    return Dictionary(fields.map { ($0.name, $0.value) }) { _, last in last }
  }

  private func registration(
    _ number: Int64, _ until: Int64?, _ code: String
  ) throws -> [String: String] {
    let past = until == nil ? "" : "past_"
    func same(_ table: String) -> String {
      "\(table).assessment = a.id" + (until == nil ? "" : " AND \(table).until = a.until")
    }
    let row = try Row.fetchOne(
      database,
      sql: """
        SELECT \(RegistrationReader.columns) FROM \(past)assessment a
        LEFT JOIN \(past)status s ON \(same("s")) LEFT JOIN \(past)referral r ON \(same("r"))
        WHERE a.id = ? \(until.map { "AND a.until = \($0)" } ?? "")
        """, arguments: [number])
    guard let row else { return [:] }
    let read = try registrations.registration(row, until: until) { box, moves in
      opens ? try box.map { try store.opened($0, code, moves) } ?? [:] : nil
    }
    return read.says
  }
}

extension Registration {
  /// All that it says, by the names of fields, thresholds and `instrument.item`.
  package var says: [String: String] {
    var says = answers.merging(aside) { first, _ in first }
    // Of an open answer beside the notes stands only that there is one.
    for (name, words) in notes ?? [:] { says[name] = words }
    for threshold in Threshold.all {
      if let level = levels[threshold] {
        says[threshold.code] = Names.levels.codes[Int(level.rawValue) - 1].en
      } else if absences[threshold] != .notAsked {
        says[threshold.code] = absences[threshold].code
      }
    }
    for word in Specification.all where specifications.contains(word) { says[word.code] = "yes" }
    for action in actions {
      let told = ActionColumn.allCases.dropFirst().compactMap { action.told[$0] }
      let name = "\(action.organisation) \(action.told[.action] ?? "")"
      let words = told.isEmpty ? "yes" : told.joined(separator: " – ")
      says[name] = says[name].map { "\($0), \(words)" } ?? words
    }
    return says
  }
}
