import Foundation
import InstrumentKit
import Profile
import TestSupport
import Testing

@testable import Session

/// Participations with the borders of the guidance in them, worked out by hand and, in
/// esf-totals.py, by another program; here they go the whole way from two files to two files.
@Suite struct ESFTableTests {
  private static let profile = [
    "sex": "sex", "born": "birth-date", "nationality": "nationality", "own-born": "birth-country",
    "mother-born": "birth-country-mother", "father-born": "birth-country-father",
    "former": "previous-nationality", "diploma": "diploma", "belgian": "diploma-belgian",
    "stated": "diploma-level", "employed": "employed", "registered": "vdab-registered",
    "since": "unemployed-since", "grounds": "disability-grounds", "homelessness": "homelessness",
    "transit-housing": "transit-housing", "moving": "moving",
  ]
  private static let told = [
    "client", "operation", "entered-on", "left-on", "labour-status", "unemployed-since",
    "education", "in-education", "disability", "minority", "rural", "has-address", "events",
  ]
  private static let letters = [
    "yes": "y", "no": "n", "unknown": "u", "refused": "r", "not-asked": "a",
  ]

  /// All of them in a store, and their first rows by client.
  private func whole() throws -> (store: ESFStore, cases: [String: [String: String]]) {
    let rows = try ESFStore.rows(ESFStore.data.appending(path: "esf-participations.csv").path)
    let store = try ESFStore()
    var people: [[String: String]] = []
    var cases: [String: [String: String]] = [:]
    for row in rows {
      let client = row["client"] ?? ""
      if cases[client] != nil { continue }
      cases[client] = row
      var person = ["client": client, "filled-on": row["entered-on"] ?? ""]
      for (name, item) in Self.profile { person[item] = row[name] }
      if row["stated"] != "" { person["diploma-level-set"] = "yes" }
      people.append(person)
    }
    let columns = ["client", "filled-on", "diploma-level-set"] + Self.profile.values.sorted()
    try store.takePeople(ESFStore.csv(columns, people))
    let participations = rows.map { $0.merging(["operation": "OP1"]) { old, _ in old } }
    let report = try store.take(ESFStore.csv(Self.told, participations))
    #expect(report.added == rows.count)
    return (store, cases)
  }

  @Test func eachParticipationIsCountedAsTheGuidanceReads() throws {
    let (store, cases) = try whole()
    print("participations worked out by hand: \(cases.count)")
    #expect(cases.count >= 120)
    let path = store.path("all.csv")
    let answer = try store.run(
      "clients | export esf \"\(path)\" period 2009-01-01 to 2012-12-31")
    #expect(answer.code == 0, "\(answer.told)")
    let rows = try ESFStore.rows(path)
    #expect(rows.count == cases.count)
    for row in rows {
      let client = row["client"] ?? ""
      let one = try #require(cases[client])
      let said = ESFIndicator.all.map { Self.letters[row[$0.code] ?? ""] ?? "?" }.joined()
      #expect(said == one["by-hand"], "\(client): \(one["note"] ?? "")")
      #expect(row["missing"] == one["missing"], "\(client): \(one["note"] ?? "")")
      #expect(row["rules"] == "esf-plus 2021-1")
    }
    try totals(store)
  }

  /// The totals of each period are those of the other program.
  private func totals(_ store: ESFStore) throws {
    let groups = ["women", "men", "non-binary", "sex-unknown", "total"]
    let expected = Dictionary(
      grouping: try ESFStore.rows(ESFStore.data.appending(path: "esf-totals.csv").path),
      by: { $0["period"] ?? "" })
    #expect(expected.count == 7)
    for (period, lines) in expected {
      let answer = try store.run(
        "clients | export esf \"\(store.path(period + ".csv"))\" period \(period)")
      #expect(answer.code == 0, "\(answer.told)")
      let found = try ESFStore.rows(store.path(period + ".indicators.csv"))
      #expect(found.map { $0["indicator"] } == lines.map { $0["indicator"] })
      for (row, line) in zip(found, lines) {
        #expect(groups.map { row[$0] } == groups.map { line[$0] }, "\(period): \(line)")
      }
    }
  }

  private static let python = "/usr/bin/python3"

  /// What is checked in is what the other program says, and it agrees with what was worked out by hand.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: python)))
  func theOtherProgramAgreesWithTheTable() throws {
    let process = Process()
    process.executableURL = URL(filePath: Self.python)
    process.arguments = [ESFStore.data.appending(path: "esf-totals.py").path]
    let (out, err) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (out, err)
    try process.run()
    let said = try out.fileHandleForReading.readToEnd() ?? Data()
    let wrong = String(
      decoding: try err.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(wrong)")
    #expect(
      said == (try Data(contentsOf: ESFStore.data.appending(path: "esf-totals.csv"))))
  }
}
