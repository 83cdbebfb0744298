import CSystem
import Conformance
import Foundation
import InstrumentKit
import Testing

@testable import PluginHost

@Suite struct LoadTests {
  @Test func loadsEveryGoodPluginAndNamesEveryBadOne() throws {
    let place = try Place()
    let folder = place.plugins
    try ToyPlugin.registering("first").build("A", in: folder)
    try ToyPlugin(manifest: ToyPlugin.manifest("b", kit: "2.0")).build("B", in: folder)
    try ToyPlugin(manifest: ToyPlugin.manifest("c", swift: "5.9")).build("C", in: folder)
    try ToyPlugin(manifest: ToyPlugin.manifest("d"), registration: nil).build("D", in: folder)
    try ToyPlugin(manifest: ToyPlugin.manifest("e")).build("E", in: folder)
    try place.folder.write("plugins/libFInstrument.so", "no library".utf8)
    let whole = try place.folder.bytes("plugins/libAInstrument.so")
    try place.folder.write("plugins/libGInstrument.so", whole.prefix(whole.count / 2))
    symlink("libAInstrument.so", "\(folder)/libHInstrument.so")
    mkfifo("\(folder)/libIInstrument.so", 0o600)
    _ = try place.folder.folder("plugins/libJInstrument.so")
    try ToyPlugin(
      manifest: ToyPlugin.manifest("k"), extra: "void gone(void); void call(void) { gone(); }"
    ).build("K", in: folder)
    try ToyPlugin.registering("second").build("Z", in: folder)
    try place.approveAll()
    let (plugins, faults) = place.host().load()
    #expect(plugins.map(\.id) == ["first", "second"])
    let kinds = Dictionary(
      faults.map { ($0.fileName.dropFirst(3).prefix(1), $0.kind) },
      uniquingKeysWith: { one, _ in one })
    #expect(kinds["B"] == .wrongKit(plugin: "2.0", host: Kit.version))
    #expect(kinds["C"] == .wrongSwift(plugin: "5.9", host: PluginManifest.hostSwift))
    #expect(kinds["D"] == .noRegistration)
    #expect(kinds["E"] == .instruments(0))
    #expect(kinds["F"] == .notALibrary(.notELF))
    #expect(kinds["G"] == .notALibrary(.truncated))
    #expect(kinds["H"] == .isLink)
    #expect(kinds["I"] == .notALibrary(.notAFile))
    #expect(kinds["J"] == .notALibrary(.notAFile))
    guard case .notLoadable(let words)? = kinds["K"] else {
      Issue.record("a library with an undefined symbol was loaded")
      return
    }
    #expect(words.contains("gone"))
    #expect(faults.count == 10)
  }

  /// The loader gives an old library for a name it has seen, and files get the names of closed ones.
  @Test func eachPluginIsItsOwnLibrary() throws {
    let place = try Place()
    try ToyPlugin.registering("first").build("A", in: place.plugins)
    try ToyPlugin.registering("second").build("B", in: place.plugins)
    try place.approveAll()
    for _ in 0..<3 {
      let (plugins, faults) = place.host().load()
      #expect(plugins.map(\.description.id) == ["first", "second"])
      #expect(faults.isEmpty)
    }
  }

  @Test func everyWordThatAnInstrumentBreaksIsTold() throws {
    let place = try Place()
    try ToyPlugin.registering("liar").build("A", in: place.plugins)
    try ToyPlugin.registering("other-version").build("B", in: place.plugins)
    try ToyPlugin.registering("first", "second").build("C", in: place.plugins)
    try ToyPlugin.registering("first", manifest: ToyPlugin.manifest("other"))
      .build("D", in: place.plugins)
    try place.approveAll()
    let (plugins, faults) = place.host().load()
    #expect(plugins.isEmpty)
    let liar = faults.filter { $0.id == "liar" }.map(\.kind)
    let remarks = liar.compactMap { if case .remark(let remark) = $0 { remark } else { nil } }
    #expect(
      liar.filter { if case .remark = $0 { false } else { true } }
        == [.notAsManifest(what: "items"), .notAsManifest(what: "measures")])
    #expect(
      Set(remarks.map(\.words.en)) == [
        "item one depends on itself",
        "item two is linked to the field shoe-size, which does not exist",
        "reads \"shoe-size\", which does not exist", "reads \"three\", which does not exist",
        "measure blocking is there twice", "all has no label in both languages",
      ])
    #expect(remarks.allSatisfy { $0.code == "E609" && $0.severity == .fault })
    #expect(
      faults.filter { $0.id == "other-version" }.map(\.kind) == [.notAsManifest(what: "version")])
    #expect(faults.filter { $0.id == "first" }.map(\.kind) == [.instruments(2)])
    #expect(faults.filter { $0.id == "other" }.map(\.kind) == [.notAsManifest(what: "id")])
  }

  @Test func whatCannotBeAPluginHereIsToldWithoutRunningIt() throws {
    let place = try Place()
    let newer = try ToyPlugin(
      manifest: ToyPlugin.manifest("toy", kit: "1.9999"), registration: "abort();"
    ).build("B", in: place.plugins)
    #expect(
      place.host().check(newer).faults.map(\.kind)
        == [.wrongKit(plugin: "1.9999", host: Kit.version)])
    #expect(place.host().check("/no/such").faults.map(\.kind) == [.unreadable(ENOENT)])
  }

  /// Who built for kit 1.1 could not say that a scale is the instrument's own.
  @Test func aRuleOfALaterKitRefusesNoOlderPlugin() throws {
    for (kit, isRefused) in [("1.1", false), ("1.2", true)] {
      let place = try Place()
      let manifest = ToyPlugin.manifest("unlinked", kit: kit, items: 4)
      try ToyPlugin.registering("unlinked", manifest: manifest).build("A", in: place.plugins)
      try place.approveAll()
      let (plugins, faults) = place.host().load()
      #expect(plugins.isEmpty == isRefused)
      let codes = faults.map { fault in
        if case .remark(let remark) = fault.kind { remark.code } else { "another" }
      }
      #expect(codes == (isRefused ? ["E626"] : []))
    }
  }

  @Test func whatIsLoadedIsWhatWasHashed() throws {
    let place = try Place()
    let path = try ToyPlugin.registering("first").build("A", in: place.plugins)
    let file = try PluginFile(path)
    let before = file.digest
    try Data("other".utf8).write(to: URL(filePath: path))
    #expect(file.digest == before)
    let name = file.nameForLoader()
    let hand = open(name, O_RDWR)
    #expect(write(hand, "x", 1) == -1 && errno == EPERM)
    #expect(ftruncate(hand, 0) == -1 && errno == EPERM)
    close(hand)
    let copy = try Data(contentsOf: URL(filePath: name))
    #expect(copy.prefix(4) == Data([0x7F, 0x45, 0x4C, 0x46]))
    #expect(try PluginFile(path).digest != before)
  }
}
