import Foundation
import TestSupport
import Testing

/// Participations from a file to the two files of a period.
@Suite struct ESFTests {
  private static let file = """
    client,operation,entered-on,left-on,labour-status,education,disability,minority,rural,events
    T001,OP1,2012-07-02,2012-09-01,unemployed,primary,yes,refused,yes,"2012-09-10,employment"
    T002,OP1,2012-08-01,,inactive,master,not-asked,no,no,
    T003,OP1,2012-06-30,2012-07-15,employed,secondary-3-general,no,no,no,"2012-07-20,searching"
    T004,OP2,2012-09-30,,,primary,,,,
    T001,OP1,2012-10-01,,,,,,,
    T005,OP2,2012-01-01,2012-02-01,unemployed,none,no,no,no,"2012-02-03,unemployment"
    """

  private func store() throws -> Program {
    let program = try Program().withDemo()
    let file = "\(program.folder)/esf-in.csv"
    try Self.file.write(toFile: file, atomically: true, encoding: .utf8)
    let taken = try program.run(["-c", "import \"\(file)\" as participations"])
    #expect(taken.code == 0 && taken.err.contains("6 registrations added"), "\(taken.err)")
    return program
  }

  @Test func aQuarterHasItsParticipantsAndIndicators() throws {
    let program = try store()
    defer { program.remove() }
    let answer = try program.run([
      "-c", "clients | export esf \"q3.csv\" period 2012Q3 for \"ESF report\"",
    ])
    #expect(answer.code == 0, "\(answer.err)")
    let wrote =
      "wrote q3.csv (5 participations) and q3.indicators.csv, by the rules esf-plus 2021-1\n"
    #expect(answer.err.contains(wrote), "\(answer.err)")
    let participants = try String(contentsOfFile: "\(program.folder)/q3.csv", encoding: .utf8)
    let indicators = try String(
      contentsOfFile: "\(program.folder)/q3.indicators.csv", encoding: .utf8)
    #expect(
      try Golden.matches(
        participants.replacing("\r\n", with: "\n") + "--\n"
          + indicators.replacing("\r\n", with: "\n") + "--\n\(answer.err)", "esf"),
      "\(participants)\n\(indicators)")
    // Groups add up to the total, and the statuses to those that are known.
    var counts: [String: [Int]] = [:]
    for line in indicators.split(separator: "\r\n").dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let numbers = cells.dropFirst(2).compactMap(Int.init)
      // Labels may hold a comma of their own.
      counts[cells[0]] = Array(numbers.suffix(5))
    }
    for (code, row) in counts { #expect(row[..<4].reduce(0, +) == row[4], "\(code) \(row)") }
    let known = [2, 4, 5].map { counts["EECO0\($0)"]?[4] ?? 0 }.reduce(0, +)
    let whole = participants.split(separator: "\r\n").count { $0.contains(",yes,,no,no,yes,") }
    #expect(known == whole, "\(known) \(whole)")
    let trail = try program.csv("audit where verb = export-done | show file, purpose | sort file")
    #expect(trail.count == 2 && trail.allSatisfy { $0.hasSuffix("ESF report") }, "\(trail)")
  }

  @Test func whatIsWrongWithAFileOfParticipationsIsListedAndNothingTaken() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let file = "\(program.folder)/bad.csv"
    try """
    client,operation,entered-on,left-on,labour-status,events
    T001,OP1,2012-07-02,2012-06-01,unemployed,
    T002,OP1,soon,,,
    N999,OP1,2012-07-02,,,
    T003,,2013-07-02,,busy,"2012-09-10;employment"
    T004,OP1,2012-07-02,,,
    """.write(toFile: file, atomically: true, encoding: .utf8)
    let refused = try program.run(["import", file, "--as", "participations"])
    #expect(refused.code == 1)
    for told in [
      "E513 line 2: left-on: ends before it starts", "line 3: entered-on",
      "line 5: operation", "line 5: labour-status", "line 5: events", "E506",
    ] { #expect(refused.err.contains(told), "\(told): \(refused.err)") }
    #expect(try program.csv("participations | count") == ["0"])
    let partly = try program.run(["-c", "import \"\(file)\" as participations partial"])
    #expect(partly.code == 0 && partly.err.contains("E523 line 4: client"), "\(partly.err)")
    #expect(try program.csv("participations | show client, operation") == ["T004,OP1"])
    let again = try program.run(["-c", "import \"\(file)\" as participations partial"])
    #expect(again.err.contains("1 unchanged"), "\(again.err)")
    #expect(try program.run(["store", "check"]).code == 0)
    let unknown = "\(program.folder)/unknown.csv"
    try "client,operation,entered-on,colour\nT001,OP1,2012-01-01,red\n"
      .write(toFile: unknown, atomically: true, encoding: .utf8)
    #expect(try program.run(["import", unknown, "--as", "participations"]).err.hasPrefix("E501"))
  }

  @Test func aFileThatIsThereStaysAndNeitherAppears() throws {
    let program = try store()
    defer { program.remove() }
    let second = "\(program.folder)/q3.indicators.csv"
    try "mine".write(toFile: second, atomically: true, encoding: .utf8)
    let refused = try program.run(["-c", "clients | export esf \"q3.csv\" period 2012Q3"])
    #expect(refused.code == 1, "\(refused.err)")
    #expect(try String(contentsOfFile: second, encoding: .utf8) == "mine")
    #expect(!FileManager.default.fileExists(atPath: "\(program.folder)/q3.csv"))
    let left = try FileManager.default.contentsOfDirectory(atPath: program.folder)
    #expect(!left.contains { $0.hasPrefix(".q3") || $0.hasPrefix("q3.csv") }, "\(left)")
  }
}
