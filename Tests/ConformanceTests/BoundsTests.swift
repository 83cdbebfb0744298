import InstrumentKit
import Synchronization
import Testing

@testable import Conformance

/// What an instrument names, reads or writes outside its columns is told, and reaches nothing.
@Suite struct BoundsTests {
  private func remarks(
    _ twist: @escaping @Sendable (Subject, Result) -> Void
  ) throws -> [Remark] { try Sample().with { $0.twist = twist }.remarks() }

  private func only(_ remarks: [Remark], _ location: SourceLocation = #_sourceLocation) throws
    -> Remark
  {
    #expect(remarks.count == 1, "\(remarks.map(\.words.en))", sourceLocation: location)
    return try #require(remarks.first, sourceLocation: location)
  }

  @Test(arguments: [6, 7, 100_000, Int(Int32.max), -1, -2, -1_000])
  func aMeasureThatIsNotThereIsToldAndNotWritten(_ place: Int) throws {
    let remark = try only(try remarks { _, result in result.set(place, 1) })
    #expect(remark.code == "E637" && remark.severity == .fault)
    #expect(remark.place == "measure \(place)")
    #expect(
      remark.words.en.hasPrefix("writes measure \(place), but there are 6, from 0 (2012-12-31"))
    #expect(remark.words.nl.hasPrefix("schrijft uitkomst \(place), maar het zijn er 6"))
  }

  @Test(arguments: [6, 4_000_000, -1, -3])
  func anInputThatIsNotThereIsToldAndUnknown(_ place: Int) throws {
    let remark = try only(
      try remarks { subject, result in
        #expect(subject[place] == .unknown && subject.number(place) == nil)
        #expect(subject.day(place) == nil && subject.flag(place) == nil)
        #expect(subject.mask(place) == nil && subject.entries(place).count == 0)
      })
    #expect(remark.code == "E637" && remark.place == "input \(place)")
    #expect(remark.words.en.hasPrefix("reads input \(place), but there are 6, from 0"))
  }

  @Test func entriesOfAnInputThatHasNoneAreToldAndEmpty() throws {
    let remark = try only(
      try remarks { subject, _ in #expect(subject.entries(0).count == 0) })
    #expect(remark.words.en.hasPrefix("reads input 0 as a list, which it is not"))
  }

  @Test func theMadeUpPersonIsTold() throws {
    let remark = try only(
      try remarks { subject, result in
        if subject.number(0) ?? 0 > 9_000 { result.set(9, true) }
      })
    #expect(remark.words.en.contains("age 9998"))
  }

  /// A library that was built before the kit knew bounds writes by itself.
  @Test func memoryBesideTheMeasuresShowsWhoeverWritesIt() throws {
    for write: @Sendable (Subject, Result) -> Void in [
      { _, result in result.measures[6][result.row] = 1 },
      { _, result in result.measures[0][-1] = 1 },
      { _, result in result.measures[9][0] = 1 },
    ] {
      let remark = try only(try remarks(write))
      #expect(remark.code == "E637" && remark.place == "measures")
      #expect(remark.words.en.hasPrefix("writes into memory beside its measures"))
    }
  }

  @Test func theGoldenCaseInWhichItHappensIsToldWhenOnlyThoseAreRun() throws {
    let sample = Sample().with { $0.twist = { _, result in result.set(6, 1) } }
    let remarks = try Conformance(of: sample, fields: Sample.fields).golden()
    #expect(remarks.map(\.code) == ["E610", "E610", "E610"])
    #expect(
      remarks[0].words.en == "case \"60 is young\": writes measure 6, which is not there")
  }
}

/// What can be described and never used.
@Suite struct UselessTests {
  private func told(
    _ items: [Item], _ change: (inout Sample) -> Void = { _ in }
  ) throws -> [String] {
    let sample = Sample().with {
      $0.items += items
      change(&$0)
    }
    return try sample.remarks().filter { $0.code == "E657" }.map { "\($0.severity) \($0.words.en)" }
  }

  private static func item(
    _ id: String, _ type: AnswerType = .flag, when condition: Condition? = nil
  ) -> Item { Item(id, Sample.label(id), type, when: condition) }

  private static let never: [(Condition, Bool)] = [
    (.all([.yes("pets"), .no("pets")]), true), (.yes("pets"), false),
    (.all([.no("pets"), .has("colours", "red")]), true),
    (.all([.yes("pets"), .has("colours", "red"), .lacks("colours", "blue")]), false),
    (.all([.has("colours", "red"), .lacks("colours", "red")]), true),
    (.number("share", 101...200), true), (.number("share", 90...200), false),
    (.all([.number("share", 0...10), .number("share", 11...20)]), true),
    (.all([.level("mobility", .blocking), .level("mobility", .supported)]), true),
    (.all([.answered("since"), .unanswered("since")]), true),
    (.any([.all([.yes("pets"), .no("pets")]), .answered("since")]), false),
  ]

  @Test(arguments: never.indices) func aConditionThatCannotHoldIsTold(_ place: Int) throws {
    let (condition, isNever) = Self.never[place]
    let words = "fault no answers ever bring this up (item late)"
    #expect(try told([Self.item("late", when: condition)]) == (isNever ? [words] : []))
  }

  @Test func anOptionThatCanNeverBeChosenIsTold() throws {
    let options = [
      Option("a", Sample.label("a")),
      Option("b", Sample.label("b"), when: .all([.yes("pets"), .no("pets")])),
    ]
    #expect(
      try told([Self.item("late", .one(options))])
        == ["fault no answers ever bring this up (item late = b)"])
  }

  @Test func emptyListsTablesInTablesAndLabelsAlikeAreTold() throws {
    #expect(
      try told([Self.item("late", .one([]))]) == ["fault there is nothing to choose (item late)"])
    #expect(
      try told([Self.item("late", .table([]))]) == ["fault there is nothing to choose (item late)"])
    #expect(
      try told([Self.item("late", .table([Self.item("in", .table([Self.item("deep")]))]))])
        == ["fault a table cannot stand in a table (column late.in)"])
    let alike = [Option("a", Sample.label("Same")), Option("b", Label(nl: "anders", en: "same"))]
    #expect(
      try told([Self.item("late", .many(alike))]) == [
        "advice a and b have the same label (item late): nobody can tell them apart"
      ])
    #expect(
      try told([]) { $0.measures.append(Measure("none", Sample.label("none"), .code([]))) }.first
        == "fault there is nothing to choose (measure none)")
  }

  @Test func aReaderThatNobodyCanBeIsTold() throws {
    let fields = Conformance.Fields(
      shared: Sample.fields.shared, knows: Sample.fields.knows, roles: ["counsellor"])
    let sample = Sample().with {
      $0.measures[0] = Measure(
        "blocking", Sample.label("blocking"), .count, readers: ["counselor", "counsellor"])
    }
    let remarks = Conformance(of: sample, fields: fields).shape()
    #expect(
      remarks.map(\.words.en)
        == ["nobody has the role \"counselor\" that may read measure blocking"])
    #expect(Conformance(of: sample, fields: fields).shape(kit: "1.2").map(\.severity) == [.advice])
  }

  @Test func formsOnPaperAreMadeOfNobodyOfOneDayAndOfTwoInBothLanguages() throws {
    let seen = Seen()
    let sample = Printing(sample: Sample(), seen: seen)
    _ = try Conformance(of: sample, fields: Sample.fields, subjects: 10).report()
    #expect(seen.all == ["0 nl", "0 en", "1 nl", "1 en", "2 nl", "2 en"])
  }

  @Test func whatIsBeingDoneIsToldBeforeItIsDone() throws {
    var told: [Doing] = []
    var row = -1
    try withUnsafeMutablePointer(to: &row) { row in
      let watch = Watch(begin: { told.append($0) }, row: row)
      let conformance = Conformance(
        of: Sample(), fields: Sample.fields, watch: watch, subjects: 40)
      _ = try conformance.report()
      #expect(row.pointee >= 0)
      let words = conformance.place(of: .withoutAnswers(1), row: 0)
      #expect(words.en.hasPrefix("with somebody of whom nothing is known (2012-12-31"))
      #expect(conformance.place(of: .extreme(0), row: 9_999).nl.hasSuffix("uiterste van alles"))
    }
    #expect(told.first == .withoutAnswers(0) && told.contains(.golden("no pets")))
    #expect(told.contains(.cutOffs(of: "61 is old", input: "age")))
    #expect(told.last == .document(.twice))
  }
}

/// What an instrument was asked to print.
private final class Seen: Sendable {
  private let list = Mutex<[String]>([])
  var all: [String] { list.withLock { $0 } }
  func add(_ text: String) { list.withLock { $0.append(text) } }
}

private struct Printing: Instrument {
  let sample: Sample
  let seen: Seen
  var description: Description { sample.description }
  var form: Form { sample.form }
  var inputs: [Input] { sample.inputs }
  var measures: [Measure] { sample.measures }
  var goldenCases: [GoldenCase] { sample.goldenCases }

  func score(_ subject: Subject, into result: inout Result) { sample.score(subject, into: &result) }

  func document(_ dossier: Dossier, _ tongue: Tongue) -> Document? {
    seen.add("\(dossier.assessments.count) \(tongue)")
    return nil
  }
}
