import InstrumentKit
import GRDB
import Profile

/// Levels of one entry, and why there are none.
struct EntryLevels {
  /// The row of the client.
  let row: Int32
  let on: Int32
  let number: Int64
  let levels: ThresholdRecord
  let absences: AbsenceRecord
  /// The thresholds that it speaks of.
  let said: UInt64
  /// By the id of its name; 0 for a level that was recorded by itself.
  let instrument: Int64
  let organisation: Int64

  /// In the order of rows, and of each in that of the law.
  ///
  /// - Parameter row: the row of a client; nil for one that is left out.
  static func read(
    _ choice: ClientChoice, _ database: Database, row place: (Int64) -> Int32?
  ) throws -> [EntryLevels] {
    var entries: [EntryLevels] = []
    let row = try choice.statement(
      database,
      """
      SELECT a.client, filled_on, a.id, low, high, absence_low, absence_high, instrument,
        organisation
      FROM \(choice.chosen) assessment a \(choice.condition("a.client"))
      """)
    func bits(_ column: Int32) -> UInt64 { UInt64(bitPattern: row.number(column)) }
    while try row.next() {
      guard let place = place(row.number(0)) else { continue }
      let said = bits(3) | bits(4) | bits(5) | bits(6)
      if said == 0 { continue }
      entries.append(
        EntryLevels(
          row: place, on: Int32(truncatingIfNeeded: row.number(1)), number: row.number(2),
          levels: ThresholdRecord(low: bits(3), high: bits(4)),
          absences: AbsenceRecord(low: bits(5), high: bits(6)), said: said,
          instrument: row.number(7), organisation: row.number(8)))
    }
    try readSingle(choice, database, row: place, into: &entries)
    return entries.sorted { ($0.row, $0.on, $0.number) < ($1.row, $1.on, $1.number) }
  }

  private static func readSingle(
    _ choice: ClientChoice, _ database: Database, row place: (Int64) -> Int32?,
    into entries: inout [EntryLevels]
  ) throws {
    let row = try choice.statement(
      database,
      """
      SELECT o.client, observed_on, o.id, threshold, level, absence, organisation
      FROM \(choice.chosen) observation o \(choice.condition("o.client"))
      """)
    while try row.next() {
      guard let place = place(row.number(0)) else { continue }
      guard let threshold = Threshold(index: Int(row.number(3))) else {
        throw StoreError(.damaged(what: "observation"))
      }
      var levels = ThresholdRecord()
      var absences = AbsenceRecord()
      if let level = Level(rawValue: UInt8(truncatingIfNeeded: row.number(4))) {
        levels[threshold] = level
      } else if let absence = Absence(rawValue: UInt8(truncatingIfNeeded: row.number(5))) {
        absences[threshold] = absence
      }
      entries.append(
        EntryLevels(
          row: place, on: Int32(truncatingIfNeeded: row.number(1)), number: row.number(2),
          levels: levels, absences: absences, said: ThresholdSet(threshold).bits, instrument: 0,
          organisation: row.number(6)))
    }
  }
}
