import InstrumentKit
import Records
import Testing

@Suite struct LifeTests {
  private func day(_ text: String) throws -> Day { try History.day(text) }

  private func guidance(_ starts: String? = nil, ended: String? = nil, byVerb: Bool = false)
    throws -> LifeRow
  {
    LifeRow(
      .action, "guidance.activation-guidance", organisation: "ocmw",
      starts: try starts.map(day), ended: try ended.map(day), isByVerb: byVerb)
  }

  private func lives(_ told: [(rows: [LifeRow], on: String)]) throws -> [Life] {
    var fold = LifeFold()
    for (place, entry) in told.enumerated() {
      fold.take(entry.rows, on: try day(entry.on), entry: place + 1)
    }
    return fold.lives
  }

  @Test func aStartThatWasUnknownIsFilled() throws {
    let lives = try lives([
      ([guidance()], "2012-10-05"), ([guidance("2012-09-01")], "2012-12-04"),
    ])
    #expect(lives.count == 1)
    #expect(try lives[0].now.starts == day("2012-09-01"))
    #expect(lives[0].first.starts == nil)
    #expect(lives[0].entries == [1, 2])
  }

  @Test func rowsOfOneEntryAreDifferentLivesAndARepeatAddsNone() throws {
    let twice = try [guidance(), guidance()]
    #expect(try lives([(twice, "2012-10-05")]).count == 2)
    #expect(try lives([(twice, "2012-10-05"), (twice, "2012-12-04")]).count == 2)
  }

  @Test func whatHasEndedIsNotTakenUpAgain() throws {
    let told = try lives([
      ([guidance("2012-01-10", ended: "2012-05-01")], "2012-05-02"),
      ([guidance()], "2012-12-04"),
    ])
    #expect(told.count == 2)
    // On the day of its end it still ran.
    let sameDay = try lives([
      ([guidance("2012-01-10", ended: "2012-05-01")], "2012-05-01"), ([guidance()], "2012-05-01"),
    ])
    #expect(sameDay.count == 1)
  }

  /// A follow-up form lists what was stopped or was planned to end before, as it did then.
  @Test func whatIsToldAgainWithTheSameEndIsTheSame() throws {
    let stopped = try [guidance(ended: "2012-10-15")]
    #expect(try lives([(stopped, "2012-10-16"), (stopped, "2012-12-04")]).count == 1)
    var planned = try guidance()
    planned.plannedEnd = try day("2012-11-30")
    #expect(try lives([([planned], "2012-10-05"), ([planned], "2012-12-04")]).count == 1)
    // What was running is what ended before its end was told.
    #expect(
      try lives([([planned], "2012-10-05"), (stopped, "2012-12-04")]).map(\.now.ended)
        == [day("2012-10-15")])
    // Another end, or one of another start, is of another.
    #expect(
      try lives([(stopped, "2012-10-16"), ([guidance(ended: "2012-11-20")], "2012-12-04")]).count
        == 2)
    #expect(
      try lives([
        (stopped, "2012-10-16"), ([guidance("2012-10-20", ended: "2012-11-15")], "2012-12-04"),
      ]).count == 2)
  }

  @Test func aVerbWithAnotherStartBeginsAnotherLife() throws {
    let told = try lives([
      ([guidance("2012-01-10", byVerb: true)], "2012-01-10"),
      ([guidance("2012-02-10", byVerb: true)], "2012-02-10"),
      ([guidance("2012-01-10", byVerb: true)], "2012-03-10"),
    ])
    #expect(told.map(\.entries) == [[1, 3], [2]])
  }

  @Test func anotherStartOfAnOpenLifeIsKeptToBeLookedAt() throws {
    let told = try lives([
      ([guidance("2012-01-10")], "2012-01-12"), ([guidance("2012-01-12")], "2012-03-01"),
    ])
    #expect(told.count == 1)
    #expect(try told[0].now.starts == day("2012-01-10"))
    #expect(try told[0].otherStarts == [day("2012-01-12")])
  }

  private func referral(_ direction: String, _ streams: Int32?) -> LifeRow {
    LifeRow(.referral, direction, organisation: "ocmw", streams: streams)
  }

  @Test func aReferralIsTheSameWithADirectionAndAStreamInCommon() throws {
    let march = referral("ocmw-to-vdab", 0b00001)
    let june = referral("ocmw-to-vdab", 0b01000)
    #expect(
      try lives([([march], "2012-03-01"), ([june], "2012-06-01"), ([june], "2012-12-04")])
        .map(\.entries) == [[1], [2, 3]])
    #expect(
      try lives([([march], "2012-03-01"), ([referral("vdab-to-ocmw", nil)], "2012-06-01")]).count
        == 2)
    #expect(
      try lives([([march], "2012-03-01"), ([referral("ocmw-to-vdab", nil)], "2012-06-01")]).count
        == 1)
  }

  @Test func anotherPartnerIsAnotherLifeWhereBothNameOne() throws {
    func tender(_ partner: String?) -> LifeRow {
      LifeRow(.action, "tender.poverty", organisation: "vdab", partner: partner)
    }
    #expect(try lives([([tender("A")], "2012-03-01"), ([tender("B")], "2012-06-01")]).count == 2)
    #expect(try lives([([tender("A")], "2012-03-01"), ([tender(nil)], "2012-06-01")]).count == 1)
  }
}
