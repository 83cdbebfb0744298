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
    case sealed(table: String, row: Int64)
    case trail(TrailState)
    case levelsOutsideVocabulary(row: Int64)
  }

  package let kind: Kind
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
      try checkPacks(database, &findings)
      try checkBoxes(database, &findings)
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
