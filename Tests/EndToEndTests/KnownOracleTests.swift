import Foundation
import Testing

/// What a script with its own reading of the law makes of generated files, against what the program
/// shows after it took them.
@Suite struct KnownOracleTests {
  private static let script = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "known_oracle.py"
  ).path

  private func write(_ folder: String, _ seed: Int) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", KnownOracleTests.script, folder, "1000", "\(seed)"]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  @Test(arguments: [1, 2]) func whatStandsIsWhatAnIndependentScriptSays(_ seed: Int) throws {
    let program = try Program()
    defer { program.remove() }
    let folder = "\(program.folder)/told"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false)
    try write(folder, seed)
    #expect(
      try program.run(["store", "new", "\(program.folder)/store", "--date", "2012-12-31"]).code == 0
    )
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    let files = names.filter { $0 != "expected.csv" }
    #expect(files.count > 7)
    for name in files {
      let instrument = String(name.dropFirst(3).dropLast(4))
      let answer = try program.run(["import", "\(folder)/\(name)", "--as", instrument])
      #expect(answer.code == 0, "\(answer.err)")
    }
    let expected = try String(contentsOfFile: "\(folder)/expected.csv", encoding: .utf8)
      .split(separator: "\r\n").map(String.init)
    let columns = expected[0].split(separator: ",").joined(separator: ", ")
    let shown = try program.run(["--mode", "csv", "-c", "clients | sort client | show \(columns)"])
    #expect(shown.code == 0, "\(shown.err)")
    let found = shown.out.split(separator: "\r\n").map(String.init)
    #expect(found.count == expected.count)
    #expect(expected.count > 900)
    for (mine, theirs) in zip(found, expected) where mine != theirs {
      Issue.record("shown \(mine)\nright \(theirs)")
    }
  }
}
