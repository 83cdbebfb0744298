import Foundation
import Testing

/// What another instrument was told stands apart in every form, with its name and its day.
@Suite struct FormOriginTests {
  /// Of each instrument a registration of its own that answers little.
  private static let own = [
    "intake": "client,filled-on,location\nA1,2012-07-07,Gent\n",
    "mpsa": "client,filled-on,homelessness\nA1,2012-07-07,b\n",
    "mea": "client,filled-on,role\nA1,2012-07-07,team-coach\n",
    "icf": "client,filled-on,d850\nA1,2012-07-07,d850.1\n",
    "lights": "client,filled-on,checked\nA1,2012-07-07,yes\n",
    "ladder": "client,filled-on,judge,rung\nA1,2012-07-07,work,2\n",
    "spb": "client,filled-on,signed-on\nA1,2012-07-07,2012-07-07\n",
  ]

  @Test(arguments: ["intake", "mpsa", "mea", "icf", "lights", "ladder", "spb"])
  func noFormShowsWhatAnotherInstrumentWasToldAsItsOwn(_ id: String) throws {
    let desk = try FormDesk()
    let (teller, said) = id == "mpsa" ? ("intake", "3") : ("mpsa", "d")
    try desk.take(
      "intake",
      "client,filled-on,civil-status,nationality,commune,job-goal\nA1,2012-05-05,married,FR,Gent,yes\n"
    )
    try desk.take(
      teller, "client,filled-on,psychological,mobility\nA1,2012-06-06,\(said),\(said)\n")
    try desk.take(id, try #require(Self.own[id]))
    let form = try desk.run("client A1 | document \(id)")
    for line in Self.apart[id] ?? [] { #expect(form.contains(line), "\(line): \(form)") }
    for line in Self.mixed[id] ?? [] { #expect(!form.contains(line), "\(line): \(form)") }
  }

  /// What would look like an answer given in the form's own instrument.
  private static let mixed = [
    "intake": ["**Psychological barrier**: b", "**Mobility**: b", "**Mobility**: 3"],
    "mpsa": ["**Commune**: Gent", "| Mobility | ☐ | ☐ | ☐ | ☒"],
    "mea": ["Gent", "married", "Mobility |"],
    "icf": ["b130.", "d240."], "ladder": ["Mobility", "blocking"],
    "lights": ["**light-mobility**: on\n"], "spb": ["**Has a job goal**: yes"],
  ]

  /// How each form tells what MPSA, or the intake, was told.
  private static let apart = [
    "intake": [
      "- **Psychological barrier**: –\n- **elsewhere**: mpsa: blocking (2012-06-06)",
      "- **Mobility**: –\n- **elsewhere**: mpsa: blocking (2012-06-06)",
    ],
    "mpsa": [
      "- **Commune**: intake: Gent (2012-05-05)",
      "| Mobility | ☐ | ☐ | ☐ | ☐ | intake: blocking (2012-06-06) |",
    ],
    "icf": [
      "| energy and drive | – |  | Psychological barrier | mpsa: blocking (2012-06-06) |",
      "| handling stress | – |  | Psychological barrier | mpsa: blocking (2012-06-06) |",
    ],
    "lights": ["light-mobility**: on (Mobility: a barrier, observed in the last 12 months)"],
    "spb": [
      "- **Has a job goal**: intake: yes (2012-05-05)",
      "| Mobility | blocking | 2012-06-06 | mpsa |",
    ],
  ]

  @Test func whatWasAnsweredHereStandsFirstWhereSomebodyElseHeardOtherwise() throws {
    let desk = try FormDesk()
    try desk.take("spb", "client,filled-on,job-goal\nA1,2012-03-03,no\n")
    #expect(try desk.run("client A1 | document spb").contains("- **Has a job goal**: no\n"))
    try desk.take("intake", "client,filled-on,job-goal\nA1,2012-05-05,yes\n")
    #expect(
      try desk.run("client A1 | document spb").contains(
        "- **Has a job goal**: no · intake: yes (2012-05-05)\n"))
    try desk.take("intake", "client,filled-on,job-goal\nA1,2012-06-06,no\n")
    #expect(try desk.run("client A1 | document spb").contains("- **Has a job goal**: no\n"))
  }

  @Test func theBlankFormForPartnersSaysWhereFactsComeFrom() throws {
    let desk = try FormDesk()
    try desk.take("intake", "client,filled-on,commune\nA1,2012-05-05,Gent\n")
    let blank = try desk.run("client A1 | document mea")
    #expect(blank.contains("- **Commune**: intake: Gent (2012-05-05)"), "\(blank)")
  }

  @Test func aBalanceForProgramsKeepsWhatOthersHeardApart() throws {
    let desk = try FormDesk()
    try desk.take("spb", "client,filled-on,signed-on\nA1,2012-07-07,2012-07-07\n")
    try desk.take("intake", "client,filled-on,job-goal\nA1,2012-05-05,yes\n")
    let path = desk.here.folder.file("b")
    _ = try desk.run("clients | export spb \"\(path)\" for \"x\"")
    let json = try JSONSerialization.jsonObject(
      with: Data(contentsOf: URL(filePath: "\(path).json")))
    let record = try #require((json as? [[String: Any]])?.first)
    #expect((record["answers"] as? [String: String])?["job-goal"] == nil)
    #expect(record["elsewhere"] as? [String: String] == ["job-goal": "yes"])
  }
}
