import Foundation
import InstrumentKit
import Language
import Testing

@testable import PluginHost
@testable import Session

/// What one example says: a history, and the right values, worked out by hand.
struct WorkedExample: CustomTestStringConvertible, Sendable {
  let name: String
  let history: [String]
  /// Of each client what stands, as `P1 employed=no employment= benefit=none`.
  let stands: [String]
  /// Sentences with the rows that they answer.
  var answers: [String: [String]] = [:]
  /// What stands in the forms of the first client, and what does not.
  var forms: (have: [String], lack: [String]) = ([], [])
  /// How many entered an operation, by the period of an export for ESF.
  var entered: [String: Int] = [:]
  /// By which roads it can come.
  var roads = Road.allCases

  var testDescription: String { name }
}

extension Told {
  /// Looks at what stands by the roads of the table, of counts, of forms and of files.
  func expect(_ stands: String, _ road: Road) throws {
    let words = stands.split(separator: " ").map(String.init)
    let client = words[0]
    let pairs = words.dropFirst().map { word -> (name: String, value: String) in
      let cut = word.firstIndex(of: "=") ?? word.endIndex
      return (String(word[..<cut]), String(word[cut...].dropFirst()).replacing("_", with: " "))
    }
    let names = pairs.map(\.name).joined(separator: ", ")
    let right = pairs.map(\.value)
    let show = "clients where client = \(client) | show \(names)"
    #expect(cells(try rows(show)) == right, "\(road): \(show)")
    #expect(cells(try rows("client \(client) | show \(names)")) == right, "\(road)")
    guard road == .files else { return }
    // Somebody who comes later, and a file, say the same.
    let later = try run(show, at: newDesk())
    #expect(try later == run(show), "\(road): another session")
    #expect(try file(show, "csv") == later, "\(road): csv")
    let conditions = pairs.map { name, value in
      "\(name) is \(value.isEmpty || value == "not-assessed" ? "unknown" : "known")"
    }
    let asked =
      "clients where client = \(client) and \(conditions.joined(separator: " and ")) | count"
    #expect(try rows(asked) == ["1"], "\(road): \(asked)")
    let count = "clients where client = \(client) | count by \(names)"
    #expect(cells(try rows(count)) == right + ["1"], "\(count)")
    try expectForm(client, pairs)
  }

  /// The form on paper says what the table says, in words.
  private func expectForm(_ client: String, _ pairs: [(name: String, value: String)]) throws {
    let form = try run("client \(client) | document intake", at: desk(), .markdown)
    let plugin = try #require(try desk().plugins.first { $0.id == "intake" })
    for (name, value) in pairs {
      guard let item = plugin.form.items.first(where: { $0.id == name }) else { continue }
      if case .level = item.type { continue }
      let told = Self.line(item, form).dropFirst("- **\(item.label.en)**: ".count)
      // A code is its own word in English.
      let right = value.isEmpty ? "–" : item.words(of: value, in: .en)
      #expect(told == right || told == value.replacing(";", with: ", "), "\(name): \(told)")
    }
  }

  private static func line(_ item: Item, _ form: String) -> Substring {
    form.split(separator: "\n").first { $0.hasPrefix("- **\(item.label.en)**") } ?? ""
  }

  private func cells(_ rows: [String]) -> [String] {
    #expect(rows.count == 1)
    // A row with one empty cell is written with quotes.
    return (rows.first ?? "").split(separator: ",", omittingEmptySubsequences: false)
      .map { String($0).trimmingCharacters(in: CharacterSet(charactersIn: "\"")) }
  }

  /// Whatever leaves, to be compared with what leaves by another road.
  ///
  /// - Parameter isMeasured: whether MPSA is asked too.
  func everything(_ road: Road, _ isMeasured: Bool) throws -> [String: String] {
    let fields = Self.shown.joined(separator: ", ")
    var all = ["csv": try file("clients | sort client | show client, \(fields)", "csv")]
    for sentence in Self.sentences { all[sentence] = try run(sentence) }
    // Of another order what is folded is enough.
    if road == .filesBackwards { return all }
    for sentence in Self.others + (isMeasured ? Self.measured : []) {
      all[sentence] = try run(sentence)
    }
    let form = "clients | sort client | document intake"
    // How complete a form is, a few questions do not say.
    all[form] = try run(form, at: desk(), .markdown)
      .replacing(#/- \*\*completeness\*\*: .*/#, with: "")
    all["referral"] = try file("clients | sort client", "referral", "with health")
    return all
  }

  private static let sentences = [
    "report trial",
    "referrals | sort client, filled-on | show client, filled-on, direction, stream, turn",
    "actions | sort client, action, starts | show client, organisation, action, starts, ended",
  ]
  private static let others = [
    "report transfers",
    "clients | score intake | show client, intake.blocking, intake.conflicts, intake.eligible",
    "observations | show client, on, threshold, level, absence | sort client, on, threshold",
    "clients | list category05", "clients | list suspended", "clients | list art60-ending",
  ]
  private static let measured = [
    "report mpsa period 2012", "clients | score mpsa | show client, mpsa.measurement, mpsa.due",
    "clients | list mpsa-overdue", "clients | document mpsa",
  ]
  static let shown = [
    "employed", "employment", "vdab-registered", "vdab-category", "vdab-since", "benefit",
    "living-wage-since", "dutch-native-or-working", "dutch-level", "direction", "stream",
    "reason-status", "transfer", "decision", "followed-up", "street", "house-number", "box",
    "commune",
    "first-name", "last-name", "birth-date", "national-number", "diploma", "diploma-belgian",
    "diploma-recognised", "job-goal", "job-goal-text", "job-goal-realistic", "mobility",
    "mobility.since", "mobility.absence", "justice", "justice.prison", "initiative",
    "initiative.no-follow-up", "commune.at-start", "benefit.at-start", "employed.at-start",
    "day.at-start",
  ]
}

extension WorkedExample {
  /// By every road the right values on every way out, and the same of all else that leaves.
  func check() throws {
    var first: [String: String] = [:]
    let isMeasured = history.contains { $0.hasPrefix("mpsa ") }
    for road in roads {
      let told = try Told(history, by: road)
      for line in stands { try told.expect(line, road) }
      for (sentence, right) in answers.sorted(by: { $0.key < $1.key }) {
        let found = try told.rows(told.named(sentence))
        #expect(found == right.map(told.named), "\(road): \(sentence)")
      }
      for (period, count) in entered.sorted(by: { $0.key < $1.key }) {
        let found = try told.entered(period)
        #expect(found == count, "\(road): \(period)")
      }
      if stands.isEmpty { continue }
      let all = try told.everything(road, isMeasured)
      if let form = all["referral"] {
        for word in forms.have { #expect(form.contains(word), "\(road): \(word)") }
        for word in forms.lack { #expect(!form.contains(word), "\(road): \(word)") }
      }
      for (sentence, text) in all {
        guard let before = first[sentence], before != text else { continue }
        let (one, other) = (before.split(separator: "\n"), text.split(separator: "\n"))
        let differing = other.filter { !one.contains($0) } + one.filter { !other.contains($0) }
        Issue.record("\(road): \(sentence): \(differing.joined(separator: "; "))")
      }
      first.merge(all) { before, _ in before }
      #expect(try told.here.store.check().isEmpty)
    }
  }
}
