import Profile
import Testing

@Suite struct RowCellsTests {
  private func cells(_ text: String) -> [[String]] {
    RowCells.rows(text.utf8).map { $0.map { String(decoding: $0, as: UTF8.self) } }
  }

  @Test(arguments: [
    ["a"], ["a", "b,c"], ["a", "", "d"], ["a;b", "c"], ["say \"so\"", "x"], ["\"", ","],
    ["line\nbreak", "é;,\""],
  ])
  func whatIsJoinedIsReadAgain(_ row: [String]) {
    #expect(cells(RowCells.joined(row)) == [row])
    #expect(cells("\(RowCells.joined(row));\(RowCells.joined(["z", "1"]))") == [row, ["z", "1"]])
  }

  @Test func blanksAroundCellsAreNoPartOfThem() {
    #expect(cells(" a , \"b, c\" ; d") == [["a", "b, c"], ["d"]])
  }

  @Test func aQuoteWithinACellIsASign() {
    #expect(cells("a 3\" pipe,b") == [["a 3\" pipe", "b"]])
  }

  @Test func emptyCellsAtTheEndAreLeftOut() {
    #expect(RowCells.joined(["a", "", ""]) == "a")
  }
}
