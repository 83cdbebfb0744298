import Foundation
import InstrumentKit
import PluginHost

/// The instrument of `Older.swift`, built against the interface of the previous minor kit alone.
struct OlderPlugin {
  static let file = "libOlderInstrument.so"
  /// The kit that the interface is of.
  static let kit = "1.1"

  /// The kit that its manifest names.
  var kit = OlderPlugin.kit
  /// The minor number of the kit that one of its golden cases expects; nil for no such case.
  var expects: Int?

  private static let sources = Program.tests + "/Older"
  static let interface = "\(sources)/InstrumentKit-\(kit).swiftinterface"

  /// The Swift part is the same for all, so it is compiled once.
  private static let object = Swift.Result { () throws -> String in
    let folder = try Program().folder
    try compile("\(sources)/Older.swift", to: "\(folder)/older.o", in: folder)
    return "\(folder)/older.o"
  }

  /// Compiles a file with nothing of the kit in sight but its earlier interface.
  static func compile(_ source: String, to object: String, in folder: String) throws {
    #if arch(arm64)
      let machine = "aarch64"
    #else
      let machine = "x86_64"
    #endif
    // The interface names the machine on which it was written.
    let text = try String(contentsOfFile: interface, encoding: .utf8)
      .replacing("-target x86_64-", with: "-target \(machine)-")
    let imports = folder + "/older-kit"
    try FileManager.default.createDirectory(atPath: imports, withIntermediateDirectories: true)
    try text.write(
      toFile: imports + "/InstrumentKit.swiftinterface", atomically: true, encoding: .utf8)
    try WrongPlugin.run(
      "swiftc", "-parse-as-library", "-swift-version", "6", "-warnings-as-errors", "-Onone",
      "-module-name", "OlderPlugin", "-module-cache-path", imports + "/cache", "-I", imports,
      "-emit-object", "-o", object, source)
  }

  /// Makes the library in a folder; it is linked with the kit of today.
  ///
  /// - Returns: its path.
  @discardableResult
  func build(in folder: String) throws -> String {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = "\(folder)/\(OlderPlugin.file)"
    let entry = "\(folder)/older-entry.c"
    try entrySource.write(toFile: entry, atomically: true, encoding: .utf8)
    try WrongPlugin.run("clang", "-fPIC", "-c", "-o", entry + ".o", entry)
    try WrongPlugin.run(
      "swiftc", "-emit-library", "-o", path, try OlderPlugin.object.get(), entry + ".o", "-L",
      try Program.built(), "-lInstrumentKit")
    try FileManager.default.removeItem(atPath: entry)
    try FileManager.default.removeItem(atPath: entry + ".o")
    return path
  }

  /// What the entry of kit 1.1 wrote: a manifest of six names, and one function.
  private var entrySource: String {
    let manifest = """
      {"id":"older","version":"1.0","kit":"\(kit)","swift":"\(PluginManifest.hostSwift)",\
      "items":6,"measures":6}
      """
    return """
      __attribute__((section("drempel_manifest"), used, aligned(1)))
      static const char drempel_manifest_text[] = "\(manifest.replacing("\"", with: "\\\""))";
      extern void drempel_register_older(void *registrar);
      int older_expects(void) { return \(expects ?? -1); }
      __attribute__((visibility("default"))) const char *drempel_plugin_manifest(void) {
        return drempel_manifest_text;
      }
      __attribute__((visibility("default"))) void drempel_plugin_register(void *registrar) {
        drempel_register_older(registrar);
      }
      """
  }

  /// Two registrations of one client, so that there is a history.
  static let answers = """
    client,filled-on,seeks,hours,days,postcode,travel,words
    T014,2012-03-01,yes,12,week,r1,b,x
    T014,2012-10-01,yes,24,week,r2,c,y
    T015,2012-10-01,no,,,r3,,

    """
}

extension Program {
  /// The operator's list of approved plugins.
  var approvedList: String { folder + "/config/drempel/approved-plugins" }

  /// Takes in answers to the older instrument.
  func importOlder() throws {
    let file = folder + "/older.csv"
    try OlderPlugin.answers.write(toFile: file, atomically: true, encoding: .utf8)
    let taken = try run(["import", file, "--as", "older"])
    if taken.code != 0 { throw WrongPlugin.CompilerFailed(words: taken.err) }
  }

  /// The words of the line of the older instrument on the operator's list.
  func approvalOfOlder() throws -> [String] {
    let lines = try String(contentsOfFile: approvedList, encoding: .utf8).split(separator: "\n")
    return lines.first { $0.contains("  \(OlderPlugin.file)  ") }?
      .split(separator: " ").map(String.init) ?? []
  }
}
