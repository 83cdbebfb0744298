import Cohort
import InstrumentKit
import Profile
import Testing

/// Texts that are one to people are one in every comparison.
@Suite struct OneTextTests {
  private static let spellings = [
    "Tielt", "TIELT", "Tielt", "tielt ", "Li\u{E8}ge", "Lie\u{300}ge", "LIEGE", "Gent",
  ]

  private func texts(_ name: String, _ values: [String]) -> Column {
    var pool = TextPool()
    let cells = values.map { Int32(pool.append(Array($0.utf8))) }
    return Column(name, .text, cells, pool: pool)
  }

  private var frame: Frame {
    Frame(columns: [texts("location", Self.spellings)], rowCount: Self.spellings.count)
  }

  private func words(_ frame: Frame) -> [String] {
    let column = frame.columns[0]
    return column.cells.map { column.pool?[Int($0)] ?? "" }
  }

  @Test func aCountHasOneRowForEachAndTheSpellingThatOccursMost() {
    // Two places of the pool hold the same text, as pools of several files may.
    let counted = frame.counted(by: ["location"]).frame
    #expect(words(counted) == ["Gent", "Li\u{E8}ge", "Tielt"])
    #expect(counted.column("count")?.cells == [1, 3, 4])
    #expect(words(frame.distinct()).sorted() == ["Gent", "Li\u{E8}ge", "Tielt"])
  }

  @Test func aConditionFindsAllOfThem() {
    let column = frame.columns[0]
    for wanted in ["tielt", " TIELT", "ti\u{EB}lt"] {
      #expect(column.compare(.equal, text: wanted).rows() == [0, 1, 2, 3], "\(wanted)")
      #expect(column.compare(.notEqual, text: wanted).rows() == [4, 5, 6, 7])
    }
    #expect(column.among(texts: ["Liege", "gent"]).rows() == [4, 5, 6, 7])
    #expect(column.compare(.less, text: "liege").rows() == [7])
    #expect(column.compare(.greaterOrEqual, text: "TIELT").rows() == [0, 1, 2, 3])
    let other = texts("commune", Self.spellings.map { $0.uppercased() })
    #expect(column.compare(.equal, to: other).rows().count == Self.spellings.count)
  }

  @Test func orderIsThatOfReaders() {
    #expect(words(frame.sorted(by: [("location", false)])).first == "Gent")
    let mixed = Frame(columns: [texts("x", ["b", "A", "B", "a"])], rowCount: 4)
    #expect(words(mixed.sorted(by: [("x", false)])) == ["A", "a", "b", "B"])
  }

  @Test func codesOfClientsStayApart() {
    let clients = texts("client", ["T1", "t1"])
    let frame = Frame(columns: [clients.renamed("who")], rowCount: 2)
    #expect(frame.counted(by: ["who"]).frame.rowCount == 2)
    #expect(clients.compare(.equal, text: "t1").rows() == [1])
    #expect(clients.compare(.equal, text: "t1 ").rows() == [1])
    // A pool that is not in order is searched all the same.
    #expect(texts("client", ["T2", "T1"]).compare(.equal, text: "T1").rows() == [1])
  }

  @Test func categoriesWhoseZeroWasLostAreTheSame() {
    let column = texts("vdab-category", ["05", "5", "02"])
    #expect(column.compare(.equal, text: "5").rows() == [0, 1])
    let counted = Frame(columns: [column], rowCount: 3).counted(by: ["vdab-category"]).frame
    #expect(counted.column("count")?.cells == [1, 2])
  }

  @Test func aNationalNumberIsFoundAsItIsPrinted() {
    let column = texts("national-number", ["85073003328", "90010100107"])
    #expect(column.compare(.equal, text: "85.07.30-033.28").rows() == [0])
    #expect(column.among(texts: ["90.01.01-001.07"]).rows() == [1])
  }

  @Test func equalDecimalsAreOne() {
    let column = Column("mean", .decimal, [0, 1, 2], decimals: [2.5, 1, 2.5])
    let frame = Frame(columns: [column], rowCount: 3)
    // From the least to the most, as all that is counted.
    #expect(frame.counted(by: ["mean"]).frame.column("count")?.cells == [1, 2])
    #expect(frame.distinct().rowCount == 2)
  }
}
