import Foundation
import Testing

/// Entries that are said anew, struck, brought back or of somebody else, at the command line.
@Suite struct CorrectionTests {
  /// A store with files of registrations, as columns and rows by instrument.
  private func told(_ files: [(instrument: String, rows: String)]) throws -> Program {
    let program = try Program()
    try #require(
      try program.run(["store", "new", "\(program.folder)/store", "--date", "2012-12-31"]).code
        == 0)
    for (instrument, rows) in files { try take(rows, as: instrument, in: program) }
    return program
  }

  private func take(
    _ rows: String, as instrument: String, _ options: [String] = [], in program: Program
  ) throws {
    let path = "\(program.folder)/\(UUID().uuidString).csv"
    try (rows + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    let answer = try program.run(["import", path, "--as", instrument] + options)
    try #require(answer.code == 0, "\(answer.err)")
  }

  private func run(_ sentence: String, in program: Program) throws {
    let answer = try program.run(["-c", sentence])
    try #require(answer.code == 0, "\(sentence): \(answer.err)")
  }

  private let people = """
    client,filled-on,mobility,employed,first-name,last-name,birth-date,national-number
    P1,2012-03-01,3,yes,Jann,Maes,1980-02-03,
    P2,2012-04-01,1,no,Els,Peeters,1975-05-06,
    """

  @Test func aCorrectionCountsAndWhatWasThereStaysReadable() throws {
    let program = try told([("intake", people)])
    defer { program.remove() }
    let sentence = "correct #1 mobility = none, first-name = \"Jan\" because \"typed wrongly\""
    let dry = try program.run(["-c", "dry \(sentence)"])
    #expect(dry.code == 0 && dry.out.contains("Nothing was changed"))
    #expect(try program.csv("client P1 | show mobility") == ["blocking"])
    try run(sentence, in: program)
    #expect(
      try program.csv("client P1 | show mobility, first-name, last-name, birth-date") == [
        "none,Jan,Maes,1980-02-03"
      ])
    let history = try program.csv("client P1 | history | show entry, deed, change, because")
    #expect(
      history == [
        "#1,corrected,first-name Jann → Jan; mobility blocking → none,typed wrongly",
        "#1,entered,5 answers,",
      ], "\(history)")
    #expect(try program.csv("clients where mobility = blocking | count") == ["0"])
    #expect(try program.csv("assessments | count") == ["2"])
    let check = try program.run(["store", "check"])
    #expect(check.code == 0, "\(check.out)")
  }

  @Test func aBlankedAnswerWasNeverGivenSoThatTheOlderStandsAgain() throws {
    let program = try told([
      ("intake", people),
      ("intake", "client,filled-on,first-name,birth-date\nP1,2012-09-01,Jan,1986-02-03"),
    ])
    defer { program.remove() }
    let shown = "client P1 | show first-name, birth-date, last-name"
    #expect(try program.csv(shown).last == "Jan,1986-02-03,Maes")
    try run(
      "correct #3 first-name = \"\", birth-date = \"\" because \"of her brother\"", in: program)
    #expect(try program.csv(shown).last == "Jann,1980-02-03,Maes")
    try run("correct #1 first-name = \"Jan\" because \"typo\"", in: program)
    #expect(try program.csv(shown).last == "Jan,1980-02-03,Maes")
  }

  @Test func identityIsThatOfTheNewestDayWhateverWasEnteredLast() throws {
    let program = try told([
      ("intake", "client,filled-on,first-name,last-name\nP1,2012-09-01,Jan,Maes"),
      ("intake", "client,filled-on,first-name,last-name\nP1,2012-03-01,Jann,Maas"),
    ])
    defer { program.remove() }
    #expect(try program.csv("client P1 | show first-name, last-name").last == "Jan,Maes")
    try run("correct #1 last-name = \"\" because \"not said\"", in: program)
    #expect(try program.csv("client P1 | show first-name, last-name").last == "Jan,Maas")
  }

  @Test func anotherStreetTakesTheBoxAlong() throws {
    let head = "client,filled-on,street,house-number,box,commune"
    let program = try told([
      ("intake", "\(head)\nP1,2012-03-01,Kerkstraat,12,3,Leuven"),
      ("intake", "client,filled-on,street,house-number\nP1,2012-05-01,Stationsstraat,5"),
    ])
    defer { program.remove() }
    let shown = "client P1 | show street, house-number, box"
    #expect(try program.csv(shown).last == "Stationsstraat,5,")
    // The same commune again changes nothing; another takes the street along.
    try take("client,filled-on,commune\nP1,2012-06-01,Leuven", as: "intake", in: program)
    #expect(try program.csv(shown).last == "Stationsstraat,5,")
    try take("client,filled-on,commune\nP1,2012-07-01,Mortsel", as: "intake", in: program)
    #expect(try program.csv(shown).last == ",,")
    try run("strike #4 because \"of somebody else\"", in: program)
    #expect(try program.csv(shown).last == "Stationsstraat,5,")
  }

  @Test func whatIsStruckCountsNowhereAndCanComeBack() throws {
    let program = try told([("intake", people)])
    defer { program.remove() }
    try run("strike #1 because \"of somebody else\"", in: program)
    #expect(try program.csv("clients | show client") == ["P2"])
    #expect(try program.run(["-c", "client P1"]).err.contains("E308"))
    for source in ["assessments", "observations"] {
      #expect(try program.csv("\(source) where client = P1 | count").last == "0", "\(source)")
    }
    let again = try program.run(["-c", "strike #1 because \"x\""])
    #expect(again.code == 1 && again.err.contains("restore it first"))
    let history = try program.csv("client P1 | history | show deed, because")
    #expect(history == ["struck,of somebody else", "entered,"])
    try run("restore #1", in: program)
    #expect(try program.csv("clients | show client, mobility").last == "P2,none")
    #expect(try program.csv("client P1 | show mobility, first-name").last == "blocking,Jann")
    #expect(try program.run(["store", "check"]).code == 0)
  }

  @Test func ofWhomNothingStandsComesBackWithWhatIsEnteredNext() throws {
    let program = try told([("intake", people)])
    defer { program.remove() }
    try run("strike #1 because \"x\"", in: program)
    try run("record P1 childcare = blocking on 2012-06-01", in: program)
    #expect(
      try program.csv("clients | show client, mobility, childcare") == [
        "P1,not-assessed,blocking", "P2,none,not-assessed",
      ])
    try run("strike #3 because \"x\"", in: program)
    #expect(try program.csv("clients | show client") == ["P2"])
    // What is refused brings nobody back.
    let path = "\(program.folder)/refused.csv"
    try "client,filled-on,mobility\nP1,2012-03-01,1\n".write(
      toFile: path, atomically: true, encoding: .utf8)
    let refused = try program.run(["import", path, "--as", "intake", "--partial"])
    #expect((refused.out + refused.err).contains("E521"), "\(refused.err)")
    #expect(try program.csv("clients | show client") == ["P2"])
  }

  @Test func categoryThatFellStandsAgainWhenWhatFelledItIsStruck() throws {
    let program = try told([
      ("intake", "client,filled-on,vdab-category\nP1,2012-03-01,05"),
      ("intake", "client,filled-on,vdab-registered\nP1,2012-05-01,no"),
    ])
    defer { program.remove() }
    let shown = "clients | show client, vdab-category"
    #expect(try program.csv(shown).last == "P1,")
    try run("strike #2 because \"typed for another\"", in: program)
    #expect(try program.csv(shown).last == "P1,05")
    try run("restore #2", in: program)
    #expect(try program.csv(shown).last == "P1,")
    try run("correct #2 vdab-registered = yes because \"typo\"", in: program)
    #expect(try program.csv(shown).last == "P1,05")
  }

  @Test func whatIsMovedIsSealedWithTheOtherAndGoesWhenThatOneIsForgotten() throws {
    let program = try told([("intake", people)])
    defer { program.remove() }
    try run("record P1 childcare = blocking on 2012-06-01 because \"SECRET-REASON\"", in: program)
    try run("correct #3 childcare = supported because \"SECRET-WHY\"", in: program)
    try run("move #3 to P2 because \"wrong file\"", in: program)
    #expect(
      try program.csv("clients | show client, childcare") == [
        "P1,not-assessed", "P2,supported",
      ])
    let left = try program.csv("client P1 | history | show entry, deed, change, because")
    #expect(left.contains("#3,went to another client,,"), "\(left)")
    #expect(!left.joined().contains("SECRET"))
    let came = try program.csv("client P2 | history | show entry, deed, because").joined(
      separator: "|")
    #expect(came.contains("SECRET-REASON") && came.contains("SECRET-WHY"))
    #expect(try program.run(["store", "check"]).code == 0)
    // Whoever forgets the person takes what was ever said of her, wherever it lay.
    try run("forget P2", in: program)
    let after = try program.csv("client P2 | history").joined(separator: "|")
    #expect(!after.contains("SECRET"))
    #expect(try program.run(["store", "check"]).code == 0)
  }

  @Test func decisionsConsentsAndDaysAreCorrectedToo() throws {
    let program = try told([("intake", people)])
    defer { program.remove() }
    try run("record P1 childcare = blocking on 2012-06-01", in: program)
    try run("correct #3 on 2012-07-01 because \"a month later\"", in: program)
    #expect(try program.csv("clients as of 2012-06-15 | show childcare").last == "not-assessed")
    #expect(
      try program.csv("client P1 | show childcare, childcare.since").last
        == "blocking,2012-07-01")
    try run("consent P1 to vdab for \"guidance\" of health from 2012-06-01", in: program)
    try run("correct #4 until = 2012-08-01 because \"half a year was meant\"", in: program)
    #expect(try program.csv("consents | show until").last == "2012-08-01")
    try run("strike #4 because \"never signed\"", in: program)
    #expect(try program.csv("consents | count").last == "0")
    try run("strike #3 because \"of somebody else\"", in: program)
    #expect(try program.csv("client P1 | show childcare").last == "not-assessed")
    for wrong in [
      "correct #3 mobility = none because \"x\"", "correct #1 nonsense = 1 because \"x\"",
      "correct #1 mobility = purple because \"x\"",
      "restore #1", "strike #99 because \"x\"", "correct #1 on 2099-01-01 because \"x\"",
    ] {
      let answer = try program.run(["-c", wrong])
      #expect(answer.code == 1 && answer.err.hasPrefix("E"), "\(wrong): \(answer.err)")
    }
    #expect(try program.run(["store", "check"]).code == 0)
  }

  @Test func onlyTheOrganisationThatMadeAnEntryChangesIt() throws {
    let program = try told([])
    defer { program.remove() }
    try take(
      "client,filled-on,mobility\nP1,2012-03-01,3", as: "intake", ["--organisation", "vdab"],
      in: program)
    try take(
      "client,filled-on,mobility\nP1,2012-03-01,1", as: "intake", ["--organisation", "ocmw"],
      in: program)
    // Of one day the higher number stands; nobody's takes the place of another's.
    #expect(try program.csv("clients | show mobility").last == "none")
    #expect(try program.csv("observations | count").last == "2")
    let strike = "strike #1 because \"x\""
    let answer = try program.run(["--organisation", "ocmw", "-c", strike])
    #expect(answer.code == 1 && answer.err.contains("another organisation"))
    #expect(try program.run(["--organisation", "vdab", "-c", strike]).code == 0)
  }

  @Test func twoCodesThatAreOnePersonAreReadTogether() throws {
    let program = try told([
      ("intake", people),
      ("intake", "client,filled-on,childcare\nP2,2012-09-01,3"),
    ])
    defer { program.remove() }
    try run("merge P2 into P1 because \"one person\"", in: program)
    #expect(
      try program.csv("clients | show client, mobility, childcare, employed") == [
        "P1,none,blocking,no"
      ])
    #expect(try program.csv("client P2 | show client").last == "P1")
    #expect(try program.csv("client P1 | show first-name, birth-date").last == "Els,1975-05-06")
    #expect(try program.csv("assessments where client = P1 | count").last == "3")
    #expect(try program.csv("observations where client = P1 | count").last == "3")
    #expect(try program.run(["-c", "merge P1 into P2 because \"x\""]).code == 1)
    #expect(try program.run(["store", "check"]).code == 0)
    try run("unmerge P2 because \"twins\"", in: program)
    #expect(
      try program.csv("clients | show client, mobility, childcare") == [
        "P1,blocking,not-assessed", "P2,none,blocking",
      ])
    try run("merge P2 into P1 because \"one person\"", in: program)
    try run("forget P1", in: program)
    #expect(try program.csv("client P1 | show first-name, birth-date").last == ",")
    #expect(try program.run(["store", "check"]).code == 0)
  }

  @Test func whatAStoreHeldIsToldAgainAfterEveryChange() throws {
    let program = try told([("intake", people)])
    defer { program.remove() }
    let shown = "show client, mobility, employed, childcare, first-name"
    func head() throws -> Int {
      try Int(#require(try program.csv("audit | show number | sort number desc | first 1").last))
        ?? 0
    }
    var then: [(link: Int, answer: [String])] = []
    let changes = [
      "record P1 childcare = blocking on 2012-06-01",
      "correct #1 mobility = none, first-name = \"Jan\" because \"typo\"",
      "strike #2 because \"x\"", "correct #3 childcare = none because \"y\"", "restore #2",
      "move #3 to P2 because \"z\"", "merge P2 into P1 because \"one\"",
      "unmerge P2 because \"two\"", "strike #1 because \"x\"",
    ]
    for change in changes {
      then.append((try head(), try program.csv("clients | \(shown)")))
      try run(change, in: program)
    }
    #expect(Set(then.map(\.answer)).count > 6)
    for (place, moment) in then.enumerated() {
      let again = try program.csv("clients as known at \(moment.link) | \(shown)")
      #expect(again == moment.answer, "before \(changes[place])")
    }
    #expect(try program.csv("clients as known on 2012-01-01 | count").last == "0")
    let wrong = try program.run(["-c", "clients as known at 9999 | count"])
    #expect(wrong.code == 1 && wrong.err.contains("E389"))
    // A failure in the middle leaves nothing of the past behind, and a history has all moments.
    let both = try program.run([
      "--mode", "csv", "-c", "client P1 as known at 3 | history", "-c", "clients | show client",
    ])
    #expect(both.err.contains("E390"))
    #expect(try program.csv("clients | show client") == ["P2"])
  }
}
