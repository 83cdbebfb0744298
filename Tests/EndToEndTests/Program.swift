import Foundation
import Testing

/// The built program in a folder of its own, as a person would run it.
struct Program {
  struct Answer {
    let code: Int32
    let out: String
    let err: String

    /// The lines that tell of something wrong; others count rows.
    var faults: [Substring] {
      err.split(separator: "\n").filter { $0.prefixMatch(of: /E[0-9]{3}\s/) != nil }
    }
  }

  let folder: String
  let binaries: String
  var environment: [String: String]

  /// A new configuration folder in which the built plugins are approved.
  init() throws {
    binaries = try Program.built()
    folder = NSTemporaryDirectory() + "drempel-test-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    environment = [
      "XDG_CONFIG_HOME": folder + "/config", "HOME": folder, "LC_ALL": "C.UTF-8",
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "DREMPEL_STORE": folder + "/store",
    ]
    try Program.listed(binaries).get()
    // The operator's own list is there, and says nothing yet.
    let own = folder + "/config/drempel"
    try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
    let list = own + "/approved-plugins"
    try Data().write(to: URL(fileURLWithPath: list))
    chmod(list, 0o600)
  }

  /// Where the build left program and plugins.
  static func built() throws -> String {
    let executable = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let own = (executable as NSString).deletingLastPathComponent
    // Under the test runner the program is another one; the arguments name the bundle.
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") }
    return bundle.map { ($0 as NSString).deletingLastPathComponent } ?? own
  }

  /// Makes the demo store.
  func withDemo() throws -> Program {
    try #require(try run(["store", "new", "\(folder)/store", "--date", "2012-12-31"]).code == 0)
    let answer = try run(["import", Program.trial, "--as", "intake"])
    try #require(answer.code == 0, "\(answer.err)")
    return self
  }

  /// Adds what ESF asks of the third quarter of 2012: participations, and balances of others.
  func withQuarter() throws -> Program {
    let participations = "\(folder)/participations.csv"
    var lines = "client,operation,entered-on,left-on,labour-status,education\n"
    for number in 1...60 {
      let code = "T0" + (number < 10 ? "0\(number)" : "\(number)")
      lines += "\(code),OP\(number % 3),2012-0\(7 + number % 3)-01,,unemployed,primary\n"
    }
    try lines.write(toFile: participations, atomically: true, encoding: .utf8)
    #expect(try run(["import", participations, "--as", "participations"]).code == 0)
    let balances = "\(folder)/spb.csv"
    #expect(
      try run(["generate", balances, "--as", "spb", "--clients", "40", "--seed", "3"]).code
        == 0)
    #expect(try run(["import", balances, "--as", "spb", "--partial"]).code == 0)
    return self
  }

  static let libraries = ["Intake", "MPSA", "MEA", "ICF", "Lights", "Ladder", "SPB"].map {
    "lib\($0)Instrument.so"
  }
  static let tests = (#filePath as NSString).deletingLastPathComponent
  static let root =
    ((tests as NSString).deletingLastPathComponent as NSString).deletingLastPathComponent
  static let trial = root + "/Tests/Data/trial-2012.csv"

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  /// - Parameter executable: what is started; the program itself unless given.
  func process(_ arguments: [String], by executable: String? = nil) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable ?? "\(binaries)/drempel")
    process.arguments = arguments
    process.environment = environment
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    return process
  }

  func run(
    _ arguments: [String], input: String = "", by executable: String? = nil
  ) throws -> Answer {
    let process = process(arguments, by: executable)
    let (out, err, into) = (Pipe(), Pipe(), Pipe())
    (process.standardOutput, process.standardError, process.standardInput) = (out, err, into)
    try process.run()
    try into.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try into.fileHandleForWriting.close()
    // Errors are short, so they cannot fill their pipe while the output is read.
    let text = out.fileHandleForReading.readDataToEndOfFile()
    let errors = err.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Answer(
      code: process.terminationReason == .exit
        ? process.terminationStatus : -process.terminationStatus,
      out: String(decoding: text, as: UTF8.self), err: String(decoding: errors, as: UTF8.self))
  }

  /// Runs one sentence and gives its rows as csv.
  func csv(_ sentence: String) throws -> [String] {
    let answer = try run(["--mode", "csv", "-c", sentence])
    try #require(answer.code == 0, "\(answer.err)")
    return answer.out.split(whereSeparator: \.isNewline).dropFirst().map(String.init)
  }
}
