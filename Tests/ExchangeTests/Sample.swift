import Cohort
import Foundation
import InstrumentKit
import Profile

/// A table with every type of column, and what goes wrong with careless formats.
enum Sample {
  static let unknown = Cell.unknown.raw
  static let list = CodeList("colour", "red=rood blue=blauw green=groen")

  static func texts(_ name: String, _ values: [String?], type: FieldType = .text) -> Column {
    var pool = TextPool()
    let cells = values.map { value in
      value.map { Int32(pool.append(Array($0.utf8))) } ?? unknown
    }
    return Column(name, type, cells, pool: pool)
  }

  static let day = Int32(15_683)

  static let everything = Frame(
    columns: [
      texts("client", ["T001", "T002", "T003", nil]),
      texts("remark", ["=1+1", "a \"b\"; c,\nd", "'-x|<i>*", nil], type: .note),
      Column("colour", .code(list), [0, 1, 2, unknown]),
      Column("colours", .codes(list), [0b101, 0, 0b010, unknown]),
      Column("mobility", .level, [1, 2, 3, unknown]),
      Column("employed", .flag, [1, 0, 1, Cell(.declined).raw]),
      Column("age", .count, [41, -3, 0, unknown]),
      Column("worked-share", .percent, [100, 50, 0, unknown]),
      Column("mean", .decimal, [0, 1, 2, unknown], decimals: [2.25, -0.5, 3]),
      Column("filled-on", .day, [day, 0, -1, unknown]),
      Column("quarter", .quarter, [8050, 8051, 8052, unknown]),
    ], rowCount: 4)

  static let document = Document([
    .heading("T025 · MPSA 2011.7"),
    .facts([
      .init("activation", "social-only"), .init("because", "age 62 is over 60"),
      .init("left out", String(repeating: "mobility: intake says supported, ", count: 4)),
    ]),
    .paragraph(
      "Een lange zin over é en 日本語 die niet op één regel past en dus wordt afgebroken, "
        + "met *sterren* en <b>haken</b>.\n# geen kop"),
    .table(
      .init(
        columns: ["threshold", "count"], numeric: [1],
        rows: [["zorg|taak", "5"], ["mobiliteit", "12"], ["te kort"]])),
    .bars([.init("Kortrijk", 16), .init("Leuven", 1), .init("Tielt", 0)]),
  ])
}
