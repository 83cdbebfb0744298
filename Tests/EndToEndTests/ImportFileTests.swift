import Foundation
import Testing

/// What the command line says of a file it imports, and what is in the store afterwards.
@Suite struct ImportFileTests {
  @Test func importingTwiceChangesNothing() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let before = try program.run(["store", "check"]).out
    let again = try program.run(["import", Program.trial, "--as", "intake"])
    #expect(again.code == 0)
    #expect(again.out == "63 clients\n")
    #expect(again.err.contains("0 registrations added · 63 unchanged"))
    #expect(try program.run(["store", "check"]).out == before)
  }

  @Test func anyBadRowRefusesTheWholeFileUnlessPartial() throws {
    let program = try Program()
    defer { program.remove() }
    _ = try program.run(["store", "new", "\(program.folder)/store", "--date", "2012-12-31"])
    let file = program.folder + "/bad.csv"
    try """
    client,filled-on,sex,birth-date,national-number,illness,benefit
    A1,2012-05-01,man,1980-01-02,,1,living-wage
    A2,2012-05-01,boy,1980-01-02,,1,
    A3,01/05/2012,m,1980-01-02,,1,
    A4,2012-05-01,m,1980-01-02,85073003327,9,alms
    85073003328,2012-05-01,m,1980-01-02,,1,
    A6,2012-05-01,m,2012-05-02,,1,
    """.write(toFile: file, atomically: true, encoding: .utf8)
    let refused = try program.run(["import", file, "--as", "intake"])
    #expect(refused.code == 1)
    #expect(
      refused.err == """
        E512 line 3: sex: expected one of m, f, x, found another word
        E513 line 4: filled-on: day, month, year: say dates dmy (--dates dmy) if it is so everywhere, or write 2012-06-30
        E517 line 5: national-number: not a valid national register number
        E512 line 5: illness: expected one of 1, 2, 3, 4, found a number
        E512 line 5: benefit: expected one of none, unemployment, sickness, living-wage, equivalent-living-wage, other, found another word
        E516 line 6: client: a national register number cannot be a client code
        E513 line 7: birth-date: born after the registration
        E506 5 of 6 rows bad: nothing was taken
             with partial the good ones come in

        """)
    #expect(try program.csv("clients | count") == ["0"])
    let partial = try program.run(["import", file, "--as", "intake", "--partial"])
    #expect(partial.code == 0)
    #expect(partial.out == "1 client\n")
    // A word of the question itself is no bad row.
    #expect(try program.csv("clients | show client, sex") == ["A1,m"])
  }

  @Test func changedContentUnderTheSameKeyIsRefusedUnlessReplaced() throws {
    let program = try Program()
    defer { program.remove() }
    _ = try program.run(["store", "new", "\(program.folder)/store", "--date", "2012-12-31"])
    let file = program.folder + "/one.csv"
    func write(_ score: Int) throws {
      try "client,filled-on,mobility\nA1,2012-05-01,\(score)\n"
        .write(toFile: file, atomically: true, encoding: .utf8)
    }
    try write(2)
    #expect(try program.run(["import", file, "--as", "intake"]).code == 0)
    try write(3)
    #expect(try program.run(["import", file, "--as", "intake"]).code == 1)
    #expect(try program.csv("clients | show client, mobility") == ["A1,supported"])
    #expect(try program.run(["import", file, "--as", "intake", "--replace"]).code == 0)
    #expect(try program.csv("clients | show client, mobility") == ["A1,blocking"])
  }

  @Test func anUnknownColumnIsNamedWithTheNearestRightOne() throws {
    let program = try Program()
    defer { program.remove() }
    _ = try program.run(["store", "new", "\(program.folder)/store", "--date", "2012-12-31"])
    let file = program.folder + "/column.csv"
    try "client,filled-on,mobilty\nA1,2012-05-01,2\n"
      .write(toFile: file, atomically: true, encoding: .utf8)
    let answer = try program.run(["import", file, "--as", "intake"])
    #expect(answer.code == 1)
    #expect(answer.err.contains("column 3 is called \"mobilty\""))
    #expect(answer.err.contains("did you mean mobility?"))
  }
}
