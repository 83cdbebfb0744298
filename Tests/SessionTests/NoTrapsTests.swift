import Exchange
import Foundation
import InstrumentKit
import Language
import Profile
import TestSupport
import Testing

@testable import Session

/// No input and no emptiness ends the process, and nothing comes out of it that nobody put in.
///
/// `scripts/no-traps` runs the same generators a million times.
@Suite(.serialized) struct NoTrapsTests {
  private static let all =
    Int(ProcessInfo.processInfo.environment["NO_TRAPS"] ?? "") ?? 20_000

  /// Where the case that is tried stands, for when it ends the process.
  private static func mark(_ text: String) {
    guard let path = ProcessInfo.processInfo.environment["NO_TRAPS_LAST"] else { return }
    try? text.write(toFile: path, atomically: false, encoding: .utf8)
  }

  @Test func generatedCellsOfEveryColumnAreTakenOrToldAndNeverEndTheProcess() throws {
    let trial = try TrialSession(clients: 0)
    let count = Self.all * 9 / 10
    var cells = GeneratedCells(seed: 11)
    var (tried, taken) = (0, 0)
    // All but the day itself, which every row has.
    let columns = trial.session.plugins.flatMap { plugin in
      plugin.form.items.compactMap { item in
        (try? ImportPlan(
          plugin, header: ["client", "filled-on", item.id], reference: TrialSession.today)).map {
            (plugin, item, $0)
          }
      }
    }
    for (round, (plugin, item, plan)) in columns.enumerated() {
      var judge = RowJudge(plan)
      for number in 0..<(count - count / 10) / columns.count + 1 {
        let cell = cells.cell(item)
        Self.mark("\(plugin.id) \(item.id) <\(cell)>")
        let fields = ["T\(round)-\(number)", "2012-06-30", cell].map { Array($0.utf8) }
        let faults = fields[0].withUnsafeBufferPointer { first in
          fields[1].withUnsafeBufferPointer { second in
            fields[2].withUnsafeBufferPointer { third in
              judge.judge(line: 2) { [first, second, third][$0] }
            }
          }
        }
        for fault in faults { #expect(!fault.message.text(.nl).isEmpty) }
        tried += 1
        taken += faults.isEmpty ? 1 : 0
      }
    }
    tried += try participations(count / 10, &cells)
    #expect(tried >= count && taken > tried / 4 && taken < tried)
    print("generated cells: \(tried) in \(columns.count) columns")
  }

  /// Facts of participations are read by their own rules.
  private func participations(_ count: Int, _ cells: inout GeneratedCells) throws -> Int {
    let day = TrialSession.today
    for _ in 0..<count {
      let parts = [
        "2012-01-31", ",", ";", "employment", "x", "", "9999-12-31", "unemployed", "yes",
      ]
      let cell = (0..<cells.below(6)).compactMap { _ in cells.pick(parts) }.joined()
      for fact in Participation.Fact.allCases {
        Self.mark("\(fact) <\(cell)>")
        var participation = Participation(client: "T", operation: "o", enteredOn: day)
        guard (try? participation.set(fact, cell)) != nil else { continue }
        // What was taken is read back as it was.
        let told = participation.told
        #expect(
          Participation(client: "T", operation: "o", enteredOn: day, told: told)?.told == told)
      }
    }
    return count
  }

  @Test func generatedSentencesOverFewOneAndNoRowsAnswerOrSayWhyNot() throws {
    let count = Self.all / 10
    var (right, oneRow) = (0, 0)
    var wrong: [String: Int] = [:]
    for (place, clients) in [0, 1, 4].enumerated() {
      let trial = try TrialSession(clients: clients)
      var generator = GeneratedSentences(
        seed: 3 + UInt64(place), trial.session.schema,
        clients: (0..<max(1, clients)).map(trial.code))
      for round in 0..<count / 3 + 1 {
        let (text, givesOneRow) = generator.sentence()
        Self.mark("\(clients): \(text)")
        let mode = OutputMode.allCases[round % OutputMode.allCases.count]
        let (out, told, code) = trial.run(text, mode)
        #expect((0...3).contains(code), "\(text)")
        #expect(code == 0 || told.contains("E"), "\(text)")
        #expect(!told.contains("E399"), "\(text): \(told)")
        guard code == 0 else {
          wrong[
            told.split(separator: " ").first { $0.hasPrefix("E") }.map(String.init) ?? "",
            default: 0] += 1
          continue
        }
        right += 1
        guard givesOneRow, mode == .csv else { continue }
        oneRow += 1
        #expect(out.split(separator: "\n", omittingEmptySubsequences: false).count == 3, "\(text)")
      }
    }
    #expect(right > count / 3 && oneRow > count / 200)
    let told = wrong.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    print("generated sentences: \(count), of which \(right) ran; \(told.joined(separator: ", "))")
  }

  private static let sources = [
    "clients", "referrals", "actions", "observations", "assessments", "decisions", "consents",
    "participations", "audit",
  ]

  /// Ways to come to no rows.
  private static let emptiness = ["", " as of 1990-01-01", " | first 0", " | first 0 | first 3"]

  private static let numbers = [
    "clients": "age", "referrals": "age", "actions": "planned-end", "observations": "level",
    "assessments": "on", "decisions": "on", "consents": "until", "participations": "left-on",
    "audit": "number",
  ]

  @Test(arguments: sources) func noRowsAreSummarisedAsUnknownAndCountedAsNone(_ source: String)
    throws
  {
    let number = Self.numbers[source] ?? "age"
    for clients in [0, 2] {
      let trial = try TrialSession(clients: clients)
      for way in Self.emptiness where source != "audit" || !way.contains("as of") {
        // A store has entries in its trail, and its other sources rows, unless it is empty.
        if way.isEmpty, clients > 0 || source == "audit" { continue }
        let summed = trial.run("\(source)\(way) | summarise min(\(number)) as m")
        #expect(summed.code == 0, "\(source)\(way): \(summed.told)")
        let unknown = number == "level" ? "not-assessed" : ""
        #expect(summed.out == "m,m.known\n\(unknown),0\n", "\(source)\(way)")
        #expect(trial.run("\(source)\(way) | count").out == "count\n0\n")
        #expect(
          trial.run("\(source)\(way) | summarise max(\(number)) as m by \(number)").out
            == "\(number),m,m.known\n")
        #expect(
          trial.run("\(source)\(way) | sort \(number) | distinct \(number)").out
            == "\(number)\n")
      }
    }
  }

  @Test func noRowsAreWrittenInEveryModeAndFormat() throws {
    let trial = try TrialSession(clients: 2)
    let empty = [
      "clients where age > 200 | summarise min(age) as m, mean(age) as n, count(age) as c",
      "clients where age > 200 | score mpsa | summarise max(mpsa.blocking) as m",
      "clients where age > 200", "clients where age > 200 | count by sex",
      "clients where age > 200 | count by sex | publish",
      "clients where age > 200 | count by sex | chart",
      "clients where age > 200 | explain mpsa", "clients where age > 200 | suggest mpsa",
      "clients where age > 200 | document intake", "clients where age > 200 | chart",
      "clients where age > 200 | compare 2012-01-01 with today",
      "clients | first 0 | list suspended",
    ]
    for sentence in empty {
      for mode in OutputMode.allCases {
        let (_, told, code) = trial.run(sentence, mode)
        #expect(code == 0, "\(sentence) \(mode): \(told)")
      }
      for format in ["csv", "tsv", "json", "ndjson", "markdown", "html", "xlsx"] {
        let file = trial.folder.file("x.\(format)")
        let (_, told, _) = trial.run("\(sentence) | export \(format) \"\(file)\" overwrite")
        #expect(!told.contains("E399"), "\(sentence) \(format): \(told)")
      }
    }
    let json = trial.run("clients where age > 200 | summarise min(age) as m, sum(age) as s", .json)
    #expect(json.out == "[\n{\"m\":null,\"m.known\":0,\"s\":0,\"s.known\":0}\n]\n")
  }

  @Test func aCellOfSeparatorsAloneIsNoEvent() {
    for cell in [",", ",,", ";,", ",;", " ", ",employment", "2012-01-01", "2012-01-01,"] {
      var participation = Participation(
        client: "T", operation: "o", enteredOn: TrialSession.today)
      #expect(throws: Participation.Fault.self, "\(cell)") {
        try participation.set(.events, cell)
      }
    }
  }

  @Test func theLastQuarterOfTheCalendarEndsOnItsLastDay() throws {
    #expect(Quarter(year: 9999, quarter: 4)?.last == .last)
    #expect(Quarter(year: 2012, quarter: 1)?.last == Day(year: 2012, month: 3, day: 31))
    #expect(Day.last.adding(days: 1) == .last && Day.first.adding(days: -1) == .first)
    #expect(Day.last.adding(months: Int.max) == .last)
    #expect(Day.first.adding(months: Int.min) == .first)
    #expect(Day.first.adding(days: Int.min) == .first)
    let trial = try TrialSession(clients: 1)
    let file = trial.folder.file("esf.csv")
    // Nobody took part then, which is told.
    let (_, told, code) = trial.run("clients | export esf \"\(file)\" period 9999Q4 for \"x\"")
    #expect(code == 4 && told.contains("no participation in this period"), "\(told)")
    for period in ["9999Q4", "9999", "0001Q1", "0001-01-01 to 9999-12-31"] {
      #expect(trial.run("report mpsa period \(period) | count").code == 0, "\(period)")
    }
  }
}
