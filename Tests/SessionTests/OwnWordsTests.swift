import InstrumentKit
import IntakePlugin
import Profile
import Testing

@testable import PluginHost
@testable import Session
@testable import Store

/// Words beside an option: each option keeps its own, sealed as notes are.
@Suite struct OwnWordsTests {
  /// Two options of one item with own words, and an item with one.
  struct Twice: Instrument {
    var description: Description {
      Description(
        id: "twice", version: "1.0", label: Label(nl: "Twee", en: "Twice"),
        summary: Label(nl: "Twee", en: "Twice"), source: "", licence: "Apache-2.0")
    }
    var form: Form {
      Form([
        Section(
          "all", Label(nl: "Alles", en: "All"),
          [
            Item(
              "help", Label(nl: "Hulp", en: "Help"),
              .many([
                Option("none", Label(nl: "geen", en: "none")),
                Option("family", Label(nl: "familie", en: "family"), text: true),
                Option("other", Label(nl: "andere", en: "other"), text: true),
              ])),
            Item(
              "work", Label(nl: "Werk", en: "Work"),
              .one([
                Option("paid", Label(nl: "betaald", en: "paid")),
                Option("other", Label(nl: "ander", en: "other"), text: true),
              ])),
          ])
      ])
    }
    var inputs: [Input] { [] }
    var measures: [Measure] { [] }
    var goldenCases: [GoldenCase] { [] }
    func score(_ subject: Subject, into result: inout Result) {}
  }

  @Test func eachOptionKeepsItsOwnWords() throws {
    let here = try QuestionnaireStore()
    let plugin = try LoadedPlugin(linked: Twice(), shared: QuestionnaireStore.shared)
    try here.take(
      """
      client,filled-on,help,help.other.family,help.other.other,work,work.other
      A1,2012-05-05,family;other,tante Kwik,de buren; links,other,kanarie

      """, as: plugin)
    func kept(notes: Bool) throws -> Registration {
      try #require(try here.store.registrations(of: "A1", through: "twice", notes: notes).last)
    }
    let open = try kept(notes: true)
    let (help, work) = (
      try #require(plugin.form.item("help")), try #require(plugin.form.item("work"))
    )
    let words = open.ownWords(of: help, in: "twice")
    #expect(words == [".other.family": "tante Kwik", ".other.other": "de buren; links"])
    #expect(open.ownWords(of: work, in: "twice") == [".other": "kanarie"])
    #expect(
      help.answer("family;other", with: words)
        == "family;“tante Kwik”;other;“de buren, links”")
    // Sealed: without asking for notes nothing is there.
    #expect(try kept(notes: false).ownWords(of: help, in: "twice").isEmpty)
  }

  @Test func wordsOfAnOptionThatHasNoneAreNoColumn() throws {
    let here = try QuestionnaireStore()
    let plugin = try LoadedPlugin(linked: Twice(), shared: QuestionnaireStore.shared)
    #expect(throws: ImportPlan.HeaderFault.self) {
      try here.take(
        "client,filled-on,help,work,help.other.none\nA1,2012-05-05,none,paid,x\n", as: plugin)
    }
  }

  @Test func anAnswerOfSeveralOwnWordsIsShownWithAll() throws {
    let work = Item(
      "work", Label(nl: "Werk", en: "Work"),
      .one([Option("other", Label(nl: "ander", en: "other"), text: true)]))
    let answer = work.answer("other", with: [".other": "een\ntwee"])
    #expect(work.words(of: answer, in: .nl) == "ander, “een”, “twee”")
  }

  @Test func theIntakeAsksWhatElseItIs() {
    let items = Intake().form.items
    for id in ["not-followed-reason", "employment", "benefit"] {
      #expect(items.first { $0.id == id }?.openOptions.map(\.code) == ["other"], "\(id)")
    }
  }
}
