import Cohort
import Exchange
import InstrumentKit
import Language
import Profile
import Store

/// What organisations did or plan for clients, a line each, for forms and documents.
struct ActionLines {
  struct Line {
    /// A code of `Names.organisation`.
    let owner: String
    let words: String
  }

  private var lines: [String: [Line]] = [:]

  /// The actions of a client, in the order in which they were first told.
  func of(_ client: String, owner: String? = nil) -> [Line] {
    (lines[client] ?? []).filter { owner == nil || $0.owner == owner }
  }

  /// - Parameter words: whether open words are opened, which is then logged.
  init(_ view: RowsView, _ tongue: Tongue, words: Bool) throws {
    let rows = try view.rows(of: .actions)
    func column(_ name: String, in tongue: Tongue?) throws -> ColumnWords {
      let own = SourceKind.actions.own.first { $0.name == name }?.type ?? .text
      return ColumnWords(try rows.named(name, own), tongue)
    }
    let clients = try column("client", in: nil)
    let owners = try column("organisation", in: nil)
    let told = try ActionLines.columns.filter { words || $0.type != .note }.map {
      ($0, try column($0.name, in: tongue))
    }
    for row in 0..<rows.count {
      guard let client = clients[row], let owner = owners[row] else { continue }
      let own = Dictionary(
        uniqueKeysWithValues: told.compactMap { column, words in
          words[row].map { (column.name, $0) }
        })
      lines[client, default: []].append(
        Line(owner: owner, words: ActionLines.sentence(own, tongue)))
    }
  }

  private static let columns = SourceKind.actions.own.filter {
    !["action-group", "organisation", "told-on"].contains($0.name)
  }

  private static func sentence(_ told: [String: String], _ tongue: Tongue) -> String {
    let isDutch = tongue == .nl
    var parts: [String] = []
    let days = ["starts", "planned-end"].compactMap { told[$0] }.joined(separator: " – ")
    if !days.isEmpty { parts.append(days) }
    if let days = told["days"] { parts.append("\(days) \(isDutch ? "dagen" : "days")") }
    if let partner = told["partner"] { parts.append("\(isDutch ? "met" : "with") \(partner)") }
    if told["own-management"] == (isDutch ? "ja" : "yes") {
      parts.append(isDutch ? "eigen beheer" : "own management")
    }
    if let aims = told["aims"] { parts.append("\(isDutch ? "doel" : "aim"): \(aims)") }
    let ended = told["ended"]
    if ended != nil || told["stopped-early"] == (isDutch ? "ja" : "yes") {
      let on = ended.map { " \(isDutch ? "op" : "on") \($0)" } ?? ""
      let why = told["stop-reason"].map { ": \($0)" } ?? ""
      parts.append("\(isDutch ? "vroeger gestopt" : "stopped early")\(on)\(why)")
    }
    let what = (told["action"] ?? "") + (told["other"].map { " “\($0)”" } ?? "")
    return parts.isEmpty ? what : "\(what) (\(parts.joined(separator: "; ")))"
  }
}
