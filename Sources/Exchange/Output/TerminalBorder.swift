import Profile

/// The border between bytes and a person's terminal: line ends and tabs go through, every other
/// sign that would steer it is shown.
///
/// Bytes come in pieces of any length; what may be the beginning of a sign waits for the next.
package final class TerminalBorder {
  private var pending: [UInt8] = []

  package init() {}

  package static func shown(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) || $0 == 10 }) { return text }
    var shown = String.UnicodeScalarView()
    var scalars = text.unicodeScalars.makeIterator()
    var next = scalars.next()
    while let scalar = next {
      next = scalars.next()
      if scalar == "\n" || scalar == "\t" {
        shown.append(scalar)
      } else if scalar == "\r", next == "\n" {
        continue
      } else if let picture = ValueText.picture(of: scalar) {
        shown.append(contentsOf: picture.unicodeScalars)
      } else {
        shown.append(scalar)
      }
    }
    return String(shown)
  }

  func shown(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    if pending.isEmpty, bytes.allSatisfy({ (0x20..<0x7F).contains($0) || $0 == 10 }) {
      return Array(bytes)
    }
    pending += bytes
    let whole = pending.count - TerminalBorder.unfinished(pending)
    let text = String(decoding: pending[..<whole], as: UTF8.self)
    pending.removeFirst(whole)
    return Array(TerminalBorder.shown(text).utf8)
  }

  /// What still waits, once nothing follows.
  func rest() -> [UInt8] {
    defer { pending = [] }
    return Array(TerminalBorder.shown(String(decoding: pending, as: UTF8.self)).utf8)
  }

  /// How many bytes at the end may belong to a sign of which more is to come.
  private static func unfinished(_ bytes: [UInt8]) -> Int {
    if bytes.last == 13 { return 1 }
    for back in 1...3 where back <= bytes.count {
      let byte = bytes[bytes.count - back]
      if byte & 0xC0 == 0x80 { continue }
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      return length > back ? back : 0
    }
    return 0
  }
}
