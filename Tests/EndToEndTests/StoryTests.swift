import Foundation
import TestSupport
import Testing

/// One client told through the instruments, as counsellors would do it.
@Suite struct StoryTests {
  private func told(_ lines: String) throws -> (
    program: Program, answer: Program.Answer
  ) {
    let program = try Program()
    try #require(
      try program.run(["store", "new", "\(program.folder)/store", "--date", "2012-12-31"]).code == 0
    )
    return (program, try program.run(["run", "--echo", "-"], input: lines))
  }

  @Test func theStoryOfOneClientReadsAsItIsTold() throws {
    let story = try String(
      contentsOfFile: Program.root + "/scripts/examples/story.drempel", encoding: .utf8)
    let (program, answer) = try told(story)
    defer { program.remove() }
    #expect(answer.code == 0, "\(answer.err)")
    #expect(try Golden.matches(answer.out, "story"), "\(answer.out)")
    #expect(try program.run(["store", "check"]).code == 0)
    // Told again, it adds nothing but a second decision.
    let before = try program.csv("observations | count") + program.csv("assessments | count")
    let again = try program.run(["run", "-"], input: story)
    #expect(again.code == 0, "\(again.err)")
    #expect(
      try program.csv("observations | count") + program.csv("assessments | count") == before)
    // What it holds reads in Dutch too, on paper as on screen.
    for instrument in ["mpsa", "icf", "mea", "ladder", "spb", "intake", "lights"] {
      let page = try program.run([
        "--lang", "nl", "--mode", "markdown", "-c", "client N001 | document \(instrument)",
      ])
      #expect(try Golden.matches(page.out, "document-\(instrument)-nl"), "\(page.out)")
    }
    // The birth date was asked, and stands nowhere.
    #expect(
      !answer.out.components(separatedBy: "1985-04-12").dropFirst(2).joined().contains("1985"))
  }

  @Test func aNewClientsCodeIsTypedTwice() throws {
    let (program, answer) = try told("assess N002 with lights\n> N003\n")
    defer { program.remove() }
    #expect(answer.code == 1)
    #expect(answer.err.contains("E308"))
    #expect(try program.csv("clients | count") == ["0"])
  }

  @Test func aWrongAnswerOutOfAFileEndsTheInterviewAndKeepsTheDraft() throws {
    let (program, answer) = try told(
      "assess N002 with icf\n> N002\n> 2\n> b130.7\nclients | count\n")
    defer { program.remove() }
    #expect(answer.code == 1)
    #expect(answer.err.contains("E354 the answer does not fit the question b130"))
    #expect(answer.out.contains("character 6: expected one of 0, 1, 2, 3, 4, 8, 9"))
    #expect(!answer.err.contains("b130.7"))
    // The draft goes on where it was.
    let again = try program.run([], input: "resume\nb130.2\n")
    #expect(again.out.contains("taken up: 1 answer"))
    #expect(again.out.contains("2/12  b130"))
    #expect(try program.run(["-c", "resume"]).err.contains("E351"))
  }

  @Test func aScriptGivesAsManyAnswersAsThereAreQuestions() throws {
    let (program, short) = try told("assess N002 with lights\n> N002\n> yes\nclients | count\n")
    defer { program.remove() }
    #expect(short.code == 1)
    #expect(short.err.contains("E356 there are more questions than answers"))
    #expect(!short.out.contains("count"))
    let long = try program.run(
      ["run", "-"], input: "resume\nassess N002 with lights\n>\n> a third\n")
    #expect(long.code == 1)
    let over = try program.run(["run", "-"], input: "assess N002 with lights\n>\n> a third\n")
    #expect(over.err.contains("E356 there are more answers than questions"), "\(over.err)")
    #expect(try program.csv("clients | count") == ["0"])
    #expect(
      try program.run(["run", "-"], input: "assess N002 with lights\n").err.contains("E351"))
  }

  @Test func rowsOfTablesAreAskedALineEach() throws {
    let lines = """
      assess N002 with spb only agreement, timeline, plan on 2012-06-30
      > N002
      > find work
      > 6
      > yes
      > 2012-05-01
      > work, 2001-09-01, 2005-06-30, warehouse, at night
      > werk, 2011-01-01
      >
      > client, 2012-09-01, no, find childcare; and school
      > , , , ask VDAB
      >
      """
    let (program, answer) = try told(lines)
    defer { program.remove() }
    #expect(answer.code == 0, "\(answer.err)")
    #expect(
      try program.csv(
        "clients | score spb | show spb.months-covered, spb.gaps-over-6-months, spb.steps-open, spb.missing"
      ) == ["70,1,2,synthesis"])
    let page = try program.run(["-c", "client N002 | document spb"]).out
    #expect(page.contains("warehouse, at night"))
    #expect(page.contains("find childcare, and school"))
    // Open words are sealed, on disk and in files.
    #expect(!(try program.csv("client N002 | document spb").joined().contains("warehouse")))
    let store = try Data(contentsOf: URL(fileURLWithPath: "\(program.folder)/store/store.db"))
    #expect(store.range(of: Data("warehouse".utf8)) == nil)
    // A second time on the day begins with what is there.
    let again = try program.run(
      [], input: "assess N002 with spb on 2012-06-30\n" + String(repeating: "\n", count: 20)
    )
    #expect(again.out.contains("taken up: 6 answers"))
    #expect(again.out.contains("· client,2012-09-01,no,find childcare, and school"))
    #expect(
      try program.csv("clients | score spb | show spb.months-covered, spb.steps-open") == ["70,2"])
  }

  @Test func severalWhoSpeakOnOneDayStandBesideEachOther() throws {
    func contribution(_ role: String, _ gaf: String) -> String {
      "assess T014 with mea only purpose, work-disability, gaf on 2012-10-01\n\(role)\nintake\nnone\n\(gaf)\n"
    }
    let program = try Program().withDemo()
    defer { program.remove() }
    #expect(try program.run([], input: contribution("physician", "40")).code == 0)
    #expect(try program.run([], input: contribution("psychologist", "45")).code == 0)
    #expect(try program.csv("assessments where instrument = \"mea\" | count") == ["2"])
    // The same role on the same day begins with its own answers, and takes their place.
    let again = try program.run(
      [], input: "assess T014 with mea only purpose, gaf on 2012-10-01\nphysician\n\n41\n")
    #expect(again.out.contains("now: intake"))
    #expect(try program.csv("assessments where instrument = \"mea\" | count") == ["2"])
    #expect(
      try program.csv("client T014 | document mea | where item = gaf | show contributor, answer")
        .sorted() == ["physician,41", "psychologist,45"])
    let page = try program.run(["-c", "client T014 | document mea"]).out
    #expect(page.contains("psychologist 2012-10-01") && page.contains("physician 2012-10-01"))
    #expect(try program.run(["store", "check"]).code == 0)
  }
}
