import Language
import Store
import TestSupport
import Testing

@testable import PluginHost
@testable import Session

/// Whoever had a national number is found by it, and told of as who had it before.
@Suite struct FormerNumberTests {
  private let desk: ValueStore
  private let numbers = [1, 2, 3].map { turn -> String in
    let digits = 800_101_000 + turn
    let check = 97 - digits % 97
    return "\(digits)\(check < 10 ? "0" : "")\(check)"
  }

  init() throws { desk = try ValueStore() }

  private func take(_ rows: String, _ name: String) throws {
    let path = try desk.here.folder.write(
      "\(name).csv", "client,filled-on,national-number\n\(rows)".utf8)
    _ = try desk.session.importing(path, as: "intake")
  }

  private func found(_ number: Int) throws -> Substring? {
    try desk.run("client \(numbers[number]) | show client").split(whereSeparator: \.isNewline).last
  }

  @Test func aNumberFindsItsClientAndAFormerOneToo() throws {
    try take("A,2012-03-01,\(numbers[0])\n", "first")
    try take("A,2012-06-01,\(numbers[1])\n", "second")
    #expect(try found(1) == "A")
    #expect(!desk.told.contains("before"), "\(desk.told)")
    #expect(try found(0) == "A")
    #expect(desk.told.contains("was A's before"), "\(desk.told)")
    desk.session.tongue = .nl
    #expect(try found(0) == "A")
    #expect(desk.told.contains("was vroeger dat van A"), "\(desk.told)")
    // Another may have it now, and is then whom it finds.
    try take("B,2012-07-01,\(numbers[0])\n", "third")
    #expect(try found(0) == "B")
    #expect(!desk.told.contains("vroeger"))
  }

  @Test func aNumberThatWasCorrectedFindsItsClientAsAMistake() throws {
    try take("A,2012-03-01,\(numbers[0])\n", "first")
    try desk.run("correct #1 national-number = \(numbers[1]) because \"x\"")
    #expect(try found(0) == "A")
    #expect(desk.told.contains("by mistake"), "\(desk.told)")
    #expect(try found(1) == "A")
    try desk.run("correct #1 mobility = none because \"x\"")
    #expect(try found(1) == "A")
    #expect(!desk.told.contains("by mistake"), "\(desk.told)")
  }

  @Test func theNumberIsNeverToldAndThatItWasLookedForIs() throws {
    try take("A,2012-03-01,\(numbers[0])\n", "first")
    try desk.run("client \(numbers[2]) | show client", code: 1)
    #expect(desk.told.contains("E308") && !desk.told.contains(numbers[2]), "\(desk.told)")
    let written = try desk.run("client \(numbers[0])")
    #expect(!(written + desk.told).contains(numbers[0]))
    let entry = try #require(try desk.here.store.trail().last)
    #expect(entry.verb == "identity" && entry.fields == ["national-number"] && entry.about == ["A"])
  }

  @Test func aMergedClientIsFoundAsThePersonAndAForgottenOneNotAtAll() throws {
    try take("A,2012-03-01,\(numbers[0])\nB,2012-03-01,\(numbers[1])\n", "first")
    try desk.run("merge B into A because \"x\"")
    #expect(try found(1) == "A")
    try desk.run("unmerge B because \"x\"")
    #expect(try found(1) == "B")
    try desk.run("forget B")
    try desk.run("client \(numbers[1])", code: 1)
    #expect(desk.told.contains("E308"))
  }
}
