import Foundation
import Testing

/// What counts as a measurement, from files and from conversations to scores and figures.
@Suite struct MeasurementTests {
  private static let thresholds = """
    illness pregnancy addiction psychological disability frustration homelessness unfit-dwelling \
    moving relationships parenting childcare hygiene communication administration social-skills \
    appointments initiative mobility flexibility self-knowledge
    """.split(separator: " ").map(String.init)
  private static let almostAll = Dictionary(
    uniqueKeysWithValues: thresholds.dropLast().map { ($0, "b") })
  private static let all = almostAll.merging(rest) { $1 }
  private static let rest = ["self-knowledge": "b"]

  /// A store with one client, visited on some days.
  private func visited(_ visits: [(on: String, answers: [String: String])]) throws -> Program {
    let program = try Program()
    let store = "\(program.folder)/store"
    try #require(try program.run(["store", "new", store, "--date", "2012-12-31"]).code == 0)
    for (number, visit) in visits.enumerated() {
      let names = visit.answers.keys.sorted()
      let path = "\(program.folder)/\(number).csv"
      let row = (["P1", visit.on] + names.map { visit.answers[$0] ?? "" }).joined(separator: ",")
      try "client,filled-on,\(names.joined(separator: ","))\n\(row)\n".write(
        toFile: path, atomically: true, encoding: .utf8)
      let answer = try program.run(["import", path, "--as", "mpsa"])
      try #require(answer.code == 0, "\(answer.err)")
    }
    return program
  }

  private func count(_ program: Program, _ source: String = "clients") throws -> String {
    try program.csv("\(source) | score mpsa | show mpsa.measurement").joined()
  }

  @Test func visitsAreOneMeasurementOnceNothingIsLeftOpen() throws {
    let program = try visited([
      ("2012-03-01", Self.almostAll), ("2012-06-02", Self.rest),
      ("2012-06-03", ["mobility": "c"]),
    ])
    defer { program.remove() }
    #expect(try count(program) == "1")
    #expect(try count(program, "clients as of 2012-06-01") == "0")
    #expect(try count(program, "clients as of 2012-06-02") == "1")
    #expect(
      try program.csv("assessments | sort on | show on, whole") == [
        "2012-03-01,no", "2012-06-02,yes", "2012-06-03,no",
      ])
    let months = try program.csv("report mpsa period 2012 | show table, part, row, column, count")
    #expect(months.contains { $0.hasPrefix("months,,2012-03,") && $0.hasSuffix(",0") }, "\(months)")
    #expect(months.contains { $0.hasPrefix("months,,2012-06,") && $0.hasSuffix(",1") })
    #expect(months.contains("general,,measurements,,1") && months.contains("general,,people,,1"))
  }

  @Test func aVisitThatAnswersAllClosesAnOpenRound() throws {
    let program = try visited([
      ("2012-03-01", Self.almostAll), ("2012-06-02", Self.all), ("2012-06-03", Self.rest),
    ])
    defer { program.remove() }
    #expect(try count(program) == "1")
  }

  @Test func whatCannotBeToldLeavesTheRoundOpen() throws {
    let program = try visited([
      ("2012-03-01", Self.all.merging(["mobility": "a"]) { $1 })
    ])
    defer { program.remove() }
    #expect(try count(program) == "0")
    #expect(
      try program.csv("clients | score mpsa | show mpsa.due, mpsa.overdue")
        == ["2012-06-01,yes"])
    let said = try program.run([], input: "assess P1 with mpsa only mobility on 2012-06-01\nd\n")
    #expect(said.code == 0, "\(said.err)")
    #expect(try count(program) == "1")
    #expect(try program.csv("clients | score mpsa | show mpsa.due") == ["\"\""])
  }

  @Test(arguments: [("2012-03-01", "1"), ("2012-03-02", "0")])
  func aRoundThatIsOpenForMoreThanAYearIsClosedUnfinished(_ last: String, _ whole: String) throws {
    let program = try visited([("2011-03-01", Self.almostAll), (last, Self.rest)])
    defer { program.remove() }
    #expect(try count(program) == whole)
  }
}
