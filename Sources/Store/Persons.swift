import Cohort
import GRDB

/// Codes that are one person: under which code each goes on.
struct Persons {
  /// By the id of a merged client that of the person.
  private let ids: [Int64: Int64]
  private let codes: [String: String]

  /// - Parameter schema: `main.` for those of now, whatever moment is shown.
  init(_ database: Database, _ schema: String = "") throws {
    var ids: [Int64: Int64] = [:]
    var codes: [String: String] = [:]
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT c.id, p.id, c.code, p.code FROM \(schema)one_person o JOIN \(schema)client c ON c.id = o.client
        JOIN \(schema)client p ON p.id = o.person
        """)
    while let row = try rows.next() {
      ids[row[0]] = row[1]
      codes[row[2]] = row[3]
    }
    (self.ids, self.codes) = (ids, codes)
  }

  /// Who has a row of their own, as a condition on clients.
  static let listed = "gone IS NULL AND merged IS NULL"

  var isEmpty: Bool { ids.isEmpty }
  /// The clients that go on under another code.
  var merged: [Int64: Int64] { ids }

  /// The codes of merged clients, under which their words are sealed.
  func ownCodes(_ database: Database) throws -> [Int64: String] {
    if isEmpty { return [:] }
    let rows = try Row.fetchAll(
      database, sql: "SELECT id, code FROM one_person JOIN client ON id = client")
    return Dictionary(rows.map { ($0[0], $0[1]) }) { first, _ in first }
  }

  func person(of client: Int64) -> Int64 { ids[client] ?? client }
  func code(of code: String) -> String { codes[code] ?? code }

  /// The row of the person with this code, -1 where there is none.
  func place(of code: String, in clients: TextPool) -> Int32 {
    clients.placeInOrder(of: self.code(of: code)).map(Int32.init) ?? -1
  }

  /// The ids of all codes of a person, as a condition of SQL on the code `?`.
  static let clients = """
    IN (SELECT coalesce(merged, id) FROM client WHERE code = ?1
      UNION SELECT p.client FROM one_person p
        WHERE p.person = (SELECT coalesce(merged, id) FROM client WHERE code = ?1))
    """

  /// The same on an id.
  static let clientsOfId = """
    IN (SELECT coalesce(merged, id) FROM client WHERE id = ?1
      UNION SELECT p.client FROM one_person p
        WHERE p.person = (SELECT coalesce(merged, id) FROM client WHERE id = ?1))
    """
}

extension Store {
  /// The code under which the person with this code goes on.
  package func person(of code: String) throws -> String {
    try reading { database in
      try String.fetchOne(
        database,
        sql: """
          SELECT p.code FROM client c JOIN client p ON p.id = coalesce(c.merged, c.id)
          WHERE c.code = ?
          """, arguments: [code]) ?? code
    }
  }

  /// All codes of a person, the one under which it goes on first.
  package func codes(with code: String) throws -> [String] {
    try reading { try Store.codes(with: code, $0) }
  }

  static func codes(with code: String, _ database: Database) throws -> [String] {
    try String.fetchAll(
      database,
      sql: """
        SELECT code FROM client WHERE id \(Persons.clients) ORDER BY merged IS NOT NULL, code
        """, arguments: [code])
  }
}
