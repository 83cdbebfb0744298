import Exchange
import Foundation
import InstrumentKit
import Language
import Profile
import Testing

@testable import PluginHost
@testable import Session
@testable import Store

/// How a history comes into a store.
enum Road: CaseIterable {
  /// A file for each entry, as it came; the day's own order, the youngest day first; conversations.
  case files, filesBackwards, talks
}

/// A history in a store of its own, told by one road, and what is seen of it on every way out.
///
/// Its lines are `P1 2012-03-01 employed=yes benefit=none` (the intake, said by the OCMW), with
/// `vdab`, or `mpsa` or `participations`, before them where it is another's, and what is done to entries
/// (`! strike #1 because "x"`, `vdab! …`), which are named by their place in the history.
final class Told {
  let here: QuestionnaireStore
  private(set) var desks: [String: Session] = [:]
  /// The number of each entry, by its place in the history.
  private(set) var numbers: [Int: String] = [:]
  private var files = 0
  /// What is told after a deed may have come before it: nothing is overruled then.
  private var replaces = true

  init(_ history: [String], by road: Road) throws {
    here = try QuestionnaireStore()
    let entries = history.filter { !$0.contains("! ") }
    var lines = Array(entries.enumerated())
    if road == .filesBackwards {
      lines.sort { (Self.day($0.element), -$0.offset) > (Self.day($1.element), -$1.offset) }
    }
    // What is done to entries comes when all are there, whatever their order.
    let deeds = history.firstIndex { $0.contains("! ") } ?? history.count
    if road != .filesBackwards { lines = Array(lines.prefix(deeds)) }
    for (place, line) in lines { try tell(line, place + 1, road) }
    var place = lines.count
    replaces = false
    for line in history[deeds...] {
      if let deed = line.firstRange(of: "! ") {
        try run(named(String(line[deed.upperBound...])), by: String(line[..<deed.lowerBound]))
      } else if road != .filesBackwards {
        place += 1
        try tell(line, place, road)
      }
    }
  }

  private static func day(_ line: String) -> String {
    line.firstMatch(of: #/\d{4}-\d{2}-\d{2}/#).map { String($0.0) } ?? ""
  }

  /// A sentence with the numbers that the entries got.
  func named(_ sentence: String) -> String {
    sentence.replacing(#/#(\d+)/#) { found in Int(found.1).flatMap { numbers[$0] } ?? "#0" }
  }

  func desk(_ organisation: String = "") throws -> Session {
    let organisation = organisation.isEmpty ? "ocmw" : organisation
    if let desk = desks[organisation] { return desk }
    let desk = try newDesk(organisation)
    desks[organisation] = desk
    return desk
  }

  /// Somebody who opens the store now.
  func newDesk(_ organisation: String = "ocmw") throws -> Session {
    var settings = here.settings
    settings.tongue = .en
    settings.mode = .csv
    settings.operatorName = "anna"
    settings.organisation = organisation
    return try Session(settings, out: MemorySink(), linked: Self.plugins)
  }

  private static let plugins = QuestionnaireStore.all.compactMap {
    try? LoadedPlugin(linked: $0, shared: QuestionnaireStore.shared)
  }

  private func tell(_ line: String, _ place: Int, _ road: Road) throws {
    var words = line.split(separator: " ").map(String.init)
    let organisation = words[0] == "vdab" ? words.removeFirst() : "ocmw"
    let isOther = words[0] == "participations" || Self.plugins.contains { $0.id == words[0] }
    let kind = isOther ? words.removeFirst() : "intake"
    let client = words[0]
    let said = words.dropFirst(2).map { word -> (name: String, value: String) in
      let cut = word.firstIndex(of: "=") ?? word.endIndex
      return (String(word[..<cut]), String(word[cut...].dropFirst()).replacing("_", with: " "))
    }
    let desk = try desk(organisation)
    if road == .talks, kind != "participations" {
      try talk(client, kind, on: words[1], said, desk)
    } else {
      files += 1
      let day = kind == "participations" ? "entered-on" : "filled-on"
      let path = try here.folder.write(
        "\(files).csv",
        Self.csv(["client", day] + said.map(\.name), [client, words[1]] + said.map(\.value)))
      var form = ImportForm()
      form.replaces = replaces && kind != "participations"
      let report = try desk.importing(path, as: kind, form)
      #expect(report.badRows == 0, "\(line)")
    }
    // Whose only entry was struck is in no table.
    guard try here.store.knows(client: client) else { return }
    let entries = try rows("client \(client) | history").compactMap { row in
      Int(row.split(separator: ",")[1].dropFirst())
    }
    numbers[place] = entries.max().map { "#\($0)" }
  }

  static func csv(_ names: [String], _ cells: [String]) -> String {
    let quoted = cells.map { $0.contains(",") ? "\"\($0)\"" : $0 }
    return names.joined(separator: ",") + "\n" + quoted.joined(separator: ",") + "\n"
  }

  private func talk(
    _ client: String, _ kind: String, on day: String, _ said: [(name: String, value: String)],
    _ desk: Session
  ) throws {
    let plugin = try #require(desk.plugins.first { $0.id == kind })
    var lines = ["assess \(client) with \(kind) only \(said.map(\.name).joined(separator: ", "))"]
    lines[0] += " on \(day)"
    lines.append("> \(client)")
    for item in plugin.form.items {
      guard let value = said.first(where: { $0.name == item.id })?.value else { continue }
      if case .table = item.type {
        lines += value.split(separator: ";").map { "> \($0)" } + [">"]
      } else {
        lines.append(value.isEmpty ? "> ." : "> \(value)")
      }
    }
    try run(lines.joined(separator: "\n"), at: desk)
  }

  @discardableResult
  func run(_ text: String, by organisation: String = "") throws -> String {
    try run(text, at: desk(organisation))
  }

  @discardableResult
  func run(_ text: String, at desk: Session, _ mode: OutputMode = .csv) throws -> String {
    let sink = MemorySink()
    (desk.out, desk.mode) = (sink, mode)
    var told = ""
    let code = desk.run(SourceText(text)) { told += $0 }
    #expect(code == 0, "\(text): \(told)")
    return sink.text.replacing("\r\n", with: "\n")
  }

  /// The rows that a sentence answers.
  func rows(_ sentence: String, by organisation: String = "") throws -> [String] {
    try run(sentence, by: organisation).split(separator: "\n").dropFirst().map(String.init)
  }

  /// What stands in a file that a sentence writes.
  func file(_ sentence: String, _ format: String, _ options: String = "") throws -> String {
    let path = here.folder.file("out.\(format)")
    try run("\(sentence) | export \(format) \"\(path)\" overwrite \(options) for \"x\"")
    return try String(contentsOfFile: path, encoding: .utf8).replacing("\r\n", with: "\n")
  }

  /// How many participants the indicators of a period count.
  func entered(_ period: String, _ source: String = "clients") throws -> Int {
    let path = here.folder.file("esf.csv")
    let indicators = here.folder.file("esf.indicators.csv")
    try? FileManager.default.removeItem(atPath: indicators)
    let desk = try desk()
    var told = ""
    let sentence = "\(source) | export esf \"\(path)\" overwrite period \(period) for \"x\""
    let code = desk.run(SourceText(sentence)) { told += $0 }
    // Where nobody entered or left there is no file.
    if code == 4 { return 0 }
    #expect(code == 0, "\(told)")
    return Int(try ESFStore.rows(indicators).first?["total"] ?? "") ?? -1
  }
}
