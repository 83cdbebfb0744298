import GRDB

/// Who said another level of one threshold on one day: another organisation, contributor or
/// instrument.
struct Disagreements {
  struct Matter: Hashable {
    let client: Int32
    let on: Int32
    let threshold: Int32
  }

  private struct Said {
    let row: Int
    let number: Int64
    let level: Int32
    let organisation: Int32
    let source: Int32
    let contributor: Int64
  }

  /// By entry, who speaks in it, where its instrument says so.
  private var contributors: [Int64: Int64] = [:]
  private var said: [Matter: [Said]] = [:]

  init(_ database: Database) throws {
    let rows = try Row.fetchCursor(
      database, sql: "SELECT id, part FROM assessment WHERE part <> 0")
    while let row = try rows.next() { contributors[row[0]] = row[1] }
  }

  mutating func add(
    row: Int, number: Int64, of matter: Matter, level: Int32,
    voice: (organisation: Int32, source: Int32)
  ) {
    said[matter, default: []].append(
      Said(
        row: row, number: number, level: level, organisation: voice.organisation,
        source: voice.source, contributor: contributors[number] ?? 0))
  }

  /// By row, the row of the newest entry before it that says another level in another voice.
  var others: [Int: Int] {
    var others: [Int: Int] = [:]
    for said in said.values where said.count > 1 {
      let sorted = said.sorted { $0.number < $1.number }
      for (place, one) in sorted.enumerated() {
        let other = sorted[..<place].last { other in
          other.level != one.level
            && (other.organisation, other.source, other.contributor)
              != (one.organisation, one.source, one.contributor)
        }
        if let other { others[one.row] = other.row }
      }
    }
    return others
  }
}
