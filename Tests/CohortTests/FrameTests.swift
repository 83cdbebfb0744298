import Cohort
import InstrumentKit
import Profile
import TestSupport
import Testing

@Suite struct FrameTests {
  private let unknown = Cell.unknown.raw

  private func texts(_ name: String, _ values: [String?]) -> Column {
    var pool = TextPool()
    var places: [String: Int] = [:]
    let cells = values.map { value -> Int32 in
      guard let value else { return Cell.unknown.raw }
      if let place = places[value] { return Int32(place) }
      let place = pool.append(Array(value.utf8))
      places[value] = place
      return Int32(place)
    }
    return Column(name, .text, cells, pool: pool)
  }

  @Test func countsEachAnswerOfAListAndTheEmptyOneOnce() {
    let list = CodeList("l", "a b c")
    let frame = Frame(
      columns: [Column("x", .codes(list), [0b011, 0b001, 0, unknown, 0b100])], rowCount: 5)
    let (counted, answers) = frame.counted(by: ["x"])
    #expect(counted.column("x")?.cells == [0, 1, 2, unknown])
    #expect(counted.column("count")?.cells == [2, 1, 1, 2])
    #expect(answers == 6)
  }

  @Test func groupsInTheOrderOfTheirValuesWithUnknownLast() {
    let frame = Frame(
      columns: [
        texts("place", ["Tielt", nil, "Leuven", "Tielt"]), Column("n", .count, [5, 5, unknown, 2]),
      ], rowCount: 4)
    let counted = frame.counted(by: ["place", "n"]).frame
    #expect(counted.column("n")?.cells == [unknown, 2, 5, 5])
    let place = counted.column("place")
    #expect(
      place?.cells.map { Cell(raw: $0).value.flatMap { place?.pool?[$0] } } == [
        "Leuven", "Tielt", "Tielt", nil,
      ])
  }

  @Test func bothWaysOfGroupingAgree() {
    var generator = SplitMix64(seed: 11)
    let rows = 4_000
    let narrow = (0..<rows).map { _ in Int32.random(in: 0..<9, using: &generator) }
    let wide = narrow.map { $0 * 1_000_000 }
    let other = (0..<rows).map { _ in Int32.random(in: 0..<4, using: &generator) }
    let first = Frame(
      columns: [Column("a", .count, narrow), Column("b", .count, other)], rowCount: rows)
    let second = Frame(
      columns: [Column("a", .count, wide), Column("b", .count, other)], rowCount: rows)
    #expect(
      first.counted(by: ["a", "b"]).frame.column("count")?.cells
        == second.counted(by: ["a", "b"]).frame.column("count")?.cells)
  }

  @Test func sortsUnknownLastBothWaysAndKeepsTies() {
    let frame = Frame(
      columns: [
        Column("n", .count, [2, unknown, 1, 2]), Column("row", .count, [0, 1, 2, 3]),
      ], rowCount: 4)
    #expect(frame.sorted(by: [("n", false)]).column("row")?.cells == [2, 0, 3, 1])
    #expect(frame.sorted(by: [("n", true)]).column("row")?.cells == [0, 3, 2, 1])
  }

  @Test func summariesRestOnKnownValuesOnly() {
    let column = Column("n", .count, [4, unknown, 1, 7])
    let frame = Frame(columns: [column], rowCount: 4)
    let grouping = frame.grouped(by: [])
    let mean = grouping.summarised(column, .mean, name: "m")
    #expect(mean.values.decimals == [4])
    #expect(mean.known.cells == [3])
    func result(_ cells: [Int32], _ summary: Summary) -> [Double] {
      let column = Column("n", .count, cells)
      let frame = Frame(columns: [column], rowCount: cells.count)
      return frame.grouped(by: []).summarised(column, summary, name: "s").values.decimals
    }
    #expect(result([4, unknown, 1], .median) == [2.5])
    #expect(result([9, 4, 1], .median) == [4])
    #expect(result([unknown], .median) == [])
    #expect(result([unknown], .sum) == [0])
    #expect(result([Int32.max, Int32.max], .sum) == [4_294_967_294])
    #expect(grouping.summarised(column, .max, name: "x").values.cells == [7])
    #expect(grouping.summarised(column, .min, name: "x").values.cells == [1])
  }
}
