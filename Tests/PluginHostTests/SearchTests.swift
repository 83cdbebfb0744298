import Foundation
import Testing

@testable import PluginHost

@Suite struct SearchTests {
  @Test func looksOnlyAtPlainlyNamedInstrumentLibraries() throws {
    let place = try Place()
    let others = [
      "libInstrument.so", "xToyInstrument.so", "libToy.so", "libToyInstrument.so.1",
      "libT\u{1b}[2JInstrument.so", "libToyInstrument.SO",
    ]
    for name in others + ["libToyInstrument.so", "libA-1_bInstrument.so"] {
      try place.folder.write("plugins/\(name)", [1])
    }
    let found = place.host().search.candidates().map { URL(filePath: $0.path).lastPathComponent }
    #expect(found == ["libA-1_bInstrument.so", "libToyInstrument.so"])
  }

  @Test func searchesTheOptionThenTheEnvironmentThenBesideTheExecutable() throws {
    let place = try Place()
    let (one, two, three) = (
      try place.folder.folder("one"), try place.folder.folder("two"),
      try place.folder.folder("three")
    )
    for folder in [one, two, three, place.plugins] {
      try Data([1]).write(to: URL(filePath: "\(folder)/libToyInstrument.so"))
    }
    let search = place.host(option: [three], environment: "\(two):\(one)").search
    #expect(
      search.candidates().map(\.path)
        == [three, two, one, place.plugins].map { "\($0)/libToyInstrument.so" })
    #expect(
      search.candidates().map(\.origin) == [.option, .environment, .environment, .executable])
  }

  @Test func searchesAFolderThatIsNamedTwiceOnce() throws {
    let place = try Place()
    try place.folder.write("plugins/libToyInstrument.so", [1])
    let search = place.host(option: [place.plugins + "/"], environment: place.plugins + "/.").search
    #expect(search.candidates().map(\.origin) == [.option])
  }

  @Test func aFolderThatIsNotThereHoldsNothing() {
    let search = PluginSearch(option: ["/no/such"], environment: "", executableFolder: "/no/such")
    #expect(search.candidates().isEmpty)
  }

  @Test func theFirstOfAnIdWinsAndTheOthersAreListed() throws {
    let place = try Place()
    let first = try place.folder.folder("first")
    try ToyPlugin(extra: "int first;").build("B", in: first)
    try ToyPlugin(extra: "int second;").build("A", in: place.plugins)
    try place.approveAll(first, place.plugins)
    let rows = place.host(option: [first]).list()
    #expect(rows.map(\.state) == [.ready, .shadowed])
    #expect(rows[1].fault == .shadowed(by: "\(first)/libBInstrument.so"))
    #expect(rows.map { $0.manifest?.id } == ["toy", "toy"])
    #expect(place.host().list().map(\.state) == [.ready])
  }

  @Test func aPluginThatMayNotRunShadowsNothing() throws {
    let place = try Place()
    let first = try place.folder.folder("first")
    try ToyPlugin(extra: "int first;").build("B", in: first)
    try ToyPlugin(extra: "int second;").build("A", in: place.plugins)
    try place.approveAll()
    let rows = place.host(option: [first]).list()
    #expect(rows.map(\.state) == [.notApproved, .ready])
  }
}
