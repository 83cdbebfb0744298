import Exchange
import Foundation
import InstrumentKit
import Questionnaires
import Store
import Testing

@testable import PluginHost
@testable import Session

/// What a form proposes is offered where nothing else is known.
@Suite struct InitialAnswerTests {
  private func interview(
    _ here: QuestionnaireStore, _ plugin: LoadedPlugin, client: String, _ tongue: Tongue = .en
  ) throws -> Interview {
    var settings = here.settings
    settings.tongue = tongue
    let session = try Session(settings, out: MemorySink())
    return try Interview(
      session, here.store, plugin, client: client, only: [], day: here.today, isDry: true
    ) { _ in .leaves }
  }

  @Test func theProposalOfTheFormIsTakenByEnter() throws {
    let here = try QuestionnaireStore()
    let plugin = try QuestionnaireStore.plugin("household")
    let asked = try interview(here, plugin, client: "A")
    let alone = try #require(plugin.form.place(of: "alone"))
    let suggestion = try asked.suggestion(alone)
    #expect(suggestion.answer == "no")
    #expect(suggestion.lines == ["proposed: no"])
    let how = try #require(plugin.form.place(of: "how"))
    let dutch = try interview(here, plugin, client: "A", .nl).suggestion(how)
    #expect(dutch.lines == ["voorstel: uit een doos"])
    let size = try #require(plugin.form.place(of: "size"))
    #expect(try asked.suggestion(size).answer == nil)
  }

  @Test func whatIsKnownOfTheClientCountsForMore() throws {
    let here = try QuestionnaireStore()
    let plugin = try QuestionnaireStore.plugin("household")
    try here.take("client,filled-on,alone\nA,2012-01-01,yes\n", as: plugin)
    let alone = try #require(plugin.form.place(of: "alone"))
    let suggestion = try interview(here, plugin, client: "A").suggestion(alone)
    #expect(suggestion.answer == "yes")
    #expect(suggestion.lines == ["now: yes"])
  }
}
