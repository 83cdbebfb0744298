import CEditLine
import Foundation

/// The keys of a terminal, as scalars.
struct Keys {
  /// In milliseconds: in vi mode what follows Escape sooner belongs to it.
  static let together: Int32 = 30

  /// In milliseconds: a signal that comes just before the wait is seen after it.
  private static let idle: Int32 = 1000

  private let input: Int32
  /// Bytes that were read too early.
  var pending: [UInt8] = []
  /// Whether what comes is being pasted.
  var isPasting = false
  var endsWithReturn = false

  init(_ input: Int32) { self.input = input }

  /// Waits for a key.
  ///
  /// - Parameter woken: is called now and then, and when a signal came instead.
  /// - Returns: nil at the end of input.
  mutating func next(_ reading: KeyReading, woken: () -> Void) -> Unicode.Scalar? {
    while let first = byte(woken) {
      let key =
        first == 27
        ? escaped(reading, woken)
        : isPasting && (first < 32 || first == 127) ? pasted(first) : typed(first, woken)
      if let key { return key }
    }
    return nil
  }

  private mutating func typed(_ first: UInt8, _ woken: () -> Void) -> Unicode.Scalar {
    endsWithReturn = false
    let scalar = scalar(first, woken)
    // Some keyboards and clipboards give an accent as a scalar of its own; the editor counts
    // places by scalars.
    guard scalar.properties.isAlphabetic, let mark = markSoon() else { return scalar }
    let whole = String(String.UnicodeScalarView([scalar, mark]))
      .precomposedStringWithCanonicalMapping.unicodeScalars
    if whole.count == 1, let composed = whole.first { return composed }
    pending = Array(String(mark).utf8) + pending
    return scalar
  }

  /// One whole scalar; bytes that are no UTF-8 are replaced, not dropped.
  mutating func scalar(_ first: UInt8, _ woken: () -> Void) -> Unicode.Scalar {
    let length = Keys.length(first)
    if length == 1 { return first < 0x80 ? Unicode.Scalar(first) : "\u{FFFD}" }
    var bytes = [first]
    while bytes.count < length, let more = byte(woken) {
      guard more & 0xC0 == 0x80 else {
        pending.insert(more, at: 0)
        return "\u{FFFD}"
      }
      bytes.append(more)
    }
    let text = String(decoding: bytes, as: UTF8.self).unicodeScalars
    return text.count == 1 ? text.first ?? "\u{FFFD}" : "\u{FFFD}"
  }

  private static func length(_ first: UInt8) -> Int {
    switch first {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 1
    }
  }

  /// A combining mark (U+0300 to U+036F) that is there already.
  private mutating func markSoon() -> Unicode.Scalar? {
    guard let first = soon(0) else { return nil }
    guard first == 0xCC || first == 0xCD, let second = soon(Keys.together) else {
      pending.insert(first, at: 0)
      return nil
    }
    let value = UInt32(first & 0x1F) << 6 | UInt32(second & 0x3F)
    guard (0x300...0x36F).contains(value), let mark = Unicode.Scalar(value) else {
      pending = [first, second] + pending
      return nil
    }
    return mark
  }

  mutating func byte(_ woken: () -> Void) -> UInt8? {
    while true {
      switch wait(Keys.idle) {
      case .byte(let byte): return byte
      case .end: return nil
      case .nothing: woken()
      }
    }
  }

  /// The next byte when it comes within some milliseconds.
  mutating func soon(_ milliseconds: Int32) -> UInt8? {
    if case .byte(let byte) = wait(milliseconds) { byte } else { nil }
  }

  private enum Waited { case byte(UInt8), nothing, end }

  private mutating func wait(_ milliseconds: Int32) -> Waited {
    if !pending.isEmpty { return .byte(pending.removeFirst()) }
    var input = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
    // Unlike a read, this wait is never begun again by itself after a signal.
    let ready = poll(&input, 1, milliseconds)
    if ready == 0 || ready < 0 && errno == EINTR { return .nothing }
    var byte: UInt8 = 0
    let count = ready < 0 ? -1 : read(self.input, &byte, 1)
    if count < 0, errno == EINTR || errno == EAGAIN { return .nothing }
    return count == 1 ? .byte(byte) : .end
  }
}
