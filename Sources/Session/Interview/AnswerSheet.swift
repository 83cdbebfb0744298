import Foundation
import InstrumentKit
import PluginHost
import Profile
import Store

/// The answers of one interview as a file would have them, judged as a file's row is.
struct AnswerSheet: Codable {
  var day: String
  /// Item to answer: codes, several joined by `;`.
  var answers: [String: String] = [:]
  /// The items that are asked; nil for all.
  var only: Set<String>?
  /// Of a whole registration that it takes the place of: how many of its core answers are sealed
  /// and so are not among these.
  var sealedBefore: Int?
  /// The item that was being asked.
  var place = 0

  /// What the answers say, and what is wrong with them.
  func judged(
    _ plugin: LoadedPlugin, client: String, reference: Day
  ) throws -> (draft: RegistrationDraft, faults: [RowFault], warnings: [RowWarning]) {
    let given = answers.filter { $0.key != "filled-on" }.sorted { $0.key < $1.key }
    let plan = try ImportPlan(
      plugin, header: ["client", "filled-on"] + given.map(\.key), reference: reference)
    var bytes: [UInt8] = []
    var ends: [Int] = [0]
    for value in [client, day] + given.map(\.value) {
      bytes += Array(value.utf8)
      ends.append(bytes.count)
    }
    // An empty answer has an address too.
    bytes.append(0)
    var judge = RowJudge(plan)
    let faults = bytes.withUnsafeBufferPointer { bytes in
      judge.judge(line: 1) { UnsafeBufferPointer(rebasing: bytes[ends[$0]..<ends[$0 + 1]]) }
    }
    return (judge.row, faults, judge.warnings)
  }

  /// What was typed as a file would have it: codes by their code, number or words; nil when it is
  /// no answer to this item.
  static func answer(_ typed: String, to item: Item) -> String? {
    let typed = typed.trimmingCharacters(in: .whitespaces)
    switch item.type {
    case .one(let options): return code(typed, options.map { ($0.code, $0.label) })
    case .many(let options):
      let parts = typed.split { $0 == ";" || $0 == "," }.map(String.init)
      let codes = parts.map { code($0, options.map { ($0.code, $0.label) }) }
      return codes.contains(nil) ? nil : codes.compactMap(\.self).joined(separator: ";")
    case .level(let scale):
      let options = scale.steps.map { ($0.code, $0.label) }
      if scale.legend == nil { return code(typed, options) }
      // Long scales write the item before each score: `2` and `.2` are `b130.2`, `+2` is `e310+2`.
      let ends = [typed, item.id + typed, item.id + "." + typed]
      return ends.first { scale.place(of: $0) != nil }
    case .flag:
      switch typed.lowercased() {
      case "y", "yes", "j", "ja": return "yes"
      case "n", "no", "nee": return "no"
      default: return nil
      }
    case .country: return typed.uppercased()
    default: return typed
    }
  }

  private static func code(_ typed: String, _ options: [(code: String, label: Label)]) -> String? {
    let folded = Names.folded(typed.trimmingCharacters(in: .whitespaces))
    for words in [\.code, \.label.nl, \.label.en] as [KeyPath<(code: String, label: Label), String>]
    {
      if let found = options.first(where: { Names.folded($0[keyPath: words]) == folded }) {
        return found.code
      }
    }
    if let number = Int(folded), options.indices.contains(number - 1) {
      return options[number - 1].code
    }
    let begun = options.filter {
      folded.count >= 2
        && (Names.folded($0.label.nl).hasPrefix(folded)
          || Names.folded($0.label.en).hasPrefix(folded))
    }
    return begun.count == 1 ? begun[0].code : nil
  }
}
