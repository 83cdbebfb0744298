import InstrumentKit
import Records
import Testing

/// The histories of the law, each with neighbours, worked out by hand.
@Suite struct WorkedExampleTests {
  @Test func whatNoLongerAppliesFallsAndIsOffered() throws {
    var history = try History()
    try history.say(
      history.statement(
        "intake",
        [
          "employed": "yes", "employment": "art60", "vdab-registered": "yes",
          "vdab-category": "05", "benefit": "living-wage", "living-wage-since": "2011-05-01",
          "dutch-level": "1.1",
        ]), on: "2012-03-01")
    let entry = try history.say(
      history.statement(
        "intake",
        [
          "employed": "no", "vdab-registered": "no", "benefit": "none",
          "dutch-native-or-working": "yes",
        ]), on: "2012-09-01")
    for field in ["employment", "vdab-category", "living-wage-since", "dutch-level"] {
      #expect(try history.reads(field) == "not-applicable", "\(field)")
    }
    #expect(try history.reads("employment", on: "2012-08-31") == "art60")
    #expect(try history.offered("employment") == "art60")
    // The leading answer returns: the old one is offered, not filled in.
    try history.say(history.statement("intake", ["employed": "yes"]), on: "2012-11-01")
    #expect(try history.reads("employment") == "not-applicable")
    #expect(try history.offered("employment") == "art60")
    // What felled it was never so.
    try history.record.strike(entry, history.act())
    #expect(try history.reads("employment") == "art60")
    #expect(try history.reads("vdab-category") == "05")
  }

  @Test func withoutALeadingAnswerTheDependentOneStands() throws {
    var history = try History()
    try history.say(history.statement("intake", ["vdab-category": "05"]), on: "2012-03-01")
    #expect(try history.reads("vdab-category") == "05")
    let entry = try history.say(
      history.statement("intake", ["vdab-registered": "no"]), on: "2012-06-01")
    #expect(try history.reads("vdab-category") == "not-applicable")
    try history.record.strike(entry, history.act())
    #expect(try history.reads("vdab-category") == "05")
  }

  /// The law as it was written would hide what somebody has just been told.
  @Test func aFormThatAsksWithoutAConditionKnowsWhatItAsks() throws {
    var history = try History()
    try history.say(history.statement("intake", ["vdab-registered": "no"]), on: "2012-03-01")
    try history.say(
      history.statement("mpsa", ["unemployed-since": "2012-08-01"]), on: "2012-09-01")
    #expect(try history.reads("unemployed-since") == "2012-08-01")
    try history.say(history.statement("intake", ["vdab-registered": "no"]), on: "2012-10-01")
    #expect(try history.reads("unemployed-since") == "not-applicable")
  }

  @Test func ofSeveralAnswersOnlyThoseFallThatDoNotApply() throws {
    var history = try History()
    try history.say(
      history.statement("intake", ["benefit": "living-wage;sickness"]), on: "2012-03-01")
    try history.say(
      history.statement("intake", ["living-wage-since": "2012-01-01"]), on: "2012-04-01")
    #expect(try history.reads("living-wage-since") == "2012-01-01")
    try history.say(history.statement("intake", ["benefit": "sickness"]), on: "2012-05-01")
    #expect(try history.reads("living-wage-since") == "not-applicable")
    #expect(try history.reads("benefit") == "sickness")
  }

  @Test func specificationsComeFromWhoeverAnsweredThem() throws {
    var history = try History()
    try history.say(
      history.statement(
        "intake", [:], [.initiative: .absent(.cannotTell), .justice: .level(.blocking)],
        specified: ["initiative.no-follow-up", "justice.prison"]), on: "2012-03-01")
    #expect(try history.level(.initiative) == nil)
    #expect(try history.applies("initiative.no-follow-up") == true)
    // Another instrument speaks of something else.
    try history.say(
      history.statement("mpsa", [:], [.addiction: .level(.supported)]), on: "2012-04-01")
    #expect(try history.applies("justice.prison") == true)
    try history.say(
      history.statement("mpsa", [:], [.justice: .level(.supported)]), on: "2012-05-01")
    #expect(try history.applies("justice.prison") == true)
    try history.say(
      history.statement(nil, [:], [.justice: .level(.noBarrier)], specified: ["justice.prison"]),
      on: "2012-06-01")
    #expect(try history.applies("justice.prison") == false)
    try history.say(history.statement(nil, [:], [.justice: .level(.blocking)]), on: "2012-07-01")
    #expect(try history.applies("justice.prison") == nil)
    #expect(try history.applies("mobility.no-means") == nil)
    // "None of these" is an answer, naming none is not.
    try history.say(
      history.statement("intake", [:], [:], of: [.justice]), on: "2012-08-01")
    #expect(try history.applies("justice.prison") == false)
  }

  @Test func anotherThingUnderTheSameNameFellsWhatWasSaidOfTheFormer() throws {
    var history = try History()
    try history.say(
      history.statement(
        "intake",
        [
          "commune": "Kortrijk", "street": "Kerkstraat", "house-number": "12", "box": "3",
          "job-goal": "yes", "job-goal-text": "baker", "job-goal-realistic": "yes",
          "diploma": "primary", "diploma-belgian": "no", "diploma-recognised": "yes",
        ]), on: "2012-03-01")
    try history.say(history.statement("intake", ["commune": "kortrijk"]), on: "2012-04-01")
    #expect(try history.reads("street") == "Kerkstraat")
    try history.say(history.statement("intake", ["box": "4"]), on: "2012-04-02")
    #expect(try history.reads("street") == "Kerkstraat")
    try history.say(
      history.statement("intake", ["street": "Stationsstraat", "house-number": "5"]),
      on: "2012-05-01")
    #expect(try history.reads("box") == "not-applicable")
    #expect(try history.reads("house-number") == "5")
    try history.say(
      history.statement("intake", ["job-goal-text": "pilot", "diploma": "master"]),
      on: "2012-06-01")
    #expect(try history.reads("job-goal-realistic") == "not-applicable")
    #expect(try history.offered("job-goal-realistic") == "yes")
    #expect(try history.reads("diploma-recognised") == "not-applicable")
    try history.say(history.statement("intake", ["commune": "Tielt"]), on: "2012-07-01")
    #expect(try history.reads("street") == "not-applicable")
    #expect(try history.offered("street") == "Stationsstraat")
  }

  @Test func silenceAndRefusalHideNothingAndNoLongerKnownDoes() throws {
    var history = try History()
    let sex = try #require(history.book.place(of: "diploma"))
    try history.say(history.statement("intake", ["diploma": "master"]), on: "2012-03-01")
    try history.say(history.statement("intake", ["diploma": "declined"]), on: "2012-04-01")
    #expect(try history.reads("diploma") == "master")
    #expect(try history.known().facts[sex]?.isDeclined == true)
    try history.say(history.statement("intake", ["diploma": "no-longer-known"]), on: "2012-05-01")
    #expect(try history.reads("diploma") == "unknown")
    try history.say(
      history.statement("mpsa", [:], [.mobility: .level(.blocking)]), on: "2012-05-01")
    try history.say(
      history.statement("intake", [:], [.mobility: .absent(.cannotTell)]), on: "2012-06-01")
    #expect(try history.level(.mobility) == .blocking)
    #expect(try history.known().levels[.mobility]?.absence?.on == History.day("2012-06-01"))
    try history.say(
      history.statement("intake", [:], [.mobility: .absent(.notApplicable)]), on: "2012-07-01")
    #expect(try history.level(.mobility) == nil)
    #expect(try history.known().levels[.mobility]?.isJudged == true)
  }

  @Test func ofOneDayTheHigherNumberStandsAndACorrectionKeepsItsPlace() throws {
    var history = try History()
    let first = try history.say(
      history.statement("intake", ["diploma": "primary"], [.mobility: .level(.blocking)]),
      on: "2012-03-01", by: "vdab")
    try history.say(
      history.statement("mpsa", [:], [.mobility: .level(.noBarrier)]), on: "2012-03-01")
    let master = try history.answer("diploma", "master")
    let diploma = try #require(history.book.place(of: "diploma"))
    try history.record.correct(first, history.act(by: "vdab")) { $0.answers[diploma] = master }
    #expect(try history.level(.mobility) == .noBarrier)
    #expect(try history.reads("diploma") == "master")
    #expect(throws: Refusal.isAnothers) {
      try history.record.correct(first, history.act(by: "ocmw")) { _ in }
    }
  }

  @Test func aBlankingCorrectionLetsTheOlderAnswerStand() throws {
    var history = try History()
    try history.say(history.statement("intake", ["first-name": "Jan"]), on: "2012-01-01")
    let entry = try history.say(
      history.statement("intake", ["first-name": "Jann"]), on: "2012-03-01")
    let name = try #require(history.book.place(of: "first-name"))
    try history.record.correct(entry, history.act()) { $0.answers[name] = nil }
    #expect(try history.reads("first-name") == "Jan")
    #expect(try history.reads("first-name", at: 2) == "Jann")
  }

  @Test func aMovedDayCountsOnItsNewDayAndAsKnownBefore() throws {
    var history = try History()
    let entry = try history.say(
      history.statement("intake", ["employed": "yes"]), on: "2012-06-20")
    let before = history.link
    try history.record.correct(entry, history.act(), on: History.day("2012-07-20")) { _ in }
    #expect(try history.reads("employed", on: "2012-06-30") == "unknown")
    #expect(try history.reads("employed", on: "2012-06-30", at: before) == "yes")
    #expect(try history.reads("employed", on: "2012-07-20") == "yes")
  }

  @Test func aStruckEntryIsRestoredBeforeItIsCorrected() throws {
    var history = try History()
    let entry = try history.say(history.statement("intake", ["sex": "m"]), on: "2012-06-20")
    #expect(throws: Refusal.isNotStruck) { try history.record.restore(entry, history.act()) }
    try history.record.strike(entry, history.act())
    #expect(throws: Refusal.isStruck) { try history.record.strike(entry, history.act()) }
    #expect(throws: Refusal.isStruck) {
      try history.record.move(entry, to: "P2", history.act())
    }
    try history.record.restore(entry, history.act())
    try history.record.move(entry, to: "P2", history.act())
    #expect(try history.reads("sex") == "unknown")
    #expect(try history.reads("sex", "P2") == "m")
    #expect(throws: Refusal.unknownEntry) { try history.record.strike(99, history.act()) }
  }
}
