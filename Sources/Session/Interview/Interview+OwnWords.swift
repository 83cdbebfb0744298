import Foundation
import InstrumentKit
import Profile

extension Interview {
  /// Asks for the words beside the chosen options that have them; false when somebody leaves.
  mutating func askedWords(_ item: Item) throws -> Bool {
    let chosen = (sheet.answers[item.id] ?? "").split(separator: ";").map(String.init)
    for option in item.openOptions {
      let column = item.id + item.wordsSuffix(option)
      guard chosen.contains(option.code) else {
        sheet.answers[column] = nil
        continue
      }
      let known = sheet.answers[column]
      try say(
        isDutch
          ? "       \(option.label.nl): in eigen woorden, een lege regel laat het zo"
          : "       \(option.label.en): in own words, an empty line leaves it")
      if let known { try say("       \(isDutch ? "nu" : "now"): \(known)") }
      try session.out.flush()
      guard case .line(let typed) = try ask("  > ") else { return false }
      let words = typed.trimmingCharacters(in: .whitespaces)
      if words == "." { sheet.answers[column] = nil }
      if !words.isEmpty, words != "." { sheet.answers[column] = words }
    }
    return true
  }
}
