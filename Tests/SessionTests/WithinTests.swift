import Testing

@testable import Session

/// Stretches of time before and after the day of reference.
@Suite(.serialized) struct WithinTests {
  private let trial: TrialSession

  init() throws { trial = try TrialSession(clients: 4) }

  private func count(_ condition: String) -> String {
    let (out, told, code) = trial.run("clients where \(condition) | count")
    return code == 0 ? out : told
  }

  @Test func aPastDayIsSoughtBehindAndAComingOneAhead() {
    let behind = count("filled-on between 2012-06-30 and 2012-12-31")
    #expect(behind != "count\n0\n")
    for words in [
      "within 6 months", "within the last 6 months", "within last 6 months",
      "within the past 6 months", "in the last 6 months", "binnen de laatste 6 maanden",
      "in de voorbije 6 maanden", "in de afgelopen 6 maanden", "binnen de voorbije 6 maanden",
    ] { #expect(count("filled-on \(words)") == behind, "\(words)") }
    let ahead = trial.run(
      "actions where planned-end between 2012-12-31 and 2014-12-31 | count"
    ).out
    for words in [
      "within 2 years", "within the next 2 years", "in the coming 2 years",
      "binnen de volgende 2 jaar", "in de komende 2 jaar",
    ] {
      #expect(trial.run("actions where planned-end \(words) | count").out == ahead, "\(words)")
    }
    // The other side can be asked for too, and the day itself is on both.
    #expect(trial.run("actions where planned-end within the last 90 years | count").code == 0)
  }

  @Test(arguments: [
    "clients | score mpsa | where mpsa.due within 3 months",
    "actions where starts within 3 months", "consents where until within 3 months",
    "clients | show filled-on as x | where x within 3 months",
    "clients | summarise min(filled-on) as on | where on within 3 months",
  ])
  func aColumnThatCanLieOnBothSidesAsksWhich(_ sentence: String) {
    let (_, told, code) = trial.run(sentence)
    #expect(code == 2 && told.contains("E222"), "\(told)")
    for side in ["the last", "the next"] {
      let said = sentence.replacing("within", with: "within \(side)")
      #expect(trial.run(said).code == 0, "\(trial.run(said).told)")
    }
  }

  @Test func aParameterMayHaveTheNameOfASide() {
    #expect(
      trial.run("param next = 3 months\nclients where filled-on within next | count").code == 0)
    #expect(
      trial.run("param last = 2012-12-01; clients where filled-on <= last | count").code == 0)
  }

  @Test func aListThatLooksAheadCanLookBack() {
    #expect(trial.run("clients | list art60-ending within the last 2 years").code == 0)
    #expect(
      trial.run("clients | list art60-ending within the next 2 years").out
        == trial.run("clients | list art60-ending within 2 years").out)
  }
}
