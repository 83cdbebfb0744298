import Cohort
import Foundation
import GRDB
import InstrumentKit
import Profile
import Records
import Seal

/// Clients who may be one person under two codes.
extension Store {
  /// A row for each pair, in the order of codes; what is alike is told, and never what it is.
  ///
  /// - Parameters:
  ///   - born: by client the day of birth, raw.
  ///   - sexes: by client the sex, raw.
  ///   - until: what was told on a later day is not read.
  func duplicates(
    _ clients: TextPool, born: [Int32], sexes: [Int32], until: Day?
  ) throws -> [String: Column] {
    let found = try reading { database in
      let places = try Store.places(clients, .all, database)
      let last = until?.number ?? Int32.max
      var pairs: [Duplicates.Pair: Int32] = [:]
      let blocks = Dictionary(
        grouping: (0..<clients.count).filter { place in
          Cell(raw: born[place]).isKnown && Cell(raw: sexes[place]).isKnown
        }
      ) { [born[$0], sexes[$0]] }.values.filter { $0.count > 1 }
      let people = try people(Set(blocks.joined()), clients, places, last, database)
      for block in blocks {
        for (pair, likeness) in Duplicates.pairs(block.compactMap { people[$0] }) {
          pairs[pair] = likeness == .same ? 1 : 2
        }
      }
      for same in try Store.sharedNumbers(places, last, database) {
        for pair in Duplicates.each(same) { pairs[pair] = 0 }
      }
      return pairs.sorted { ($0.key.first, $0.key.second) < ($1.key.first, $1.key.second) }
    }
    var codes = WordPool()
    let others = found.map { codes.place(of: clients[Int($0.key.second)]) }
    return Dictionary(
      uniqueKeysWithValues: [
        Column("client-row", .count, found.map(\.key.first)),
        Column("other-row", .count, found.map(\.key.second)),
        Column("other-client", .text, others, pool: codes.pool),
        Column("likeness", .code(Names.likeness), found.map(\.value)),
      ].map { ($0.name, $0) })
  }

  /// The places of those for whom one national number stands, the newest that each gave.
  private static func sharedNumbers(
    _ places: ClientPlaces, _ last: Int32, _ database: Database
  ) throws -> [[Int32]] {
    let row = try RawStatement(
      database,
      """
      SELECT client, number_code FROM assessment
      WHERE number_code IS NOT NULL AND filled_on <= \(last) ORDER BY filled_on, id
      """)
    var numbers: [Int32: [UInt8]] = [:]
    while try row.next() {
      let place = places[row.number(0)]
      if place >= 0 { numbers[place] = Array(row.bytes(1)) }
    }
    var holders: [[UInt8]: [Int32]] = [:]
    for (place, number) in numbers { holders[number, default: []].append(place) }
    return holders.values.filter { $0.count > 1 }.map { $0.sorted() }
  }

  private struct Said: Sendable {
    var given: String?
    var family: String?
    var number: String?
  }

  /// The names of some clients: each part from the newest entry that gives it.
  private func people(
    _ chosen: Set<Int>, _ clients: TextPool, _ places: ClientPlaces, _ last: Int32,
    _ database: Database
  ) throws -> [Int: Duplicates.Person] {
    if chosen.isEmpty { return [:] }
    let row = try RawStatement(
      database,
      """
      SELECT a.client, identity, identity_key, \(EntryKind.sealedUnder("a", "c.code"))
      FROM assessment a JOIN client c ON c.id = a.client
      WHERE identity IS NOT NULL AND filled_on <= \(last) ORDER BY filled_on, a.id
      """)
    var said: [Int: Said] = [:]
    var sealed: [(place: Int, code: String, box: SealedBox)] = []
    func openAll() throws {
      let opened = try SealedIdentities.open(sealed.map { ($0.code, $0.box) }, keys.sealer) {
        fields in
        func word(_ name: String) -> String? { fields.first { $0.name == name }?.value }
        return Said(
          given: word("first-name"), family: word("last-name"), number: word("national-number"))
      }
      for (sealed, opened) in zip(sealed, opened) {
        let before = said[sealed.place]
        said[sealed.place] = Said(
          given: opened.given ?? before?.given, family: opened.family ?? before?.family,
          number: opened.number ?? before?.number)
      }
      sealed.removeAll(keepingCapacity: true)
    }
    while try row.next() {
      let place = Int(places[row.number(0)])
      guard chosen.contains(place) else { continue }
      sealed.append(
        (
          place, String(decoding: row.bytes(3), as: UTF8.self),
          SealedBox(wrappedKey: Array(row.bytes(2)), box: Array(row.bytes(1)))
        ))
      if sealed.count == 16_384 { try openAll() }
    }
    try openAll()
    return said.reduce(into: [:]) { people, one in
      guard let given = one.value.given, let family = one.value.family,
        let name = PersonName(given: given, family: family)
      else { return }
      people[one.key] = Duplicates.Person(
        place: Int32(one.key), name: name,
        lastingNumber: one.value.number.flatMap { NationalNumber.isBis($0) ? nil : $0 })
    }
  }

  /// Logs that the identities of all clients are compared.
  package func logDuplicates(actor: Actor) throws {
    try log(
      TrailEntry(
        verb: "identity", actor: actor, fields: ["duplicates"], count: try clientCount()))
  }
}
