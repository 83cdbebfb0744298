import Exchange
import InstrumentKit
import Profile
import Testing

@testable import Session

/// What is offered at each place of a sentence.
@Suite struct CompleterTests {
  private func words(_ typed: String) throws -> [String] {
    var settings = Session.Settings(
      places: Places(environment: [:], executableFolder: "/nonexistent", pluginFolders: []))
    settings.tongue = .en
    let session = try Session(settings, out: MemorySink())
    return Completer(session).complete(typed).words.map(\.text)
  }

  @Test func eachPlaceOffersWhatCanStandThere() throws {
    #expect(try words("cl") == ["clients", "client"])
    #expect(try words("clients | su") == ["summarise"])
    #expect(try words("clients where mob") == ["mobility"])
    #expect(try words("clients where mobility = ") == Names.levels.codes.map(\.en))
    #expect(try words("clients where benefit has liv") == ["living-wage"])
    #expect(try words("clients | export ") == ["csv", "json", "ndjson"])
    #expect(try words("mode ma") == ["markdown"])
    #expect(try words("clients | list cat") == ["category05"])
  }

  @Test func nothingIsOfferedInsideAText() throws {
    #expect(try words("clients where commune = \"Mort").isEmpty)
    #expect(try words("clients where commune = \"").isEmpty)
  }
}
