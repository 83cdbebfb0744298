import Foundation
import InstrumentKit
import Seal
import Synchronization
import Testing

/// Plugins are plugins: each can be missing, stale or broken, and the rest works on.
@Suite struct PluginTests {
  @Test func withoutPluginsTheMissingOneIsNamedAndWhereItWasLookedFor() throws {
    var program = try Program().withDemo()
    defer { program.remove() }
    // The executable alone in another folder: nothing of an instrument is in it.
    program = try program.copied(with: [])
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
    program = try program.copied(with: ["libMPSAInstrument.so", "libIntakeInstrument.so"])
    let library = "\(program.binaries)/libMPSAInstrument.so"
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
    program = try program.copied(with: ["libMPSAInstrument.so", "libIntakeInstrument.so"])
    let library = "\(program.binaries)/libMPSAInstrument.so"
    var bytes = try Data(contentsOf: URL(fileURLWithPath: library))
    let place = try #require(bytes.range(of: Data("\"kit\":\"\(Kit.version)\"".utf8)))
    bytes.replaceSubrange(place, with: Data("\"kit\":\"9.0\"".utf8))
    try bytes.write(to: URL(fileURLWithPath: library))
    let added = try program.run(["plugin", "add", library])
    #expect(added.code == 1)
    #expect(added.out.contains("E604 libMPSAInstrument.so: built for kit 9.0, this program has"))
    // Even where somebody wrote it on the list of the build.
    try program.approve(["libMPSAInstrument.so", "libIntakeInstrument.so"])
    let answer = try program.run(["-c", "instruments | show instrument"])
    #expect(
      answer.err.contains("E604 plugin mpsa: built for kit 9.0, this program has \(Kit.version)"))
    #expect(answer.out.contains("intake"))
  }

  @Test func aPluginThatTrapsIsSetAsideAndNamesNobody() throws {
    var program = try Program().withDemo()
    defer { program.remove() }
    program = try program.copied(with: ["libIntakeInstrument.so"])
    try WrongPlugin.trapsOnLoad.build(in: program.binaries)
    let added = try program.run(["plugin", "add", program.binaries + "/libWrongInstrument.so"])
    #expect(added.code == 1 && added.out.contains("E640"))
    // On the list of the build it runs in the program itself.
    try program.approve(["libIntakeInstrument.so", "libWrongInstrument.so"])
    let crashed = try program.run(["-c", "client T001 | show last-name"])
    #expect(crashed.code < 0, "ended by a signal")
    #expect(crashed.err.contains("E605 plugin wrong crashed"))
    #expect(!(crashed.out + crashed.err).contains("Peeters"))
    #expect(!crashed.err.contains("0x"), "no registers")
    let next = try program.run(["-c", "clients | count"])
    #expect(next.code == 0)
    #expect(next.err.contains("E605 plugin wrong"))
    #expect(next.out.contains("63"))
    #expect(try program.run(["plugin", "release", "wrong"]).code == 0)
  }

  @Test(arguments: [SIGSEGV, SIGTRAP, SIGABRT, SIGILL])
  func aCrashWithNamesInHandTellsNobody(_ signal: Int32) throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let process = program.process(["--mode", "csv"])
    let (into, out, err) = (Pipe(), Pipe(), Pipe())
    (process.standardInput, process.standardOutput, process.standardError) = (into, out, err)
    try process.run()
    try into.fileHandleForWriting.write(
      contentsOf: Data("clients | show client, last-name\nclients | count\n".utf8))
    var seen = Data()
    while seen.range(of: Data("Peeters".utf8)) == nil {
      let more = out.fileHandleForReading.availableData
      try #require(!more.isEmpty)
      seen += more
    }
    kill(process.processIdentifier, signal)
    let errors = err.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal)
    #expect(String(decoding: errors, as: UTF8.self) == "")
    let left = try FileManager.default.contentsOfDirectory(atPath: program.folder)
    #expect(!left.contains { $0.hasPrefix("core") })
  }
}

extension Program {
  /// The same folder and configuration, with copies of the executable and of some plugins.
  func copied(with plugins: [String]) throws -> Program {
    let bare = folder + "/bare"
    try FileManager.default.createDirectory(atPath: bare, withIntermediateDirectories: true)
    for file in ["drempel", "libInstrumentKit.so"] + plugins {
      try FileManager.default.copyItem(
        atPath: "\(binaries)/\(file)", toPath: "\(bare)/\(file)")
    }
    try Program.approve(plugins, in: bare)
    return Program(folder: folder, binaries: bare, environment: environment)
  }

  /// Writes the list that a build leaves beside the executable.
  func approve(_ plugins: [String]) throws { try Program.approve(plugins, in: binaries) }

  fileprivate static func approve(_ plugins: [String], in folder: String) throws {
    let lines = try plugins.map { name in
      let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
      return "\(Digest(of: bytes).hex)  \(name)\n"
    }
    try lines.joined().write(
      toFile: folder + "/approved-plugins", atomically: true, encoding: .utf8)
  }

  private init(folder: String, binaries: String, environment: [String: String]) {
    self.folder = folder
    self.binaries = binaries
    self.environment = environment
  }
}

extension Program {
  /// The tests may run where the list of the build is not that of these plugins: written once.
  static func listed(_ binaries: String) -> Swift.Result<Void, any Error> {
    lists.withLock { lists in
      if let list = lists[binaries] { return list }
      let list = Swift.Result { try approve(libraries, in: binaries) }
      lists[binaries] = list
      return list
    }
  }

  private static let lists = Mutex<[String: Swift.Result<Void, any Error>]>([:])
}
