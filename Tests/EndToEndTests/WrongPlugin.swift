import Foundation
import InstrumentKit
import PluginHost

/// A plugin that is wrong in one way: a library, or something that is none.
enum WrongPlugin: Int, CaseIterable {
  // In the order of `Wrong.swift`.
  case right, trapsOnLoad, trapsOnScore, loops, allocates, throwsError, remembers, zigzags,
    unlabelled
  case unknownThreshold, cyclic, readsFile, readsFileOnLoad, usesNetwork, startsProcess, overflows
  case exits, chats, registersTwo, hangsUp, allocatesAtOnce, shrinks, halfCloses, lies, steers
  case writesPast, readsPast, writesRaw, trapsOnPaper, trapsOnPets
  // Those that are wrong before anything runs.
  case badManifest, hugeManifest, missingSymbol, otherMachine, truncated, text, staleKit, takenId

  static let file = "libWrongInstrument.so"

  private static let source = Program.tests + "/Wrong/Wrong.swift"
  /// The Swift part is the same for all, so it is compiled once.
  private static let object = Swift.Result { () throws -> String in
    let program = try Program()
    let object = program.folder + "/wrong.o"
    try run(
      "swiftc", "-parse-as-library", "-Onone", "-module-name", "WrongPlugin", "-I",
      program.binaries + "/Modules", "-emit-object", "-o", object, source)
    return object
  }

  /// Makes the file in a folder.
  @discardableResult
  func build(in folder: String) throws -> String {
    let path = "\(folder)/\(WrongPlugin.file)"
    if self == .text {
      try "no library\n".write(toFile: path, atomically: true, encoding: .utf8)
      return path
    }
    let entry = "\(folder)/wrong-entry.c"
    try entrySource.write(toFile: entry, atomically: true, encoding: .utf8)
    try WrongPlugin.run("clang", "-w", "-fPIC", "-c", "-o", entry + ".o", entry)
    try WrongPlugin.run(
      "swiftc", "-emit-library", "-o", path, try WrongPlugin.object.get(), entry + ".o", "-L",
      try Program.built(), "-lInstrumentKit")
    try FileManager.default.removeItem(atPath: entry)
    try FileManager.default.removeItem(atPath: entry + ".o")
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    switch self {
    case .otherMachine: bytes[18] = 0xF3
    case .truncated: bytes = bytes.prefix(bytes.count / 2)
    default: return path
    }
    try bytes.write(to: URL(fileURLWithPath: path))
    return path
  }

  private var manifest: String {
    let id = self == .takenId ? "mpsa" : "wrong"
    let kit = self == .staleKit ? "0.9" : Kit.version
    let whole = """
      {"id":"\(id)","version":"1.0","kit":"\(kit)","swift":"\(PluginManifest.hostSwift)","items":3,"measures":2}
      """
    switch self {
    case .badManifest: return "{\"id\":\"wrong\",}"
    case .hugeManifest: return whole + String(repeating: " ", count: 100_000)
    default: return whole
    }
  }

  private var entrySource: String {
    let text = manifest.replacing("\"", with: "\\\"")
    let missing = self == .missingSymbol ? "gone();" : ""
    return """
      __attribute__((section("drempel_manifest"), used, aligned(1)))
      static const char text[] = "\(text)";
      extern void drempel_register_wrong(void *registrar);
      extern void gone(void);
      int wrong_way(void) { return \(rawValue); }
      void drempel_plugin_register(void *registrar) { \(missing) drempel_register_wrong(registrar); }
      """
  }

  static func run(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    let errors = Pipe()
    // Some compilers tell their errors on the one, some on the other.
    (process.standardOutput, process.standardError) = (errors, errors)
    try process.run()
    let told = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    if process.terminationStatus != 0 {
      throw CompilerFailed(words: String(decoding: told, as: UTF8.self))
    }
  }

  struct CompilerFailed: Error { let words: String }
}
