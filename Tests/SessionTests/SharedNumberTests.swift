import InstrumentKit
import Language
import Profile
import Store
import TestSupport
import Testing

@testable import PluginHost
@testable import Session

/// One national number is one person's.
@Suite struct SharedNumberTests {
  private let desk: ValueStore
  private static let head = "client,filled-on,national-number\n"
  private let numbers = [1, 2, 3].map { number -> String in
    let digits = 800_101_000 + number
    return "\(digits)" + (97 - digits % 97 < 10 ? "0" : "") + "\(97 - digits % 97)"
  }

  init() throws { desk = try ValueStore() }

  private func take(
    _ rows: String, _ change: (inout ImportForm) -> Void = { _ in }, isDry: Bool = false
  ) throws -> ImportReport {
    var form = ImportForm()
    change(&form)
    let path = try desk.here.folder.write("in.csv", (Self.head + rows).utf8)
    do {
      return try desk.session.importing(path, as: "intake", form, isDry: isDry)
    } catch let refused as ImportRefused {
      return refused.report
    }
  }

  private func problems(_ report: ImportReport) -> [RowFault.Problem] {
    report.faults.map(\.problem)
  }

  @Test func aFileThatGivesItToAnotherClientIsRefusedWithTheCode() throws {
    #expect(try take("A,2012-03-01,\(numbers[0])\nB,2012-03-01,\(numbers[1])\n").added == 2)
    for client in ["C", "B"] {
      let refused = try take("\(client),2012-04-01,\(numbers[0])\n")
      #expect(refused.badRows == 1 && refused.added == 0, "\(client)")
      let text = refused.listing(.en)
      #expect(text.contains("is A's") && text.contains("E525"), "\(text)")
      #expect(!text.contains(numbers[0]))
      #expect(refused.listing(.nl).contains("is dat van A"))
    }
    // Of the client itself it is nothing new, and a dry import says the same.
    #expect(try take("A,2012-05-01,\(numbers[0])\n").added == 1)
    #expect(try take("C,2012-04-01,\(numbers[0])\n", isDry: true).badRows == 1)
  }

  @Test func twoRowsOfOneFileAreRefusedWithBothLines() throws {
    let rows = "A,2012-03-01,\(numbers[0])\nC,2012-03-01,\nB,2012-03-01,\(numbers[0])\n"
    // Once into nothing, once into a store that has clients; dry, whole and partial.
    for isLater in [false, true] {
      if isLater { _ = try take("Z,2012-03-01,\(numbers[2])\n") }
      for isDry in [true, false] {
        let refused = try take(rows, isDry: isDry)
        #expect(refused.faults.map(\.line) == [4], "\(refused.listing(.en))")
        #expect(refused.listing(.en).contains("on line 2 too"))
      }
      #expect(try desk.here.store.clientCount() == (isLater ? 1 : 0))
    }
    let partial = try take(rows) { $0.isPartial = true }
    #expect(partial.added == 2 && partial.badRows == 1)
  }

  @Test func aNumberThatStoodBeforeBlocksNobody() throws {
    _ = try take("A,2012-03-01,\(numbers[0])\nA,2012-06-01,\(numbers[1])\n")
    #expect(try take("B,2012-03-01,\(numbers[0])\n").added == 1)
    #expect(try take("C,2012-03-01,\(numbers[1])\n").badRows == 1)
  }

  @Test func aCorrectionIsRefusedToo() throws {
    _ = try take("A,2012-03-01,\(numbers[0])\nB,2012-03-01,\(numbers[1])\n")
    let entry = try #require(try desk.here.store.registrations(of: "B", notes: false).first)
    try desk.run("correct #\(entry.number) national-number = \(numbers[0]) because \"x\"", code: 1)
    #expect(desk.told.contains("E396") && desk.told.contains("A"), "\(desk.told)")
    #expect(!desk.told.contains(numbers[0]))
    try desk.run("correct #\(entry.number) national-number = \(numbers[2]) because \"x\"")
    // What it had is free again.
    #expect(try take("C,2012-03-01,\(numbers[1])\n").added == 1)
  }

  @Test func anInterviewIsRefusedTooAndItsDraftKept() throws {
    _ = try take("A,2012-03-01,\(numbers[0])\n")
    try desk.run(
      """
      assess B with intake only national-number on 2012-04-01
      > B
      > \(numbers[0])
      """, code: 1)
    #expect(desk.told.contains("E396") && desk.told.contains("A"), "\(desk.told)")
    #expect(try !desk.here.store.knows(client: "B"))
    #expect(try desk.here.store.draft(client: "B", instrument: "intake") != nil)
  }

  @Test func aFileThatMustComeInIsTakenWhenThatIsSaid() throws {
    _ = try take("A,2012-03-01,\(numbers[0])\n")
    let path = try desk.here.folder.write(
      "more.csv", "\(Self.head)B,2012-03-01,\(numbers[0])\n".utf8)
    try desk.run("import \"\(path)\" as intake", code: 1)
    try desk.run("importeer \"\(path)\" als intake aanvaard-dubbels")
    #expect(try desk.here.store.clientCount() == 2)
    // What stands so already may be said again, and corrected in other things.
    #expect(try take("B,2012-03-01,\(numbers[0])\n").same == 1)
    var form = ImportForm()
    form.replaces = true
    let other = try desk.here.folder.write(
      "other.csv",
      "client,filled-on,national-number,mobility\nB,2012-03-01,\(numbers[0]),1\n".utf8)
    #expect(try desk.session.importing(other, as: "intake", form).replaced == 1)
    let empty = try SharedNumberTests()
    let both = try empty.take("A,2012-03-01,\(numbers[0])\nB,2012-03-01,\(numbers[0])\n") {
      $0.acceptsDuplicates = true
    }
    #expect(both.added == 2)
  }

  @Test func codesThatAreNearlyAnothersAreTold() throws {
    let report = try take(
      "T001,2012-03-01,\nt-01,2012-03-01,\n00123,2012-03-01,\nT010,2012-03-01,\n")
    #expect(report.listing(.en).contains("2 clients with nearly the code of another"))
    #expect(try take("123,2012-03-01,\n").listing(.nl).contains("1 cliënt met bijna de code"))
    #expect(!(try take("T002,2012-03-01,\n").listing(.en).contains("nearly")))
    let asked = try desk.run("assess T-001 with intake only sex\n> T-001\n> m\n")
    #expect(asked.contains("T001, t-01 is known already"), "\(asked)")
  }

  @Test func oneWhoWasMergedMayHaveIt() throws {
    _ = try take("A,2012-03-01,\(numbers[0])\nB,2012-03-01,\(numbers[1])\n")
    try desk.run("merge B into A because \"one person\"")
    #expect(try take("B,2012-04-01,\(numbers[0])\n").added == 1)
    #expect(try take("C,2012-04-01,\(numbers[0])\n").listing(.en).contains("is A's"))
  }

  @Test func noTwoInventedPeopleHaveOneNumber() throws {
    var generator = RegistrationGenerator(seed: 3, until: desk.here.today)
    var numbers: Set<Substring> = []
    for row in 0..<20_000 {
      var bytes: [UInt8] = []
      generator.append(row: row, to: &bytes)
      numbers.insert(String(decoding: bytes, as: UTF8.self).split(separator: ",", maxSplits: 7)[6])
    }
    #expect(numbers.count == 20_000)
  }
}
