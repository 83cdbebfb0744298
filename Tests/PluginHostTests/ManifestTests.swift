import CSystem
import Foundation
import InstrumentKit
import TestSupport
import Testing

@testable import PluginHost

@Suite struct ManifestTests {
  private func kind(_ bytes: [UInt8]) -> PluginFault.Kind? {
    bytes.withUnsafeBytes { raw in
      if case .failure(let fault) = PluginManifest.read(raw) { fault.kind } else { nil }
    }
  }

  private func built(_ plugin: ToyPlugin) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    try plugin.build("Toy", in: folder.path)
    return try folder.bytes("libToyInstrument.so")
  }

  @Test func readsAManifestWithoutRunningTheLibrary() throws {
    let place = try Place()
    let trace = place.folder.file("trace")
    var plugin = ToyPlugin()
    plugin.extra = """
      #include <stdio.h>
      __attribute__((constructor)) static void run(void) { fclose(fopen("\(trace)", "w")); }
      """
    try plugin.build("Toy", in: place.plugins)
    try place.approveAll()
    let row = try #require(place.host().list().first)
    #expect(row.state == .ready)
    #expect(row.manifest?.id == "toy" && row.manifest?.items == 3 && row.manifest?.measures == 5)
    #expect(row.manifest?.kit == Kit.version && row.manifest?.swift == PluginManifest.hostSwift)
    #expect(!FileManager.default.fileExists(atPath: trace))
    _ = place.host().load()
    #expect(FileManager.default.fileExists(atPath: trace))
  }

  @Test func anythingThatIsNoLibraryIsRefused() throws {
    #expect(kind(Array("#!/bin/sh\n".utf8)) == .notALibrary(.notELF))
    #expect(kind([]) == .notALibrary(.notELF))
    #expect(kind([0x7F, 0x45, 0x4C, 0x46]) == .notALibrary(.truncated))
    var bytes = try built(ToyPlugin())
    #expect(kind(bytes) == nil)
    bytes[16] = 2
    #expect(kind(bytes) == .notALibrary(.otherKind))
    bytes[16] = 3
    bytes[18] = 40
    #expect(kind(bytes) == .notALibrary(.otherMachine))
  }

  @Test func aLibraryThatIsCutOffAnywhereIsRefused() throws {
    let bytes = try built(ToyPlugin())
    for length in stride(from: 0, to: bytes.count, by: 97) {
      #expect(kind(Array(bytes[..<length])) != nil)
    }
  }

  @Test func noByteOfALibraryCanDoHarm() throws {
    let bytes = try built(ToyPlugin())
    var generator = SplitMix64(seed: 7)
    let table = bytes[40..<44].enumerated().reduce(0) { $0 | Int($1.element) << ($1.offset * 8) }
    var refused = 0
    for _ in 0..<20_000 {
      var broken = bytes
      // The header and the table of sections are where a wrong number could point anywhere.
      let place =
        Bool.random(using: &generator)
        ? Int.random(in: 0..<64, using: &generator)
        : Int.random(in: table..<bytes.count, using: &generator)
      for offset in 0..<min(8, bytes.count - place) {
        broken[place + offset] = UInt8.random(in: 0...255, using: &generator)
      }
      if kind(broken) != nil { refused += 1 }
    }
    #expect(refused > 5_000)
  }

  @Test func aSectionWithoutBytesHoldsNoManifest() throws {
    var bytes = try built(ToyPlugin())
    let table = bytes[40..<44].enumerated().reduce(0) { $0 | Int($1.element) << ($1.offset * 8) }
    let count = Int(bytes[60])
    for index in 0..<count where index != Int(bytes[62]) {
      let start = table + index * 64
      bytes.replaceSubrange(start + 4..<start + 8, with: [8, 0, 0, 0])
      bytes.replaceSubrange(start + 24..<start + 40, with: [UInt8](repeating: 0x7F, count: 16))
    }
    #expect(kind(bytes) == .badManifest(.malformed))
  }

  @Test func aLibraryWithoutTheSectionIsRefused() throws {
    let folder = try TemporaryFolder()
    try ToyPlugin.compile("int nothing;", to: folder.file("libToyInstrument.so"))
    #expect(kind(try folder.bytes("libToyInstrument.so")) == .noManifest)
  }

  @Test(arguments: [
    #"{"id":"toy"}"#, "", "[]", "null", "{", #"{"id":"toy","id":1}"#,
    #"{"id":"toy","version":"1","kit":"1.0","swift":"6.3","items":"3","measures":4}"#,
    #"{"id":"toy","version":"1","kit":"1.0","swift":"6.3","items":3.5,"measures":4}"#,
    #"{"id":"toy","version":"1","kit":"1.0","swift":"6.3","items":3,"measures":4,"x":1}"#,
  ])
  func aManifestHoldsExactlySixEntries(_ text: String) throws {
    #expect(kind(try built(ToyPlugin(manifest: text))) == .badManifest(.malformed))
  }

  @Test(arguments: [
    ("id", ToyPlugin.manifest("Toy")), ("id", ToyPlugin.manifest("")),
    ("id", ToyPlugin.manifest("a--b")), ("id", ToyPlugin.manifest("-a")),
    ("id", ToyPlugin.manifest(String(repeating: "a", count: 33))),
    ("version", ToyPlugin.manifest("toy", version: #"\u001b[2J"#)),
    ("swift", ToyPlugin.manifest("toy", swift: "6 3")),
    ("kit", ToyPlugin.manifest("toy", kit: "1")),
    ("kit", ToyPlugin.manifest("toy", kit: "99999999999999999999.0")),
    ("items", ToyPlugin.manifest("toy", items: -1)),
    ("measures", ToyPlugin.manifest("toy", measures: 1_001)),
  ])
  func anEntryMayOnlyHaveAPossibleValue(_ entry: String, _ text: String) throws {
    #expect(kind(try built(ToyPlugin(manifest: text))) == .badManifest(.value(of: entry)))
  }

  @Test func aManifestIsSmallAndAlone() throws {
    let long = ToyPlugin(manifest: String(repeating: " ", count: 70_000))
    #expect(kind(try built(long)) == .badManifest(.tooLarge))
    let second = """
      __attribute__((section("drempel_manifest"), used, aligned(1)))
      static const char more[] = "{}";
      """
    #expect(kind(try built(ToyPlugin(extra: second))) == .badManifest(.several))
  }

  @Test func anOlderKitOfTheSameFirstNumberWillDo() throws {
    let manifest = ToyPlugin.manifest("toy", kit: "1.2")
    let read = try built(ToyPlugin(manifest: manifest)).withUnsafeBytes {
      try PluginManifest.read($0).get()
    }
    #expect(read.mismatch(kit: "1.2") == nil)
    #expect(read.mismatch(kit: "1.10") == nil)
    #expect(read.mismatch(kit: "1.1") == .wrongKit(plugin: "1.2", host: "1.1"))
    #expect(read.mismatch(kit: "2.2") == .wrongKit(plugin: "1.2", host: "2.2"))
    #expect(
      read.mismatch(kit: "1.2", swift: "5.0")
        == .wrongSwift(plugin: PluginManifest.hostSwift, host: "5.0"))
  }
}
