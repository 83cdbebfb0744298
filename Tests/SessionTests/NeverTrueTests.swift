import InstrumentKit
import TestSupport
import Testing

@testable import Session

/// Comparisons that can never be true are told, and none is empty without a word.
@Suite(.serialized) struct NeverTrueTests {
  private let trial: TrialSession

  init() throws { trial = try TrialSession(clients: 3) }

  @Test(arguments: ["C0000001", "C0000002", "C9"])
  func theTrailOfAClientIsTheSameByEveryRoad(_ client: String) throws {
    // An entry about several is in the trail of each.
    #expect(trial.run("clients | show last-name").code == 0)
    let named = trial.run("audit \(client)", .table)
    #expect(named.code == 0)
    if client != "C9" { #expect(named.out.split(separator: "\n").count > 3) }
    for condition in [
      "client = \(client)", "client = \"\(client)\"", "client has \(client)",
      "client in (\(client))",
      "not client != \(client)",
    ] {
      let found = trial.run("audit where \(condition)", .table)
      #expect(found.code == 0, "\(condition): \(found.told)")
      #expect(found.out == named.out, "\(condition)")
      #expect(found.told.contains("left out: unknown") == named.told.contains("left out: unknown"))
    }
  }

  @Test func severalClientsOfAnEntryAreCountedEachAndNotOrdered() throws {
    let both = trial.run("clients | first 2 | show last-name")
    #expect(both.code == 0)
    let counted = trial.run("audit where verb = identity | count by client").out
    #expect(counted.contains("C0000000,") && counted.contains("C0000001,"))
    #expect(!counted.contains("C0000000 C0000001"))
    #expect(trial.run("audit where client < C0000001").told.contains("E207"))
    #expect(trial.run("audit | sort client").told.contains("E209"))
  }

  @Test func codesAreFoundInTablesThatAreNotInTheirOrder() throws {
    for client in ["C0000000", "C0000001", "C0000002"] {
      let found = trial.run(
        "clients | sort client desc | explain mpsa | where client = \(client) | count by client")
      #expect(found.out.hasPrefix("client,count\n\(client),"), "\(found)")
    }
    #expect(
      trial.run("clients | show location as client | where client = x | count").out == "count\n0\n")
  }

  @Test(arguments: [
    ("audit where verb = exprt", "no row has \"exprt\""),
    ("audit where operator = nobody", "no row has \"nobody\""),
    ("assessments where instrument = mpsaa", "no row has \"mpsaa\""),
    ("observations where source = mpsaa", "no row has \"mpsaa\""),
    ("observations where threshold = mobilty", "E202"),
    ("clients | show last-name as x | where x = Nobody", "no row has this value"),
    ("audit where purpose = \"who\"", "no row has this value"),
    ("clients where sex = q", "E202"), ("clients where mobility = 3", "E201"),
    ("clients where commune = \"\"", "E375 no commune is called \"\", and no row has that word"),
    ("clients where client in (X1, X2)", "no row has 2 of these client codes"),
    ("clients where client = X1 or client = X1", "no row has this client code"),
    ("clients where age < 99999999999", "E232"), ("clients where age = 2147483648", "E232"),
    ("clients where sex = benefit", "E2"), ("clients where sex = civil-status", "E242"),
    ("clients where filled-on > 2099-01-01", "filled-on is never after the day of reference"),
    ("clients where filled-on = 2013-01-01", "filled-on is never after the day of reference"),
    ("observations where on >= 2013-01-01", "on is never after the day of reference"),
    ("clients where filled-on within the next 3 months", "is never after the day of reference"),
  ])
  func aComparisonThatCannotBeTrueIsTold(_ sentence: String, _ words: String) {
    let (_, told, _) = trial.run("\(sentence) | count")
    #expect(told.contains(words), "\(told)")
    // Once, however often it is asked.
    #expect(told.components(separatedBy: words).count == 2, "\(told)")
  }

  @Test func aCodeOfAnotherListIsNoNumberWithANumber() {
    let (_, told, _) = trial.run("clients where age < 99999999999")
    #expect(told.contains("\"age\" is never so large: at most 2147483647"))
    // Numbers of any kind can be compared with each other.
    #expect(
      trial.run(
        "clients | score mpsa | count by location | summarise mean(count) as a, max(count) as b "
          + "| where a <= b | count"
      ).out == "count\n1\n")
    #expect(trial.run("clients | first 99999999999999999999 | count").out == "count\n3\n")
  }

  @Test func numbersWithAFractionAreComparedByWhatTheyAre() {
    let means = "clients | summarise mean(age) as m by location"
    let all = trial.run("clients | summarise mean(unassessed) as m by client")
    #expect(all.code == 0)
    // Everybody has a mean of one value; equal ones are one group.
    let groups = trial.run("clients | summarise mean(supported) as m by client | count by m").out
    let plain = trial.run("clients | count by supported").out
    #expect(groups.split(separator: "\n").count == plain.split(separator: "\n").count)
    let distinct = trial.run("clients | summarise mean(supported) as m by client | distinct m").out
    #expect(distinct.split(separator: "\n").count == plain.split(separator: "\n").count)
    let first =
      trial.run("clients | sort client | first 1 | show supported").out
      .split(separator: "\n").last.map(String.init) ?? ""
    let among = trial.run(
      "clients | summarise mean(supported) as m by client | where m in (\(first)) | count"
    ).out
    #expect(among == trial.run("clients where supported = \(first) | count").out)
    #expect(trial.run(means).code == 0)
  }
}
