import Glibc
import InstrumentKit
import Synchronization
import Testing

@testable import Conformance

/// Each test makes the sample score wrongly in one way, and is told of that and nothing else.
@Suite struct BehaviourTests {
  private func remarks(
    _ twist: @escaping @Sendable (Subject, Result) -> Void
  ) throws -> [Remark] {
    try Sample().with { $0.twist = twist }.remarks()
  }

  private func only(_ remarks: [Remark], _ location: SourceLocation = #_sourceLocation) throws
    -> Remark
  {
    #expect(remarks.count == 1, "\(remarks.map(\.words.en))", sourceLocation: location)
    return try #require(remarks.first, sourceLocation: location)
  }

  @Test func aSoundInstrumentHasNoRemarks() throws {
    let report = try Conformance(of: Sample(), fields: Sample.fields, subjects: 400).report()
    #expect(report.remarks == [] && report.isSound)
    #expect(report.instrument == "sample" && report.version == "1.0")
    #expect(report.subjects == 400 && report.nanoseconds > 0 && report.fingerprint != 0)
  }

  @Test func aMeasureThatIsSometimesLeftOutIsTold() throws {
    let sample = Sample().with {
      $0.measures.append(Measure("extra", Sample.label("x"), .count))
      $0.twist = { subject, result in
        if subject.number(0) != 44 { result.set(6, 1) }
      }
    }
    let remark = try only(try sample.remarks())
    #expect(remark.code == "E630" && remark.place == "measure extra")
    #expect(remark.words.en.contains("age 44"))
  }

  @Test func anAbsenceThatIsReadAsANumberIsTold() throws {
    let sample = Sample().with {
      $0.measures.append(Measure("extra", Sample.label("x"), .count))
      $0.twist = { subject, result in
        let cell = subject[4]
        result.set(6, cell.absence == .declined ? Cell(-1) : Cell(1))
      }
    }
    let remark = try only(try sample.remarks())
    #expect(remark.code == "E631")
    #expect(remark.words.en.hasPrefix("measure extra becomes -1, which cannot be"))
    #expect(remark.words.en.contains("item:share declined"))
  }

  static let impossible: [(Measure.Kind, Int)] = [
    (.code(Sample.colours), 2), (.codes(Sample.colours), 4), (.count, -1), (.percent, 101),
    (.flag, 2), (.day, 2_932_897), (.day, -719_163),
  ]

  @Test(arguments: impossible.indices)
  func anOutcomeThatTheMeasureCannotHaveIsTold(_ place: Int) throws {
    let (kind, value) = Self.impossible[place]
    let sample = Sample().with {
      $0.measures.append(Measure("extra", Sample.label("x"), kind))
      $0.twist = { _, result in result.set(6, value) }
    }
    #expect(try only(try sample.remarks()).code == "E631")
  }

  @Test func whatGoesWrongOnlyAtTheExtremesIsTold() throws {
    let remark = try only(
      try remarks { subject, result in
        if subject.today.civil.year == 9999 { result.set(0, -5) }
      })
    #expect(remark.code == "E631" && remark.words.en.contains("9999-12-31"))
    let crowd = try only(
      try remarks { subject, result in
        if subject.entries(5).count > 2_000 { result.set(4, 200) }
      })
    #expect(crowd.words.en.contains("history:share (3000)"))
  }

  @Test func anInstrumentThatCountsItsCallsIsTold() throws {
    let calls = Calls()
    let remark = try only(
      try remarks { _, result in result.set(4, calls.next() % 97) })
    #expect(remark.code == "E632" && remark.place == "measure share")
    #expect(remark.words.en.contains("scored twice"))
  }

  @Test func anInstrumentThatRemembersTheOneBeforeIsTold() throws {
    let last = Calls()
    let remark = try only(
      try remarks { subject, result in
        let before = last.swap(subject.day(3).map { Int($0.number) & 63 } ?? 0)
        result.set(4, before)
      })
    #expect(remark.code == "E632")
  }

  @Test func aSubjectThatDiffersWhenItIsAloneIsTold() throws {
    let sample = Sample()
    let conformance = Conformance(
      of: sample, fields: Sample.fields,
      scoring: { batch, rows, columns in
        for row in rows {
          var result = Result(measures: columns, row: row)
          sample.score(Subject(batch, row: row), into: &result)
          result.set(4, rows.count == 1 ? 99 : 98)
        }
      }, subjects: 400)
    let remark = try only(try conformance.remarks())
    #expect(remark.code == "E632" && remark.place == "measure share")
    #expect(remark.words.en.contains("in another order or alone"))
  }

  @Test func anInstrumentThatDiffersOnAnotherThreadIsTold() throws {
    let mine = UInt(pthread_self())
    let remark = try only(
      try remarks { _, result in if UInt(pthread_self()) != mine { result.set(0, 99) } })
    #expect(remark.code == "E632" && remark.place == "measure blocking")
    #expect(remark.words.en.contains("on two threads at once"))
  }

  @Test func aSlowInstrumentIsToldAndAVerySlowOneRefused() throws {
    #expect(Problem.Slowness(20_000) == nil)
    #expect(Problem.Slowness(20_001) == .noticeable)
    #expect(Problem.Slowness(1_000_000) == .noticeable)
    #expect(Problem.Slowness(1_000_001) == .unbearable)
    let clock = ContinuousClock()
    func waiting(_ time: Duration) throws -> Remark {
      let sample = Sample().with {
        $0.twist = { _, _ in
          let end = clock.now + time
          while clock.now < end {}
        }
      }
      return try only(
        try Conformance(of: sample, fields: Sample.fields, subjects: 20).remarks().filter {
          $0.code != "E634"
        })
    }
    let slow = try waiting(.microseconds(50))
    #expect(slow.code == "E636" && slow.severity == .advice)
    let unbearable = try waiting(.microseconds(1_100))
    #expect(unbearable.code == "E636" && unbearable.severity == .fault)
  }

  @Test func whatScoringElsewhereThrowsIsThrownOn() {
    struct Gone: Error {}
    let conformance = Conformance(
      of: Sample(), fields: Sample.fields, scoring: { _, _, _ in throw Gone() })
    #expect(throws: Gone.self) { try conformance.remarks() }
    #expect(throws: Gone.self) { try conformance.golden() }
    #expect(throws: Gone.self) { try conformance.fingerprint() }
    #expect(conformance.shape() == [])
  }

  @Test func scoringElsewhereIsAllThatIsCalled() throws {
    let calls = Calls()
    let untouched = Sample().with { $0.twist = { _, _ in _ = calls.next() } }
    let model = Sample()
    let conformance = Conformance(
      of: untouched, fields: Sample.fields,
      scoring: { batch, rows, columns in
        for row in rows {
          var result = Result(measures: columns, row: row)
          model.score(Subject(batch, row: row), into: &result)
        }
      }, subjects: 400)
    #expect(try conformance.remarks() == [])
    #expect(calls.value == 0)
  }
}

/// A number that an instrument should not have.
final class Calls: Sendable {
  private let count = Mutex(0)

  var value: Int { count.withLock { $0 } }

  func next() -> Int {
    count.withLock { count in
      count += 1
      return count
    }
  }

  func swap(_ value: Int) -> Int {
    count.withLock { count in
      defer { count = value }
      return count
    }
  }
}
