import InstrumentKit

/// A day, or a time of a day with or without its zone, as FHIR writes them.
struct WrittenTime {
  /// As it is written.
  let day: Day
  /// Seconds since 1970-01-01 00:00 UTC, where the zone is said.
  let moment: Int64?

  /// Nil for what is none.
  init?(_ text: String) {
    guard let day = Day(iso: String(text.prefix(10))) else { return nil }
    self.day = day
    if text.count == 10 {
      moment = nil
      return
    }
    let rest = text.dropFirst(10)
    guard rest.first == "T" else { return nil }
    let (time, zone) = WrittenTime.divided(rest.dropFirst())
    guard let seconds = WrittenTime.seconds(time, most: 24 * 3600) else { return nil }
    guard let zone else {
      moment = nil
      return
    }
    guard let offset = WrittenTime.offset(zone) else { return nil }
    moment = Int64(day.number) * 86_400 + seconds - offset
  }

  private static func divided(_ text: Substring) -> (time: Substring, zone: Substring?) {
    guard let sign = text.firstIndex(where: { "Z+-".contains($0) }) else { return (text, nil) }
    return (text[..<sign], text[sign...])
  }

  /// Of `14:05`, `14:05:09` or `14:05:09.123`; a second may be a leap second.
  private static func seconds(_ text: Substring, most: Int64) -> Int64? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), let hours = number(parts[0]),
      let minutes = number(parts[1]), minutes < 60
    else { return nil }
    var seconds: Int64 = 0
    if parts.count == 3 {
      let part = parts[2].split(separator: ".", omittingEmptySubsequences: false)
      guard part.count <= 2, let whole = number(part[0]), whole <= 60,
        part.dropFirst().allSatisfy({ !$0.isEmpty && isDigits($0) })
      else { return nil }
      seconds = whole
    }
    let all = hours * 3600 + minutes * 60 + seconds
    return all <= most ? all : nil
  }

  /// Of `Z`, `+02:00` or `-05:00`.
  private static func offset(_ text: Substring) -> Int64? {
    if text == "Z" { return 0 }
    guard text.count == 6 else { return nil }
    return seconds(text.dropFirst(), most: 14 * 3600).map { text.first == "-" ? -$0 : $0 }
  }

  /// Two digits.
  private static func number(_ text: Substring) -> Int64? {
    text.utf8.count == 2 && isDigits(text) ? Int64(text) : nil
  }

  private static func isDigits(_ text: Substring) -> Bool {
    text.utf8.allSatisfy { (48...57).contains($0) }
  }
}
