import InstrumentKit
import Testing

@testable import Conformance

@Suite struct GoldenTests {
  private func mismatches(
    _ sample: Sample = Sample(), _ cases: GoldenCase...
  ) throws -> [Problem.Mismatch] {
    var sample = sample
    sample.goldenCases = cases
    let conformance = Conformance(of: sample)
    return try GoldenRunner(conformance, #require(conformance.form)).run().compactMap {
      if case .golden(_, let mismatch) = $0 { mismatch } else { nil }
    }
  }

  @Test func aKeptWordHasNoMismatches() throws {
    #expect(
      try mismatches(
        Sample(),
        GoldenCase(
          "all known", levels: [.mobility: .blocking, .illness: .supported],
          inputs: [
            "age": "61", "item:pets": "yes", "item:colours": "blue;red",
            "item:since": "2012-02-29", "history:share": "2012-01-01=7;2012-02-01=80",
          ],
          expects: [
            "blocking": "1", "owner": "old", "colours": "red;blue", "since": "2012-02-29",
            "share": "80",
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
        Sample(), GoldenCase("wrong", levels: [.mobility: .blocking], expects: ["blocking": "2"]))
        == [.measure("blocking", expected: "2", found: "1")])
  }

  @Test func acceptedLevelsAreAllLevelsUnlessTheCaseSaysOtherwise() throws {
    var sample = Sample()
    sample.twist = { subject, result in
      result.set(0, subject.accepted.thresholds(at: .blocking).count)
    }
    let levels: [Threshold: Level] = [.mobility: .blocking, .illness: .blocking]
    #expect(
      try mismatches(
        sample, GoldenCase("all", levels: levels, expects: ["blocking": "2"]),
        GoldenCase(
          "some", levels: levels, accepted: [.mobility: .blocking], expects: ["blocking": "1"])
      ).isEmpty)
  }

  @Test func namesAndValuesThatCannotBeAreMismatches() throws {
    #expect(
      try mismatches(
        Sample(),
        GoldenCase(
          "odd",
          inputs: [
            "age": "old", "item:colours": "green", "item:pets": "maybe",
            "item:since": "2012-02-30", "history:share": "yesterday=5", "shoe-size": "44",
          ], expects: ["weight": "80"]))
        == [
          .badValue(input: "age", value: "old"),
          .badValue(input: "history:share", value: "yesterday=5"),
          .badValue(input: "item:colours", value: "green"),
          .badValue(input: "item:pets", value: "maybe"),
          .badValue(input: "item:since", value: "2012-02-30"), .unknownInput("shoe-size"),
          .unknownMeasure("weight"),
        ])
    #expect(
      try mismatches(Sample(), GoldenCase("odd", today: "today", expects: [:]))
        == [.badDay("today")])
  }

  @Test func aMismatchNamesItsCase() throws {
    var sample = Sample()
    sample.goldenCases = [GoldenCase("wrong", expects: ["blocking": "2"])]
    let remark = try #require(try Conformance(of: sample).golden().first)
    #expect(remark.code == "E610" && remark.severity == .fault)
    #expect(remark.place == "case \"wrong\"")
    #expect(remark.words.en == "case \"wrong\": blocking is 0 instead of 2")
    #expect(remark.words.nl == "geval \"wrong\": blocking is 0 in plaats van 2")
  }

  @Test func withoutOneCaseThereIsAFault() throws {
    var sample = Sample()
    sample.goldenCases = []
    #expect(try Conformance(of: sample).golden().map(\.code) == ["E629"])
  }

  @Test func aMeasureOutsideItsListIsNoCode() {
    let kind = Measure.Kind.code(Sample.colours)
    #expect(GoldenText.text(Cell(7), of: kind) == "no code: 7")
    #expect(GoldenText.text(Cell(-1), of: .codes(Sample.colours)) == "no codes: -1")
    #expect(GoldenText.text(Cell(.declined), of: kind) == "unknown")
  }
}
