import InstrumentKit
import Testing

@testable import Conformance

@Suite struct CrosswalkLawTests {
  private func scale(_ findings: Finding...) -> LevelScale {
    LevelScale(
      findings.enumerated().map { .init("c\($0.offset)", $0.element, Sample.label("x")) })
  }

  private func other(_ scale: LevelScale) -> Sample {
    Sample().with {
      $0.description = Description(
        id: "other", version: "1.0", label: Sample.label("x"), summary: Sample.label("x"),
        source: "none", licence: "none")
      $0.items[4] = Item(
        "mobility", Sample.label("x"), .level(scale), link: .threshold(.mobility))
    }
  }

  @Test func scalesOfTheSameLevelsKeepTheLaws() throws {
    let same = other(scale(.level(.noBarrier), .level(.supported), .level(.blocking)))
    #expect(try Sample().remarks([same]) == [])
    let finer = other(
      scale(
        .level(.noBarrier), .level(.supported), .level(.supported), .level(.blocking),
        .level(.blocking), .silent))
    #expect(try Sample().remarks([finer]) == [])
  }

  @Test func anInstrumentIsNotComparedWithItself() throws {
    #expect(try Sample().remarks([Sample()]) == [])
  }

  @Test func aScoreThatDoesNotComeBackFromAsManyLevelsIsTold() throws {
    let lame = other(scale(.level(.noBarrier), .level(.supported), .level(.supported)))
    let remarks = try Sample().remarks([lame])
    #expect(remarks.map(\.code) == ["E635"])
    #expect(remarks.first?.severity == .advice && remarks.first?.place == "item mobility")
    #expect(
      remarks.first?.words.en
        == "to and from other: a score does not come back, though the scale has as many levels (mobility)"
    )
  }

  /// The kit keeps the other laws for every form, so what breaks them is made up here.
  @Test func aFalseJourneyBreaksItsLaw() throws {
    let form = try #require(Conformance(of: Sample()).form)
    let laws = CrosswalkLaws(form, form)
    let place = try #require(form.place(of: "mobility"))
    func cells(_ score: Int?) -> [Int32] {
      form.items.indices.map {
        $0 == place ? score.map(Int32.init) ?? Cell.unknown.raw : Cell.unknown.raw
      }
    }
    func record(_ level: Level?) -> ThresholdRecord {
      var record = ThresholdRecord()
      record[.mobility] = level
      return record
    }
    func broken(
      _ given: Int?, _ level: Level?, offers: [Int: Crosswalk.Offer] = [:], _ back: Int?,
      _ backLevel: Level?
    ) -> [Problem.Law] {
      laws.broken(
        .init(
          given: cells(given), levels: record(level), offers: offers, back: cells(back),
          backLevels: record(backLevel))
      ).map(\.0)
    }
    #expect(broken(2, .supported, offers: [place: .score(2)], 2, .supported) == [])
    #expect(broken(0, nil, nil, nil) == [])
    #expect(broken(2, .supported, nil, nil) == [.sameCode])
    #expect(broken(nil, nil, 2, nil) == [.sameOrNone])
    #expect(broken(2, .supported, 2, .blocking) == [.sameLevel])
    #expect(broken(2, .supported, offers: [place: .score(3)], 2, .supported) == [.onlyLevels])
    #expect(broken(0, nil, offers: [place: .score(0)], nil, nil) == [.onlyLevels])
    #expect(broken(2, .supported, offers: [place: .band([2, 3])], 2, .supported) == [])
  }
}
