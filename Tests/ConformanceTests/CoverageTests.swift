import InstrumentKit
import Testing

@testable import Conformance

/// Borders and outcomes that golden cases leave out.
@Suite struct CoverageTests {
  private func only(_ remarks: [Remark], _ location: SourceLocation = #_sourceLocation) throws
    -> Remark
  {
    #expect(remarks.count == 1, "\(remarks.map(\.words.en))", sourceLocation: location)
    return try #require(remarks.first, sourceLocation: location)
  }

  private func without(_ name: String, with other: GoldenCase? = nil) -> Sample {
    Sample().with { sample in
      sample.goldenCases.removeAll { $0.name == name }
      if let other { sample.goldenCases.append(other) }
    }
  }

  @Test func aCutOffWithoutACaseOnOneSideIsTold() throws {
    let remark = try only(
      try without(
        "61 is old",
        with: GoldenCase(
          "70 is old", inputs: ["age": "70", "item:pets": "yes"], expects: ["owner": "old"])
      ).remarks())
    #expect(remark.code == "E633" && remark.severity == .advice && remark.place == "input age")
    #expect(remark.words.en == "owner changes at age 60|61; no golden case with 61")
    #expect(remark.words.nl == "owner verandert bij age 60|61; geen gouden geval met 61")
  }

  @Test func aCaseThatExpectsSomethingElseCoversNothing() throws {
    let remark = try only(
      try without(
        "60 is young",
        with: GoldenCase(
          "60", inputs: ["age": "60", "item:pets": "yes"], expects: ["has-pets": "yes"])
      ).remarks().filter { $0.code == "E633" })
    #expect(remark.words.en == "owner changes at age 60|61; no golden case with 60")
  }

  @Test func cutOffsOfPercentagesNumbersAndMeasurementsAreFound() throws {
    let kinds: [(Input, AnswerType, String, Int)] = [
      (.item("extra"), .percent, "item:extra", 65),
      (.item("extra"), .number(-20...9), "item:extra", -3),
      (.item("extra"), .count, "item:extra", 11), (.measurements, .flag, "measurements", 2),
    ]
    for (input, type, name, border) in kinds {
      let sample = Sample().with {
        $0.items.append(Item("extra", Sample.label("x"), type))
        $0.inputs.append(input)
        $0.measures.append(Measure("extra", Sample.label("x"), .flag))
        $0.goldenCases += [border - 1, border + 2].map {
          GoldenCase(
            "\($0)", inputs: [name: "\($0)"], expects: ["extra": $0 > border ? "yes" : "no"])
        }
        $0.twist = { subject, result in
          result.set(6, subject.number(6).map { Cell($0 > border) } ?? .unknown)
        }
      }
      let remark = try only(try sample.remarks())
      #expect(
        remark.words.en
          == "extra changes at \(name) \(border)|\(border + 1); no golden case with \(border), \(border + 1)"
      )
    }
  }

  @Test func anOutcomeThatNoCaseExpectsIsTold() throws {
    let remark = try only(try without("no pets").remarks())
    #expect(remark.code == "E634" && remark.severity == .advice)
    #expect(remark.words.en == "no golden case expects has-pets no")
  }

  @Test func manyCutOffsAreOneRemark() throws {
    let sample = Sample().with {
      $0.measures.append(Measure("odd", Sample.label("x"), .flag))
      $0.goldenCases += ["yes", "no"].map {
        GoldenCase($0, inputs: ["age": $0 == "no" ? "0" : "1"], expects: ["odd": $0])
      }
      $0.twist = { subject, result in
        result.set(6, subject.number(0).map { Cell($0 % 2 == 1) } ?? .unknown)
      }
    }
    let remark = try only(try sample.remarks())
    #expect(remark.words.en.hasPrefix("odd changes at age 1|2, 2|3, 3|4"))
    #expect(remark.words.en.contains("…"))
  }
}
