import Foundation
import GRDB
import InstrumentKit
import Seal

/// Whether an entry can be of its day: nobody is registered before they are born.
struct BirthCheck {
  private let sealer: ClientSealer
  /// The exact birth day of a client as it was known before, where somebody has it at hand.
  private let known: ((String) -> Day?)?
  /// The clients of whom something was told of their identity since.
  private var told: Set<Int64> = []

  init(_ sealer: ClientSealer, known: ((String) -> Day?)?) {
    self.sealer = sealer
    self.known = known
  }

  /// What is wrong with an entry of a client who is there already, nil when nothing is.
  ///
  /// - Parameter fresh: the birth days of those who came with the same file.
  mutating func fault(
    _ registration: PreparedRegistration, of client: Int64, _ fresh: FreshBirthDays,
    _ database: Database
  ) throws -> RegistrationWriter.Outcome? {
    let given = Cell(raw: registration.birthDay).isKnown ? registration.birthDay : nil
    var born = try birthDay(of: client, registration.client, fresh, database)
    if let given {
      let days = try Row.fetchOne(
        database.cachedStatement(
          sql: "SELECT min(filled_on), max(filled_on) FROM assessment WHERE client = ?"),
        arguments: [client])
      let last: Int32 = days?[1] ?? Int32.min
      if registration.filledOn >= last || born == nil {
        if let first = days?[0] as Int32?, first < given { return .bornAfter }
        born = given
      }
    }
    if let born, registration.filledOn < born { return .beforeBirth }
    if given != nil { told.insert(client) }
    return nil
  }

  private func birthDay(
    of client: Int64, _ code: String, _ fresh: FreshBirthDays, _ database: Database
  ) throws -> Int32? {
    if !told.contains(client) {
      if let day = fresh.day(of: client) { return Cell(raw: day).isKnown ? day : nil }
      if let known { return known(code)?.number }
    }
    return try BirthCheck.opened(code, sealer, database)?.number
  }

  /// The birth day that stands in the sealed identity of a person.
  static func opened(
    _ code: String, _ sealer: ClientSealer, _ database: Database
  ) throws -> Day? {
    let rows = try Row.fetchCursor(
      database.cachedStatement(
        sql: """
          SELECT identity, identity_key, c.code FROM assessment a JOIN client c ON c.id = a.client
          WHERE a.client \(Persons.clients) AND identity IS NOT NULL
          ORDER BY filled_on DESC, a.id DESC
          """), arguments: [code])
    while let row = try rows.next() {
      guard let box = row[0] as Data?, let key = row[1] as Data? else { continue }
      let content = try sealer.open(
        SealedBox(wrappedKey: Array(key), box: Array(box)), client: row[2], kind: .identity)
      let text = SealedFields.read(content)?.first { $0.name == "birth-date" }?.value
      if let day = text.flatMap(Day.init(iso:)) { return day }
    }
    return nil
  }
}

extension Store {
  /// The exact birth day of a client, to judge by; nil where it is not known.
  package func birthDay(of client: String) throws -> Day? {
    try reading { try BirthCheck.opened(client, keys.sealer, $0) }
  }
}
