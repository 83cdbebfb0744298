import Foundation
import Testing

/// Plugins are plugins: each can be missing, stale or broken, and the rest works on.
@Suite struct PluginTests {
  @Test func withoutPluginsTheMissingOneIsNamedAndWhereItWasLookedFor() throws {
    var program = try Program().withDemo()
    defer { program.remove() }
    // The executable alone in another folder: nothing of an instrument is in it.
    let bare = program.folder + "/bare"
    try FileManager.default.createDirectory(atPath: bare, withIntermediateDirectories: true)
    for file in ["drempel", "libInstrumentKit.so"] {
      try FileManager.default.copyItem(
        atPath: "\(program.binaries)/\(file)", toPath: "\(bare)/\(file)")
    }
    program = program.moved(to: bare)
    let answer = try program.run(["-c", "clients | score mpsa"])
    #expect(answer.code == 1)
    #expect(answer.err.contains("no plugin provides the instrument \"mpsa\"; looked in"))
    #expect(answer.err.contains("/bare"))
    #expect(try program.run(["import", Program.trial, "--as", "intake"]).code == 1)
    #expect(try program.csv("clients where mobility = blocking | count").count == 1)
    #expect(try program.csv("instruments | count") == ["0"])
  }

  @Test func anUnapprovedFileIsNotLoaded() throws {
    var program = try Program().withDemo()
    defer { program.remove() }
    let bare = program.folder + "/bare"
    try FileManager.default.createDirectory(atPath: bare, withIntermediateDirectories: true)
    for file in [
      "drempel", "libInstrumentKit.so", "libMPSAInstrument.so", "libIntakeInstrument.so",
    ] {
      try FileManager.default.copyItem(
        atPath: "\(program.binaries)/\(file)", toPath: "\(bare)/\(file)")
    }
    program = program.moved(to: bare)
    let library = "\(bare)/libMPSAInstrument.so"
    var bytes = try Data(contentsOf: URL(fileURLWithPath: library))
    bytes.append(0)
    try bytes.write(to: URL(fileURLWithPath: library))
    let list = try program.run(["plugin", "list"]).out
    #expect(list.contains("changed since it was approved"))
    let answer = try program.run(["-c", "instruments | show instrument"])
    #expect(answer.out.contains("intake"))
    #expect(!answer.out.contains("mpsa"))
    #expect(answer.err.contains("E603 plugin mpsa"))
  }

  @Test func aStaleKitVersionIsRefusedAndNamed() throws {
    var program = try Program().withDemo()
    defer { program.remove() }
    let bare = program.folder + "/bare"
    try FileManager.default.createDirectory(atPath: bare, withIntermediateDirectories: true)
    for file in [
      "drempel", "libInstrumentKit.so", "libMPSAInstrument.so", "libIntakeInstrument.so",
    ] {
      try FileManager.default.copyItem(
        atPath: "\(program.binaries)/\(file)", toPath: "\(bare)/\(file)")
    }
    program = program.moved(to: bare)
    let library = "\(bare)/libMPSAInstrument.so"
    var bytes = try Data(contentsOf: URL(fileURLWithPath: library))
    let place = try #require(bytes.range(of: Data("\"kit\":\"1.0\"".utf8)))
    bytes.replaceSubrange(place, with: Data("\"kit\":\"9.0\"".utf8))
    try bytes.write(to: URL(fileURLWithPath: library))
    _ = try program.run(["plugin", "add", library])
    let answer = try program.run(["-c", "instruments | show instrument"])
    #expect(answer.err.contains("E604 plugin mpsa: built for kit 9.0, this program has 1.0"))
    #expect(answer.out.contains("intake"))
  }

  @Test func aPluginThatTrapsIsSetAsideAndNamesNobody() throws {
    var program = try Program().withDemo()
    defer { program.remove() }
    let bare = program.folder + "/bare"
    try FileManager.default.createDirectory(atPath: bare, withIntermediateDirectories: true)
    for file in ["drempel", "libInstrumentKit.so", "libIntakeInstrument.so"] {
      try FileManager.default.copyItem(
        atPath: "\(program.binaries)/\(file)", toPath: "\(bare)/\(file)")
    }
    program = program.moved(to: bare)
    let source = program.folder + "/trap.c"
    try """
    __attribute__((section("drempel_manifest"), used, aligned(1))) static const char manifest[] =
      "{\\"id\\":\\"trap\\",\\"version\\":\\"1\\",\\"kit\\":\\"1.0\\",\\"swift\\":\\"6.3\\",\\"items\\":1,\\"measures\\":1}";
    const char *drempel_plugin_manifest(void) { return manifest; }
    void drempel_plugin_register(void *registrar) { (void)registrar; __builtin_trap(); }
    """.write(toFile: source, atomically: true, encoding: .utf8)
    let library = "\(bare)/libTrapInstrument.so"
    let compiler = Process()
    compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    compiler.arguments = ["cc", "-shared", "-fPIC", "-o", library, source]
    try compiler.run()
    compiler.waitUntilExit()
    try #require(compiler.terminationStatus == 0)
    let added = try program.run(["plugin", "add", library])
    try #require(added.code == 0, "\(added.err)")
    let crashed = try program.run(["-c", "client T001 | show last-name"])
    #expect(crashed.code < 0, "ended by a signal")
    #expect(crashed.err.contains("E605 plugin trap crashed"))
    #expect(!(crashed.out + crashed.err).contains("Peeters"))
    #expect(!crashed.err.contains("0x"), "no registers")
    let next = try program.run(["-c", "clients | count"])
    #expect(next.code == 0)
    #expect(next.err.contains("E605 plugin trap"))
    #expect(next.out.contains("63"))
    #expect(try program.run(["plugin", "release", "trap"]).code == 0)
  }
}

extension Program {
  /// The same folder and configuration, with the executable of another place.
  func moved(to binaries: String) -> Program {
    Program(folder: folder, binaries: binaries, environment: environment)
  }

  private init(folder: String, binaries: String, environment: [String: String]) {
    self.folder = folder
    self.binaries = binaries
    self.environment = environment
  }
}
