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
  /// The fields of the identity that it gives, and the items of these that are taken out.
  var sealedNames: Set<String>?
  var takenOut: Set<String>?
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

  /// How many sealed answers stay that are not among these: what is said anew, or taken out, is not
  /// counted twice.
  func sealedLeft(_ plugin: LoadedPlugin) -> Int {
    let again = plugin.form.items.count { item in
      item.asking == .core && sealedNames?.contains(item.keptName(in: plugin.id)) == true
        && (answers[item.id].map { !$0.isEmpty } ?? false || takenOut?.contains(item.id) == true)
    }
    return max(0, (sealedBefore ?? 0) - again)
  }

  /// What was typed as a file would have it: codes by their code, number or words; nil when it is
  /// no answer to this item.
  ///
  /// - Parameter tongue: that of the screen: a word that does not stand there is no answer; nil for
  ///   a script, whose words are of either.
  static func answer(_ typed: String, to item: Item, in tongue: Tongue?) -> String? {
    let typed = typed.trimmingCharacters(in: .whitespaces)
    let words = AnswerWords(item, tongue)
    switch item.type {
    case .one: return words.code(typed)
    case .many:
      let codes = AnswerWords.parts(typed, words).map(words.code)
      return codes.contains(nil) ? nil : codes.compactMap(\.self).joined(separator: ";")
    case .level(let scale):
      if scale.legend == nil { return words.code(typed) }
      // Long scales write the item before each score: `2` and `.2` are `b130.2`, `+2` is `e310+2`.
      let ends = [typed, item.id + typed, item.id + "." + typed]
      return ends.first { scale.place(of: $0) != nil }
    case .flag:
      switch (typed.lowercased(), tongue) {
      case ("y", .en), ("yes", .en), ("y", nil), ("yes", nil): return "yes"
      case ("j", .nl), ("ja", .nl), ("j", nil), ("ja", nil): return "yes"
      case ("n", _), ("no", .en), ("no", nil), ("nee", .nl), ("nee", nil): return "no"
      default: return nil
      }
    case .country: return typed.uppercased()
    default: return typed
    }
  }
}
