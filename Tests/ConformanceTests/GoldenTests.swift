import InstrumentKit
import Testing

@testable import PluginHost

@Suite struct GoldenTests {
  private func mismatches(_ toy: Toy, _ cases: GoldenCase...) throws -> [GoldenMismatch.Kind] {
    var toy = toy
    toy.goldenCases = cases
    let plugin = try LoadedPlugin(linked: toy) { _ in nil }
    return GoldenRunner(plugin) { _ in nil }.run().map(\.kind)
  }

  @Test func aKeptWordHasNoMismatches() throws {
    #expect(
      try mismatches(
        .named("toy"),
        GoldenCase(
          "all known", levels: [.mobility: .blocking, .illness: .supported],
          inputs: [
            "age": "61", "item:pets": "yes", "item:colours": "blue;red",
            "item:since": "2012-02-29", "measurements": "3",
          ],
          expects: [
            "blocking": "1", "owner": "old", "colours": "red;blue", "since": "2012-02-29",
          ]),
        GoldenCase(
          "nothing known", expects: ["owner": "unknown", "colours": "unknown", "since": "unknown"]),
        GoldenCase("no colours", inputs: ["item:colours": ""], expects: ["colours": ""]),
        GoldenCase(
          "declined", inputs: ["item:pets": "declined", "age": "70"],
          expects: ["owner": "unknown"])
      ).isEmpty)
  }

  @Test func anotherValueIsAMismatch() throws {
    #expect(
      try mismatches(
        .named("toy"),
        GoldenCase("wrong", levels: [.mobility: .blocking], expects: ["blocking": "2"]))
        == [.measure("blocking", expected: "2", found: "1")])
  }

  @Test func acceptedLevelsAreAllLevelsUnlessTheCaseSaysOtherwise() throws {
    let levels: [Threshold: Level] = [.mobility: .blocking, .illness: .blocking]
    #expect(
      try mismatches(
        .named("toy"),
        GoldenCase("all", levels: levels, expects: ["blocking": "2", "accepted": "2"]),
        GoldenCase(
          "some", levels: levels, accepted: [.mobility: .blocking],
          expects: ["blocking": "2", "accepted": "1"])
      ).isEmpty)
  }

  @Test func namesAndValuesThatCannotBeAreMismatches() throws {
    #expect(
      try mismatches(
        .named("toy"),
        GoldenCase(
          "odd",
          inputs: [
            "age": "old", "item:colours": "green", "item:pets": "maybe",
            "item:since": "2012-02-30", "shoe-size": "44",
          ], expects: ["weight": "80"]))
        == [
          .badValue(input: "age", value: "old"), .badValue(input: "item:colours", value: "green"),
          .badValue(input: "item:pets", value: "maybe"),
          .badValue(input: "item:since", value: "2012-02-30"), .unknownInput("shoe-size"),
          .unknownMeasure("weight"),
        ])
    #expect(
      try mismatches(.named("toy"), GoldenCase("odd", today: "today", expects: [:]))
        == [.badDay("today")])
  }

  @Test func aMeasureThatIsNotWrittenIsAMismatch() throws {
    var toy = Toy.named("toy")
    toy.isThorough = false
    #expect(try mismatches(toy, GoldenCase("empty", expects: [:])) == [.notWritten("owner")])
  }

  @Test func aMeasureOutsideItsListIsNoCode() {
    let kind = Measure.Kind.code(Toy.colours)
    #expect(GoldenText.text(Cell(7), of: kind) == "no code: 7")
    #expect(GoldenText.text(Cell(-1), of: .codes(Toy.colours)) == "no codes: -1")
    #expect(GoldenText.text(Cell(.declined), of: kind) == "unknown")
  }
}
