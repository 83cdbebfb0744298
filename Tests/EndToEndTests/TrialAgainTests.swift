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

  /// The report, each line as the published figures have it.
  private func figures(_ program: Program) throws -> [String] {
    try program.csv("report trial").map { $0.replacing(/^([^,]+),,/, with: { "\($0.1)," }) }
  }

  @Test func theReportStaysThePublishedOneAfterEverybodyWasRegisteredAgain() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    #expect(try figures(program) == ReportTests.published)
    _ = try tell(program, seed: 0)
    #expect(try program.csv("clients where commune = Gent | count") == ["63"])
    #expect(try figures(program) == ReportTests.published)
  }

  @Test func theReportIsThePublishedOneAgainAfterAWrongRegistrationWasStruck() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let rows = """
      client,location,filled-on,sex,employed,employment,benefit,followed-up,direction,stream,transfer,vdab.actions
      T001,Tielt,2012-01-02,m,yes,art60,unemployment,yes,vdab-to-ocmw,jobseeker-suspended,definitive,tender.taz
      T900,Leuven,2012-11-02,f,no,,sickness,yes,ocmw-to-vdab,art60-ending,definitive,work.wep-plus

      """
    let file = "\(program.folder)/wrong.csv"
    try rows.write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try program.run(["import", file, "--as", "intake"]).code == 0)
    let wrong = try figures(program)
    for figure in [
      "registered,total,,64", "followed-up,yes,,40", "table-4.1,Tielt,jobseeker-suspended,1",
    ] {
      #expect(wrong.contains(figure), "\(figure)")
    }
    let strikes = try [64, 65].map { number in
      try program.run(["-c", "strike #\(number) because \"another's\""]).code
    }
    #expect(strikes == [0, 0])
    #expect(try figures(program) == ReportTests.published)
    // Nothing of it is left where it would count.
    #expect(try program.csv("clients where client = T900 | count") == ["0"])
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
