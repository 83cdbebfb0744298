import InstrumentKit

/// Answers in few bytes: `key value` pairs of variable-length numbers, words as their ids.
enum Pack {
  enum Kind: UInt64 {
    case number = 0, word, words, absence
  }
  static func key(_ name: Int64, _ kind: Kind, aside: Bool = false) -> UInt64 {
    UInt64(bitPattern: name) << 3 | (aside ? 4 : 0) | kind.rawValue
  }

  static func append(_ value: UInt64, to bytes: inout [UInt8]) {
    var rest = value
    while rest >= 128 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  static func zigzag(_ value: Int64) -> UInt64 { UInt64(bitPattern: value << 1 ^ value >> 63) }

  /// Reads one number; false at the end or when the bytes make none.
  @inline(__always)
  static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int, _ value: inout UInt64
  ) -> Bool {
    var result: UInt64 = 0
    var shift: UInt64 = 0
    while place < bytes.count, shift < 64 {
      let byte = bytes[place]
      place += 1
      result |= UInt64(byte & 127) << shift
      if byte < 128 {
        value = result
        return true
      }
      shift += 7
    }
    return false
  }

  /// Gives every answer of a pack.
  ///
  /// - Returns: false when the bytes are no pack.
  static func each(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ give: (_ name: Int64, _ kind: Kind, _ isAside: Bool, _ value: Int64) -> Void
  ) -> Bool {
    var place = 0
    var raw: UInt64 = 0
    while place < bytes.count {
      guard read(bytes, &place, &raw) else { return false }
      let name = Int64(raw >> 3)
      let isAside = raw & 4 != 0
      guard let kind = Kind(rawValue: raw & 3), read(bytes, &place, &raw) else { return false }
      switch kind {
      case .number: give(name, kind, isAside, Int64(raw >> 1) ^ -Int64(raw & 1))
      case .word, .absence: give(name, kind, isAside, Int64(bitPattern: raw))
      case .words:
        let count = raw
        // A list without answers is an answer: nothing of this.
        if count == 0 { give(name, kind, isAside, -1) }
        for _ in 0..<count {
          guard read(bytes, &place, &raw) else { return false }
          give(name, kind, isAside, Int64(bitPattern: raw))
        }
      }
    }
    return true
  }
}
