import Foundation
import TestSupport
import Testing

/// An instrument asked item by item, at a terminal and over a pipe.
@Suite(.serialized) struct InterviewTests {
  @Test func aPipeOfAnswersGivesTheWholeConversation() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    // Right, explained, kept, proposals accepted with Enter, one item back, one skipped.
    let answers =
      ["assess T014 with mpsa", "f", "", "", "living-wage", "70", "professional"]
      + ["", "", "", "", "4", "2012-11-01", "", "no", "?", "<", "", "c", "."]
      + [String](repeating: "", count: 40) + ["clients | count"]
    let told = try program.run([], input: answers.joined(separator: "\n") + "\n")
    #expect(told.code == 0, "\(told.err)")
    #expect(try Golden.matches(told.out, "interview-pipe"), "\(told.out)")
    #expect(
      try program.csv("client T014 | score mpsa | show mpsa.activation, mpsa.measurement") == [
        "social-only,0"
      ])
    // What was accepted is the instrument's own now, with its trail.
    #expect(
      try program.csv(
        "observations where client = T014 and source = \"mpsa\" and threshold = frustration")
        == ["T014,2012-12-31,frustration,blocking,,mpsa"])
    #expect(try program.run(["store", "check"]).code == 0)
  }

  @Test func itemsThatDoNotApplyAreNeverAskedAndCountInNothing() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    func interview(_ proposed: String) throws -> String {
      let first = ["assess T015 with mpsa", "", "", "", "", "40", "professional", "", "", "", ""]
      let answers =
        first + ["", "", "", proposed] + [String](repeating: ".", count: 30)
      return try program.run([], input: answers.joined(separator: "\n") + "\n").out
    }
    #expect(!(try interview("no").contains("15/36")))
    #expect(try interview("yes").contains("15/36  Decision of the committee"))
    // Back to no: the decision is set aside, whatever it was.
    #expect(!(try interview("no").contains("15/36")))
  }

  @Test func whatWasTypedBeforeAKillIsThereAfterIt() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let first = try PromptTests.Terminal(program)
    #expect(first.types(atPrompt: "assess T016 with mpsa\r"))
    for answer in ["f", "1980-05-05", "Tielt", "sickness", "66"] {
      #expect(first.waits(for: "  > "), "\(first.screen)")
      first.clear()
      first.type(answer + "\r")
    }
    #expect(first.waits(for: "6/36"), "\(first.screen)")
    first.kill()
    let drafts = try FileManager.default.contentsOfDirectory(
      atPath: program.folder + "/store/drafts")
    #expect(drafts.count == 1)
    let draft = try Data(
      contentsOf: URL(fileURLWithPath: program.folder + "/store/drafts/\(drafts[0])"))
    #expect(draft.range(of: Data("Tielt".utf8)) == nil, "a draft is sealed")

    let second = try PromptTests.Terminal(program)
    #expect(second.types(atPrompt: "assess T016 with mpsa\r"))
    #expect(second.waits(for: "taken up: 5 answers"), "\(second.screen)")
    #expect(second.waits(for: "6/36"), "\(second.screen)")
    #expect(second.waits(for: "  > "))
    second.type("\u{4}")
    #expect(second.waits(for: "draft kept: 5 answers"), "\(second.screen)")
    #expect(second.leaves() == 0)
    // Nothing is a registration before its end.
    #expect(try program.csv("assessments where instrument = \"mpsa\" | count") == ["0"])
  }

  @Test func aSecondTimeOnOneDayLosesNothingOfTheFirst() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    func interview(_ answers: [String]) throws -> String {
      let lines = ["assess T014 with mpsa"] + answers
      return try program.run([], input: lines.joined(separator: "\n") + "\n").out
    }
    let first =
      [String](repeating: "", count: 14) + ["d", "a"] + [String](repeating: "", count: 30)
    _ = try interview(first)
    let before = try program.csv("client T014 | explain mpsa")
    // Left at once, and then gone through without a change.
    #expect(try interview([]).contains("taken up"))
    #expect(try interview([String](repeating: "", count: 40)).contains("unchanged"))
    #expect(try program.csv("client T014 | explain mpsa") == before)
    #expect(try program.csv("assessments where instrument = \"mpsa\" | count") == ["1"])
    #expect(
      try program.run([], input: "assess T014 with mpsa on 2031-01-01\n").err.contains("E353"))
  }

  @Test func aFewQuestionsOnTheSameDayLeaveAWholeRegistrationWhole() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let asked = "client T014 | score intake | show intake.completeness"
    let before = try program.csv(asked)
    try #require(Int(before.first ?? "").map { $0 > 0 } == true)
    let day = try program.csv("assessments where client = T014 | show filled-on")[0]
    let sentence = "assess T014 with intake only mobility on \(day)"
    let told = try program.run([], input: "\(sentence)\n2\n\n")
    #expect(told.out.contains("saved"), "\(told.out) \(told.err)")
    #expect(try program.csv("assessments where client = T014 | count") == ["1"])
    #expect(try program.csv("client T014 | show mobility") == ["supported"])
    #expect(try program.csv(asked) == before)
  }

  @Test func aScriptHasNobodyWhoAnswers() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let answer = try program.run(["-c", "assess T014 with mpsa"])
    #expect(answer.code == 1)
    #expect(answer.err.contains("E351 nobody answers here"))
    #expect(try program.run(["--read-only"], input: "assess T014 with mpsa\n").code != 0)
    #expect(try program.run([], input: "assess T999 with mpsa\n").err.contains("E308"))
  }

  @Test func onlyAsksThoseAndNothingMore() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    // Blocking thresholds of earlier would ask what exactly; it was not asked for.
    let told = try program.run(
      ["--lang", "nl"], input: "beoordeel T014 met intake enkel mobiliteit\n3\ncliënten | tel\n")
    #expect(told.code == 0 && told.out.contains("1/1  Mobiliteit"), "\(told.out) \(told.err)")
    #expect(told.out.contains("bewaard"))
    #expect(try program.csv("client T014 | show mobility") == ["blocking"])
    let both = "assess T015 with intake only mobility, specifications\n3\nno-access\n"
    #expect(try program.run([], input: both).out.contains("2/2  What exactly"))
    #expect(try program.csv("client T015 | show mobility.no-access") == ["yes"])
    // Their Dutch names are names too.
    let dutch = "beoordeel T016 met intake enkel mobiliteit, wat-precies\n3\ngeen-bereik\n"
    let said = try program.run(["--lang", "nl"], input: dutch).out
    #expect(said.contains("bewaard") && said.contains("mobiliteit.geen-bereik"), "\(said)")
    #expect(!said.contains("no-access"), "\(said)")
    #expect(try program.csv("client T016 | show mobiliteit.geen-bereik") == ["yes"])
  }

  @Test func answersOfALongPastDayEndWithoutASentenceThatNobodyTyped() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    func asked(_ day: String) throws -> Program.Answer {
      try program.run(
        [], input: "assess T014 with mpsa only illness, mobility on \(day)\nb\nc\n")
    }
    #expect(try asked("2012-10-01").code == 0)
    let earlier = try asked("2012-03-01")
    #expect(earlier.code == 0 && earlier.err.isEmpty, "\(earlier.err)")
    #expect(!earlier.out.contains("→"), "\(earlier.out)")
    let between = try asked("2012-06-01")
    #expect(between.out.contains("2012-03-01 → 2012-06-01") && between.err.isEmpty)
  }

  @Test func aDraftOfAnotherDayCountsOnTheDayThatIsSaid() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let first = "assess T014 with mpsa only illness, mobility"
    let november = try program.run(["--date", "2012-11-30"], input: "\(first)\nb\n")
    #expect(november.out.contains("draft kept"), "\(november.out) \(november.err)")
    // Nobody can be asked: the sentence says it.
    let silent = try program.run([], input: "\(first)\nc\n")
    #expect(silent.err.contains("E355") && silent.err.contains("2012-11-30"), "\(silent.err)")
    let terminal = try PromptTests.Terminal(program)
    #expect(terminal.types(atPrompt: "resume\r"))
    #expect(terminal.waits(for: "Enter: 2012-11-30"), "\(terminal.screen)")
    #expect(terminal.waits(for: "  > "))
    terminal.clear()
    terminal.type("2013-02-02\r")
    #expect(terminal.waits(for: "not after 2012-12-31"), "\(terminal.screen)")
    terminal.type("today\r")
    #expect(terminal.waits(for: "2/2"), "\(terminal.screen)")
    terminal.type("c\r")
    #expect(terminal.waits(for: "saved"), "\(terminal.screen)")
    // What nobody needs any more is thrown away before a day is chosen.
    _ = try program.run(["--date", "2012-11-30"], input: "\(first)\nb\n")
    #expect(terminal.types(atPrompt: "resume\r"))
    #expect(terminal.waits(for: "!: throw it away"), "\(terminal.screen)")
    terminal.type("!\r")
    #expect(terminal.waits(for: "thrown away: nothing was kept"), "\(terminal.screen)")
    #expect(terminal.types(atPrompt: "resume\r"))
    #expect(terminal.waits(for: "no interview was left"), "\(terminal.screen)")
    #expect(terminal.leaves() == 0)
    let days = "assessments where instrument = mpsa | show client, on"
    #expect(try program.csv(days) == ["T014,2012-12-31"])
    // In a script `on` says it, and Enter keeps the day it was begun.
    _ = try program.run(
      ["--date", "2012-11-30"], input: "assess T015 with mpsa only illness, mobility\nb\n")
    let said = try program.run(
      [], input: "assess T015 with mpsa only illness, mobility on 2012-11-30\nc\n")
    #expect(said.out.contains("saved"), "\(said.err)")
    #expect(try program.csv(days).contains("T015,2012-11-30"))
  }
}
