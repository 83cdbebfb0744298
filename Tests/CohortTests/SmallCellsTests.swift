import InstrumentKit
import Profile
import TestSupport
import Testing

@testable import Cohort

/// What a reader can find out from a published table, worked out by trying all numbers.
@Suite struct SmallCellsTests {
  /// A reader who knows every shown number, every total that is not hidden, and what is said of
  /// the hidden ones; finds for each hidden cell whether two different numbers fit.
  private struct Reader {
    let height: Int
    let width: Int
    let marks: [SmallCells.Mark]
    let totals: Set<Int>
    let values: [Int]
    private var hidden: [Int] = []
    private var rows: [Int?] = []
    private var columns: [Int?] = []

    init(_ table: SmallCells, _ values: [Int]) {
      self.init(table.rows, table.columns, table.marks, table.totals, values)
    }

    init(
      _ height: Int, _ width: Int, _ marks: [SmallCells.Mark], _ totals: Set<Int>, _ values: [Int]
    ) {
      self.height = height
      self.width = width
      self.marks = marks
      self.totals = totals
      self.values = values
      hidden = marks.indices.filter { marks[$0] != .shown }
      func total(_ value: Int, _ number: Int) -> Int? {
        totals.contains(number) || (1..<5).contains(value) ? nil : value
      }
      // A list has totals on one side only.
      rows = (0..<height).map { row in
        if width == 1 { return nil }
        return total((0..<width).reduce(0) { $0 + values[row * width + $1] }, row)
      }
      columns = (0..<width).map { column in
        if height == 1, width > 1 { return nil }
        let sum = (0..<height).reduce(0) { $0 + values[$1 * width + column] }
        return total(sum, width == 1 ? height + width : height + column)
      }
    }

    private func range(_ cell: Int) -> ClosedRange<Int> {
      switch marks[cell] {
      case .small: values[cell] == 0 ? 0...4 : 1...4
      case .withOthers: (values[cell] < 5 ? 0 : 5)...(max(values[cell], 5) + 6)
      case .shown: values[cell]...values[cell]
      }
    }

    /// Cells for which only one number fits.
    func foundOut() -> [Int] {
      hidden.filter { cell in
        !range(cell).contains { other in
          guard other != values[cell] else { return false }
          var guess = values
          guess[cell] = other
          return fits(&guess, hidden.filter { $0 != cell }[...])
        }
      }
    }

    private func fits(_ guess: inout [Int], _ rest: ArraySlice<Int>) -> Bool {
      guard let cell = rest.first else { return sumsAreRight(guess) }
      let kept = guess[cell]
      defer { guess[cell] = kept }
      // The likeliest first: as it is, and then one more or less.
      let order = range(cell).sorted { abs($0 - values[cell]) < abs($1 - values[cell]) }.prefix(5)
      for value in order {
        guess[cell] = value
        if isPossible(guess, cell, rest.dropFirst()), fits(&guess, rest.dropFirst()) {
          return true
        }
      }
      return false
    }

    /// Whether rows and columns that are filled in have their sums.
    private func isPossible(_ guess: [Int], _ cell: Int, _ rest: ArraySlice<Int>) -> Bool {
      let (row, column) = (cell / width, cell % width)
      let inRow = (0..<width).map { row * width + $0 }
      let inColumn = (0..<height).map { $0 * width + column }
      for (cells, total) in [(inRow, rows[row]), (inColumn, columns[column])] {
        guard let total, !cells.contains(where: { rest.contains($0) }) else { continue }
        if cells.reduce(0, { $0 + guess[$1] }) != total { return false }
      }
      return true
    }

    private func sumsAreRight(_ guess: [Int]) -> Bool {
      let hasGrand = !totals.contains(height + width)
      let sum = values.reduce(0, +)
      if hasGrand, !(1..<5).contains(sum), guess.reduce(0, +) != sum { return false }
      return guess.indices.allSatisfy { isPossible(guess, $0, []) }
    }
  }

  @Test func noHiddenCellOfAListCanBeFoundOut() {
    var generator = SplitMix64(seed: 11)
    for _ in 0..<400 {
      let count = Int.random(in: 1...6, using: &generator)
      let values = (0..<count).map { _ in Int.random(in: 1...9, using: &generator) }
      for isRow in [true, false] {
        let table = SmallCells(
          rows: isRow ? 1 : count, columns: isRow ? count : 1, values: values)
        #expect(Reader(table, values).foundOut() == [], "\(values) \(table.marks)")
        expectSmallHidden(table, values)
      }
    }
  }

  @Test func noHiddenCellOfATableCanBeFoundOut() {
    var generator = SplitMix64(seed: 12)
    var hiddenBeside = 0
    for round in 0..<300 {
      let rows = Int.random(in: 2...3, using: &generator)
      let columns = Int.random(in: 2...4, using: &generator)
      let most = round % 3 == 0 ? 7 : 30
      let values = (0..<rows * columns).map { _ in
        Bool.random(using: &generator) ? Int.random(in: 0...most, using: &generator) : 12
      }
      let table = SmallCells(rows: rows, columns: columns, values: values)
      #expect(
        Reader(table, values).foundOut() == [], "\(values) \(table.marks) \(table.totals)")
      expectSmallHidden(table, values)
      hiddenBeside += table.marks.count { $0 == .withOthers }
    }
    #expect(hiddenBeside > 100)
  }

  /// Nothing small is shown, a large number is never said to be small.
  private func expectSmallHidden(_ table: SmallCells, _ values: [Int]) {
    for (value, mark) in zip(values, table.marks) {
      if (1..<5).contains(value) { #expect(mark != .shown) }
      if value >= 5 { #expect(mark != .small) }
    }
  }

  @Test func theReaderOfTheseTestsFindsOutWhatIsHiddenBadly() {
    // One hidden cell of a list with a total, and a single one of a table, are differences.
    #expect(Reader(1, 3, [.small, .shown, .shown], [], [3, 20, 30]).foundOut() == [0])
    #expect(
      Reader(2, 2, [.small, .withOthers, .shown, .shown], [], [3, 9, 8, 7]).foundOut() == [0, 1])
    // Two fours under five that make eight.
    #expect(Reader(1, 2, [.small, .small], [], [4, 4]).foundOut() == [0, 1])
    #expect(SmallCells(rows: 1, columns: 3, values: [3, 20, 30]).marks[1] == .withOthers)
  }

  @Test func aTableWithoutSmallCountsStaysAsItIs() {
    let table = SmallCells(rows: 2, columns: 2, values: [5, 0, 12, 7])
    #expect(table.marks.allSatisfy { $0 == .shown })
    #expect(table.totals.isEmpty)
  }

  private func frame(_ keys: [String], _ counts: [Int32]) -> Frame {
    var pool = WordPool()
    let cells = keys.map { pool.place(of: $0) }
    return Frame(
      columns: [
        Column("commune", .text, cells, pool: pool.pool), Column("count", .count, counts),
      ], rowCount: keys.count)
  }

  @Test func aPublishedTableHasNoNumberWhereItHides() throws {
    let made = try #require(frame(["Tielt", "Leuven", "Mortsel"], [2, 23, 19]).published())
    #expect(made.hidden == 2)
    #expect(made.frame.columns.map(\.name) == ["commune", "count", "hidden"])
    let words = made.frame.withHiddenWords(.en)
    let shown = (0..<3).map { row in
      words.columns.map { $0.pool?[Int($0.cells[row])] ?? "" }
    }
    #expect(shown == [["Leuven", "23"], ["Mortsel", "hidden"], ["Tielt", "<5"]])
    #expect(made.frame.column("count")?.cells[1] == Cell.unknown.raw)
  }

  @Test func theOrderOfRowsTellsNothing() throws {
    let first = try #require(frame(["a", "b", "c"], [2, 7, 9]).published())
    let second = try #require(frame(["c", "b", "a"], [9, 7, 2]).published())
    #expect(first.frame.column("count")?.cells == second.frame.column("count")?.cells)
  }

  @Test func tooManyGroupsAreNotLookedThrough() {
    let count = Frame.mostPublished + 1
    let keys = (0..<count).map { "\($0)" }
    #expect(frame(keys, [Int32](repeating: 6, count: count)).published() == nil)
  }
}
