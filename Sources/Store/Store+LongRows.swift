import Cohort
import GRDB
import InstrumentKit
import Profile

/// The rows of which there are many for each client, in the order of clients and of the law.
extension Store {
  func observations(_ clients: TextPool, _ database: Database) throws -> [String: Column] {
    let words = try words(database)
    let places = try Store.places(clients, .all, database)
    let entries = try EntryLevels.read(.all, database) { client in
      // Somebody who came after the columns were made has no row in them.
      places[client] < 0 ? nil : places[client]
    }
    var (sources, numbers, organisations) = (WordPool(), WordPool(), WordPool())
    var (sourceOf, organisationOf): ([Int64: Int32], [Int64: Int32]) = ([:], [:])
    var disagreements = try Disagreements(database)
    var columns = [[Int32]](repeating: [], count: 8)
    let count = entries.reduce(0) { $0 + $1.said.nonzeroBitCount }
    for place in columns.indices { columns[place].reserveCapacity(count) }
    for entry in entries {
      var left = entry.said
      let source =
        sourceOf[entry.instrument]
        ?? sources.place(of: entry.instrument == 0 ? "record" : words[entry.instrument] ?? "")
      sourceOf[entry.instrument] = source
      let organisation =
        organisationOf[entry.organisation]
        ?? organisations.place(of: words[entry.organisation] ?? "")
      organisationOf[entry.organisation] = organisation
      let number = numbers.place(of: "#\(entry.number)")
      while left != 0 {
        let bit = left.trailingZeroBitCount
        left &= left - 1
        func two(_ low: UInt64, _ high: UInt64) -> Int32 {
          Int32((high >> UInt64(bit)) & 1) * 2 + Int32((low >> UInt64(bit)) & 1)
        }
        let level = two(entry.levels.low, entry.levels.high)
        let absence = two(entry.absences.low, entry.absences.high)
        for (place, value) in [
          entry.row, Int32(bit), level > 0 ? level : Int32.min + absence,
          level > 0 ? Cell.unknown.raw : absence, entry.on, source, number, organisation,
        ].enumerated() { columns[place].append(value) }
        if level > 0 {
          disagreements.add(
            row: columns[0].count - 1, number: entry.number,
            of: .init(client: entry.row, on: entry.on, threshold: Int32(bit)),
            level: level, voice: (organisation, source))
        }
      }
    }
    let others = disagreements.others
    func other(_ place: Int) -> [Int32] {
      columns[place].indices.map { row in
        others[row].map { columns[place][$0] } ?? Cell.unknown.raw
      }
    }
    return Dictionary(
      uniqueKeysWithValues: [
        Column("client-row", .count, columns[0]),
        Column("threshold", .code(Names.thresholds), columns[1]),
        Column("level", .level, columns[2]),
        Column("absence", .code(Names.absences), columns[3]),
        Column("on", .day, columns[4]),
        Column("source", .text, columns[5], pool: sources.pool),
        Column("number", .text, columns[6], pool: numbers.pool),
        Column("organisation", .text, columns[7], pool: organisations.pool),
        Column("other-level", .level, other(2)),
        Column("other-organisation", .text, other(7), pool: organisations.pool),
        Column("other-number", .text, other(6), pool: numbers.pool),
      ].map { ($0.name, $0) })
  }
}
