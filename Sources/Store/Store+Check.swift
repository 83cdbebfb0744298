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
        checkParticipations, checkMoves, checkMarks,
        checkForgotten, checkColumns,
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
    try eachRegistration(database) { registration in
      let mark = registration.mark
      guard mark.count == 32 else { return }
      if keys.marks.mark(of: registration.content.bytes) != Array(mark.prefix(16)) {
        findings.append(StoreFinding(kind: .changed(table: "assessment", row: registration.id)))
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
    let row = try RawStatement(
      database,
      """
      SELECT o.id, c.code, o.threshold, o.level, o.absence, o.observed_on, o.mark
      FROM observation o JOIN client c ON c.id = o.client WHERE o.mark IS NOT NULL
      """)
    while try row.next() {
      let content = Observation.content(
        client: String(decoding: row.bytes(1), as: UTF8.self), threshold: Int(row.number(2)),
        level: Int(row.number(3)), absence: Int(row.number(4)),
        on: Int32(truncatingIfNeeded: row.number(5)))
      if keys.marks.mark(of: content) != Array(row.bytes(6)) {
        findings.append(StoreFinding(kind: .changed(table: "observation", row: row.number(0))))
      }
    }
  }

  /// What questions read can be made of the rows.
  private func checkColumns(_ database: Database, _ findings: inout [StoreFinding]) throws {
    _ = try ColumnBuilder(self, database)
  }

  private func checkBoxes(_ database: Database, _ findings: inout [StoreFinding]) throws {
    let boxes: [(table: String, sql: String, kind: SealKind)] = [
      (
        "client", "SELECT id, code, identity, identity_key FROM client WHERE identity IS NOT NULL",
        .identity
      ),
      (
        "assessment",
        """
        SELECT a.id, c.code, a.notes, a.notes_key FROM assessment a
        JOIN client c ON c.id = a.client WHERE a.notes IS NOT NULL
        """, .notes
      ),
      (
        "observation",
        """
        SELECT o.id, c.code, o.because, o.because_key FROM observation o
        JOIN client c ON c.id = o.client WHERE o.because IS NOT NULL
        """, .because
      ),
      (
        "decision",
        """
        SELECT d.id, c.code, d.because, d.because_key FROM decision d
        JOIN client c ON c.id = d.client WHERE d.because IS NOT NULL
        """, .because
      ),
      (
        "consent",
        """
        SELECT s.id, c.code, s.purpose, s.purpose_key FROM consent s
        JOIN client c ON c.id = s.client WHERE s.purpose IS NOT NULL
        """, .purpose
      ),
    ]
    for (table, sql, kind) in boxes {
      let rows = try Row.fetchCursor(database, sql: sql)
      while let row = try rows.next() {
        let box = SealedBox(wrappedKey: Array(row[3] as Data), box: Array(row[2] as Data))
        if (try? keys.sealer.open(box, client: row[1], kind: kind)) == nil {
          findings.append(StoreFinding(kind: .sealed(table: table, row: row[0])))
        }
      }
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
