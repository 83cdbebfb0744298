import Foundation
import GRDB
import InstrumentKit
import Seal

/// Something that a check of a store found.
package struct StoreFinding: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case database(String)
    case foreignKey(table: String)
    case answers(table: String, row: Int64)
    /// Not what was taken in: something changed it since.
    case changed(table: String, row: Int64)
    /// The columns cannot be built from the rows.
    case unreadable(what: String)
    case sealed(table: String, row: Int64)
    case trail(TrailState)
    case levelsOutsideVocabulary(row: Int64)
    /// Of an entry, or of something else that the ledger vouches for.
    case kept(LedgerFault, LedgerKind, number: Int64, client: String?)
    /// The rows of the ledger that came with an entry of the trail are not those that came.
    case ledger(link: Int64)
  }

  package let kind: Kind

  package init(kind: Kind) { self.kind = kind }
}

extension Store {
  /// Looks at everything: the file, references, every pack and box, planes, and the trail.
  package func check() throws -> [StoreFinding] {
    var findings: [StoreFinding] = []
    try reading { database in
      for line in try String.fetchAll(database, sql: "PRAGMA integrity_check") where line != "ok" {
        findings.append(StoreFinding(kind: .database(line)))
      }
      for row in try Row.fetchAll(database, sql: "PRAGMA foreign_key_check") {
        findings.append(StoreFinding(kind: .foreignKey(table: row[0])))
      }
      for step in [
        checkPacks, checkBoxes, checkWords, checkDecisions, checkConsents,
        checkParticipations, checkMoves, checkMarks, checkRevisions, checkMerges,
        checkForgotten, checkLedger, checkColumns,
      ] {
        do {
          try step(database, &findings)
        } catch let error as DatabaseError {
          findings.append(StoreFinding(kind: .database("error \(error.resultCode.rawValue)")))
        } catch let error as StoreError {
          findings.append(StoreFinding(kind: .unreadable(what: error.words)))
        }
      }
    }
    let trail = try verifyTrail()
    if case .unbroken = trail { return findings }
    return findings + [StoreFinding(kind: .trail(trail))]
  }

  /// What is not as the ledger knows it.
  func foundInLedger(_ database: Database) throws -> [StoreFinding] {
    var check = LedgerCheck(database, keys)
    return try check.found()
  }

  private func checkLedger(_ database: Database, _ findings: inout [StoreFinding]) throws {
    findings += try foundInLedger(database)
  }

  private func checkPacks(_ database: Database, _ findings: inout [StoreFinding]) throws {
    for table in ["assessment", "status", "referral"] {
      let key = table == "assessment" ? "id" : "assessment"
      let rows = try Row.fetchCursor(database, sql: "SELECT \(key), answers FROM \(table)")
      while let row = try rows.next() {
        let bytes: Data = row[1]
        let isWhole = bytes.withUnsafeBytes {
          Pack.each($0.bindMemory(to: UInt8.self)) { _, _, _, _ in }
        }
        if !isWhole { findings.append(StoreFinding(kind: .answers(table: table, row: row[0]))) }
      }
    }
    let outside = try Int64.fetchAll(
      database,
      sql: "SELECT id FROM assessment WHERE (low | high | absence_low | absence_high) >> 40 != 0")
    findings += outside.map { StoreFinding(kind: .levelsOutsideVocabulary(row: $0)) }
  }

  /// Each registration is what it was when it was taken in. Marks of older stores are shorter.
  private func checkMarks(_ database: Database, _ findings: inout [StoreFinding]) throws {
    // Of earlier ones it was not kept which of them gave what is known of somebody.
    let from =
      try Int64.fetchOne(
        database, sql: "SELECT value FROM meta WHERE key = 'identities-from'") ?? 0
    for among in [Among.all, .past] {
      try eachRegistration(database, among) { registration in
        let mark = registration.mark
        guard mark.count == 32 else { return }
        let isContent = keys.marks.mark(of: registration.content.bytes) == Array(mark.prefix(16))
        let isIdentity =
          registration.id <= from
          || registration.identity.map { keys.marks.mark(of: $0) == Array(mark.suffix(16)) }
            ?? true
        if isContent, isIdentity { return }
        let table = among.isPast ? "past_assessment" : "assessment"
        findings.append(StoreFinding(kind: .changed(table: table, row: registration.id)))
      }
    }
  }

  /// The words of answers, and levels recorded by themselves.
  private func checkWords(_ database: Database, _ findings: inout [StoreFinding]) throws {
    let mark = try Data.fetchOne(database, sql: "SELECT value FROM meta WHERE key = 'mark'")
    if let mark {
      let meta = try StoreMeta.read(database)
      if meta.map({ keys.marks.mark(of: $0.content) }) != Array(mark) {
        findings.append(StoreFinding(kind: .changed(table: "meta", row: 0)))
      }
    }
    let name = try RawStatement(
      database, "SELECT id, text, mark FROM name WHERE mark IS NOT NULL")
    while try name.next() {
      let content = NameTable.content(
        name.number(0), String(decoding: name.bytes(1), as: UTF8.self))
      if keys.marks.mark(of: content) != Array(name.bytes(2)) {
        findings.append(StoreFinding(kind: .changed(table: "name", row: name.number(0))))
      }
    }
    for number in try Int64.fetchAll(
      database, sql: "SELECT id FROM observation WHERE mark IS NOT NULL")
    {
      let mark: Data? = try Data.fetchOne(
        database.cachedStatement(sql: "SELECT mark FROM observation WHERE id = ?"),
        arguments: [number])
      let content = try Observation.content(of: number, database)
      if content.map({ keys.marks.mark(of: $0) }) != mark.map(Array.init) {
        findings.append(StoreFinding(kind: .changed(table: "observation", row: number)))
      }
    }
  }

  /// What questions read can be made of the rows.
  private func checkColumns(_ database: Database, _ findings: inout [StoreFinding]) throws {
    _ = try ColumnBuilder(self, database)
  }

  private func checkBoxes(_ database: Database, _ findings: inout [StoreFinding]) throws {
    for kind in EntryKind.allCases {
      for (column, sealed) in kind.boxes {
        for (table, owner) in [(kind.table, "client"), ("past_\(kind.table)", "owner")] {
          try checkBoxes(table, "id", column, sealed, owner, database, &findings)
        }
      }
    }
    for (table, key, owner) in [("revision", "entry", "owner"), ("merge", "id", "client")] {
      try checkBoxes(table, key, "because", .because, owner, database, &findings)
    }
  }

  /// - Parameter owner: the column of the client with whom it is sealed.
  private func checkBoxes(
    _ table: String, _ key: String, _ column: String, _ kind: SealKind, _ owner: String,
    _ database: Database, _ findings: inout [StoreFinding]
  ) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT t.\(key), c.code, t.\(column), t.\(column)_key FROM \(table) t
        JOIN client c ON c.id = t.\(owner) WHERE t.\(column) IS NOT NULL
        """)
    while let row = try rows.next() {
      let box = (row[2] as Data?, row[3] as Data?)
      let isOpened =
        if case (let box?, let wrapped?) = box {
          (try? keys.sealer.open(
            SealedBox(wrappedKey: Array(wrapped), box: Array(box)), client: row[1], kind: kind))
            != nil
        } else {
          false
        }
      if !isOpened { findings.append(StoreFinding(kind: .sealed(table: table, row: row[0]))) }
    }
  }
}

extension StoreError {
  /// What of it stands in a finding.
  fileprivate var words: String {
    switch code {
    case .damaged(let what): what
    case .database(let number): "database error \(number)"
    default: "\(code)"
    }
  }
}
