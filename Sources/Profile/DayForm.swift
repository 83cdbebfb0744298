import InstrumentKit

/// How the days of a file are written. What could be read in two ways is never guessed.
package enum DayForm: String, CaseIterable, Sendable {
  /// `2012-06-30`, and nothing else.
  case iso
  /// `30/06/2012`, `30-6-2012` or `30.6.2012`, and what is no other day: `2012-06-30`.
  case dmy
  /// The number that a spreadsheet counts days with, 41090, and `2012-06-30`.
  case excel

  package var dutch: String {
    switch self {
    case .iso: "iso"
    case .dmy: "dmj"
    case .excel: "excel"
    }
  }

  /// Takes the English and the Dutch word.
  package init?(word: String) {
    let folded = Names.folded(word)
    guard let form = Self.allCases.first(where: { $0.rawValue == folded || $0.dutch == folded })
    else { return nil }
    self = form
  }

  /// The day that a text says in this form, nil when it says none.
  package func day(_ text: String) -> Day? {
    if let day = Day(iso: text) { return day }
    switch self {
    case .iso: return nil
    case .dmy: return DayForm.written(text)
    case .excel: return DayForm.counted(text)
    }
  }

  /// The form in which a text says a day; nil when it says none in any.
  package static func of(_ text: String) -> DayForm? {
    if Day(iso: text) != nil { return .iso }
    if written(text) != nil { return .dmy }
    // Numbers of up to four digits are more often something else.
    return text.utf8.count == 5 && counted(text) != nil ? .excel : nil
  }

  private static func written(_ text: String) -> Day? {
    // A spreadsheet may write the time of midnight behind a day.
    var words = text.split(separator: " ", omittingEmptySubsequences: false)
    if words.count == 2, ["0:00", "00:00", "0:00:00", "00:00:00"].contains(words[1]) {
      words.removeLast()
    }
    guard words.count == 1, let sign = words[0].first(where: { !$0.isASCII || !$0.isNumber }),
      "/-.".contains(sign)
    else { return nil }
    let parts = words[0].split(separator: sign, omittingEmptySubsequences: false)
    guard parts.count == 3, (1...2).contains(parts[0].utf8.count),
      (1...2).contains(parts[1].utf8.count), parts[2].utf8.count == 4,
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let day = Int(parts[0]), let month = Int(parts[1]), let year = Int(parts[2])
    else { return nil }
    return Day(year: year, month: month, day: day)
  }

  /// Spreadsheets count from 1 January 1900, and count a 29 February 1900 that never was.
  private static func counted(_ text: String) -> Day? {
    guard (1...7).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }),
      let number = Int32(text), number > 0, number != 60, number <= 2_958_465
    else { return nil }
    return Day(number: number - (number < 60 ? 25_568 : 25_569))
  }
}
