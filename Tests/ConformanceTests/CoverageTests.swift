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

  /// The sum of two answers and a level that follows from it, one lower for those with pets.
  private func summing(_ cases: [GoldenCase]) -> Sample {
    Sample().with {
      $0.items += [
        Item("one", Sample.label("one"), .one(Option.list("0 1 2 3"))),
        Item("two", Sample.label("two"), .one(Option.list("0 1 2 3"))),
      ]
      $0.inputs += [.item("one"), .item("two")]
      $0.measures += [
        Measure("total", Sample.label("total"), .count),
        Measure("heavy", Sample.label("heavy"), .flag),
      ]
      $0.goldenCases += cases
      $0.twist = { subject, result in
        guard let one = subject.number(6), let two = subject.number(7) else {
          result.set(6, .unknown)
          return result.set(7, .unknown)
        }
        result.set(6, one + two)
        let limit = subject.flag(1) == true ? 3 : 4
        result.set(
          7, Cell(one + two >= limit),
          because: Reason(limit == 3 ? "owners" : "others", Sample.label("x")))
      }
    }
  }

  private func summed(_ one: Int, _ two: Int, pets: Bool, _ heavy: Bool) -> GoldenCase {
    GoldenCase(
      "\(one) and \(two), \(pets)",
      inputs: ["item:one": "\(one)", "item:two": "\(two)", "item:pets": pets ? "yes" : "no"],
      expects: ["heavy": heavy ? "yes" : "no"])
  }

  @Test func aBorderOverASumThatNoCaseComesNearIsAdvice() throws {
    let near = [
      summed(1, 1, pets: true, false), summed(1, 2, pets: true, true),
      summed(1, 2, pets: false, false), summed(2, 2, pets: false, true),
    ]
    #expect(try summing(near).remarks() == [])
    let remark = try only(
      try summing(Array(near.dropLast()) + [summed(3, 3, pets: false, true)]).remarks())
    #expect(remark.code == "E633" && remark.severity == .advice && remark.place == "measure total")
    #expect(remark.words.en == "heavy changes at total 3|4; no golden case with 4")
    #expect(remark.words.nl == "heavy verandert bij total 3|4; geen gouden geval met 4")
  }

  @Test func aRuleThatNoCaseComesToIsAdvice() throws {
    let sample = summing([
      summed(1, 1, pets: true, false), summed(1, 2, pets: true, true),
      summed(2, 2, pets: true, true),
    ])
    let remark = try only(try sample.remarks().filter { $0.code == "E634" })
    #expect(remark.severity == .advice && remark.place == "measure heavy")
    #expect(remark.words.en == "no golden case comes to this rule of heavy: others")
    #expect(remark.words.nl == "geen gouden geval komt bij deze regel van heavy: others")
  }

  @Test func aCaseThatExpectsNothingOfAMeasureComesToNoneOfItsRules() throws {
    var other = summed(2, 2, pets: false, true)
    other = GoldenCase(other.name, inputs: other.inputs, expects: ["total": "4"])
    let sample = summing([
      summed(1, 1, pets: true, false), summed(1, 2, pets: true, true),
      summed(2, 2, pets: true, true),
      other,
    ])
    #expect(try sample.remarks().contains { $0.words.en.hasSuffix("rule of heavy: others") })
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
