import Foundation
import Testing

/// The monitoring tables after people of the trial were registered again: they count what was so at
/// the start, and people where they speak of people.
@Suite struct TrialAgainTests {
  /// Writes registrations beside the trial, and what the tables must count with them.
  private func tell(_ program: Program, seed: Int) throws -> [String: Int] {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", Program.tests + "/trial_again.py", Program.trial, program.folder, "\(seed)",
    ]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    let taken = try program.run(
      ["import", "\(program.folder)/told.csv", "--as", "intake", "--partial"])
    try #require(taken.code == 0, "\(taken.err)")
    let lines = try String(contentsOfFile: "\(program.folder)/expected.csv", encoding: .utf8)
      .split(separator: "\r\n")
    return Dictionary(
      uniqueKeysWithValues: try lines.map { line in
        let cut = try #require(line.lastIndex(of: ","))
        return (String(line[..<cut]), try #require(Int(line[line.index(after: cut)...])))
      })
  }

  @Test func theReportStaysToTheFigureAfterEverybodyWasRegisteredAgain() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let before = try program.csv("report trial")
    _ = try tell(program, seed: 0)
    #expect(try program.csv("clients where commune = Gent | count") == ["63"])
    #expect(try program.csv("report trial") == before)
  }

  @Test(arguments: [0, 1, 2, 3]) func theReportIsWhatAnIndependentScriptSays(_ seed: Int) throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let expected = try tell(program, seed: seed)
    var found: [String: Int] = [:]
    for line in try program.csv("report trial | show table, row, column, count") {
      let cut = try #require(line.lastIndex(of: ","))
      found[String(line[..<cut])] = Int(line[line.index(after: cut)...])
    }
    for (row, count) in expected.sorted(by: { $0.key < $1.key }) {
      #expect(found[row] ?? 0 == count, "\(row)")
    }
    #expect(expected.count > 30)
  }
}
