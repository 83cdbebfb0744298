import Foundation
import InstrumentKit
import Language
import Store
import Testing

@testable import PluginHost
@testable import Session

/// The list of those who may be one person under two codes.
@Suite struct DuplicateListTests {
  private let desk: ValueStore
  private static let head = "client,filled-on,sex,birth-date,first-name,last-name,national-number\n"
  private static let one = number(1)
  private static let two = number(2)

  private static func number(_ turn: Int) -> String {
    let digits = 800_101_000 + turn
    let check = 97 - digits % 97
    return "\(digits)\(check < 10 ? "0" : "")\(check)"
  }

  init() throws { desk = try ValueStore() }

  private func take(_ rows: String, _ name: String = "in") throws {
    var form = ImportForm()
    form.acceptsDuplicates = true
    let path = try desk.here.folder.write("\(name).csv", (Self.head + rows).utf8)
    _ = try desk.session.importing(path, as: "intake", form)
  }

  private func list(_ sentence: String = "clients | list duplicates") throws -> [Substring] {
    Array(try desk.run(sentence).split(whereSeparator: \.isNewline).dropFirst())
  }

  @Test func eachPairIsToldOnceWithWhatIsAlikeAndNothingOfWho() throws {
    try take(
      """
      A,2012-03-01,m,1980-01-01,Jan,Maes,
      B,2012-03-01,m,1980-01-01,Jan,Maas,
      C,2012-03-01,f,1980-01-01,Jan,Maes,
      D,2012-03-01,m,1980-01-02,Jan,Maes,
      E,2012-03-01,m,1970-01-01,Piet,Claes,\(Self.one)
      F,2012-03-01,f,1971-01-01,Els,Peeters,\(Self.one)
      G,2012-03-01,m,1980-01-01,MAES,jan,

      """)
    let expected = ["A,B,near-name", "A,G,same-name", "B,G,near-name", "E,F,same-number"]
    let found = try list().map(String.init)
    #expect(found == expected)
    desk.session.tongue = .nl
    #expect(try list("cliënten | lijst dubbels").count == 4)
    desk.session.mode = .markdown
    let told = try desk.run("cliënten | lijst dubbels")
    #expect(told.contains("bijna-zelfde-naam") && told.contains("andere-cliënt"), "\(told)")
    #expect(!told.contains("Maes") && !told.contains(Self.one) && !told.contains("1980"))
  }

  @Test func aPairIsOfEachOfTheTwo() throws {
    try take("A,2012-03-01,m,1980-01-01,Jan,Maes,\nB,2012-03-01,m,1980-01-01,Jan,Maes,\n")
    for client in ["A", "B"] {
      #expect(try list("clients where client = \(client) | list duplicates") == ["A,B,same-name"])
    }
  }

  @Test func mergedPeopleAreNotToldAndDividedOnesAreAgain() throws {
    try take(
      """
      A,2012-03-01,m,1980-01-01,Jan,Maes,\(Self.one)
      B,2012-03-01,m,1980-01-01,Jan,Maes,\(Self.one)

      """)
    #expect(try list() == ["A,B,same-number"])
    try desk.run("merge B into A because \"one person\"")
    #expect(try list().isEmpty)
    try desk.run("unmerge B because \"twins\"")
    #expect(try list() == ["A,B,same-number"])
  }

  @Test func whatStandsCountsAndWhatStoodBeforeDoesNot() throws {
    try take(
      "A,2012-03-01,m,1980-01-01,Jan,Maes,\(Self.one)\nB,2012-03-01,m,1980-01-01,Piet,Claes,\n")
    #expect(try list().isEmpty)
    try take("B,2012-04-01,m,1980-01-01,Jan,Maes,\(Self.one)\n", "later")
    #expect(try list() == ["A,B,same-number"])
    #expect(try list("clients as of 2012-03-15 | list duplicates").isEmpty)
    try take("B,2012-05-01,m,1980-01-01,Piet,Claes,\(Self.two)\n", "latest")
    #expect(try list().isEmpty)
    let entry = try #require(try desk.here.store.registrations(of: "B", notes: false).last)
    try desk.run("strike #\(entry.number) because \"of another\"")
    #expect(try list() == ["A,B,same-number"])
  }

  @Test func anEmptyListSaysSo() throws {
    try take("A,2012-03-01,m,1980-01-01,Jan,Maes,\n")
    desk.session.mode = .table
    try desk.run("clients | list duplicates")
    #expect(desk.told.contains("0 rows"), "\(desk.told)")
  }

  @Test func thatIdentitiesWereComparedIsInTheTrail() throws {
    try take("A,2012-03-01,m,1980-01-01,Jan,Maes,\n")
    _ = try list()
    let last = try #require(try desk.here.store.trail().last)
    #expect(last.verb == "identity" && last.fields == ["duplicates"] && last.count == 1)
  }

  @Test func whoIsBehindAPairStaysHiddenInADeIdentifiedFile() throws {
    try take("A,2012-03-01,m,1980-01-01,Jan,Maes,\nB,2012-03-01,m,1980-01-01,Jan,Maes,\n")
    let path = desk.here.folder.file("out.csv")
    try desk.run(
      "clients | list duplicates | export csv \"\(path)\" de-identified")
    let written = try String(contentsOfFile: path, encoding: .utf8)
    #expect(written.contains("same-name"), "\(written)")
    #expect(!written.contains("B,") && !written.contains(",B"), "\(written)")
  }
}
