import Profile

/// Makes UTF-8 with line feeds of the bytes of a file that is written otherwise.
///
/// What means no character becomes a byte that UTF-8 does not know, so that its row is told.
struct Transcoder {
  let encoding: TextEncoding
  /// Whether lines end in a carriage return alone.
  let endsInReturns: Bool
  private let isBigEnd: Bool
  /// The bytes of each byte from 128 on, where a character takes one.
  private let upper: [[UInt8]]
  private var oddByte: UInt8?
  private var high: UInt16?
  private var isAfterReturn = false
  private var guess = EncodingGuess()

  private static let nothing: UInt8 = 0xFF

  init(_ encoding: TextEncoding, endsInReturns: Bool, isBigEnd: Bool = false) {
    self.encoding = encoding
    self.endsInReturns = endsInReturns
    self.isBigEnd = isBigEnd
    upper = (encoding.upperHalf ?? []).map { scalar in
      scalar == "\u{FFFF}" ? [Self.nothing] : Array(String(Character(scalar)).utf8)
    }
  }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
    if encoding.isWide {
      appendWide(bytes, to: &out)
    } else if upper.isEmpty {
      for byte in bytes { put(byte, to: &out) }
    } else {
      guess.add(bytes)
      for byte in bytes {
        if byte < 128 { put(byte, to: &out) } else { out += upper[Int(byte) - 128] }
      }
    }
  }

  /// What is left at the end of the file.
  ///
  /// - Throws: ``EncodingFault`` when all of it was UTF-8 after all: read byte by byte, its letters
  ///   would come out as pairs of signs.
  mutating func finish(to out: inout [UInt8]) throws(EncodingFault) {
    if oddByte != nil || high != nil { out.append(Self.nothing) }
    (oddByte, high) = (nil, nil)
    if !upper.isEmpty, guess.multibyte > 0, !guess.hasStrange {
      throw EncodingFault(.isOther(.utf8, saidToBe: encoding))
    }
  }

  private mutating func appendWide(
    _ bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]
  ) {
    for byte in bytes {
      guard let first = oddByte else {
        oddByte = byte
        continue
      }
      oddByte = nil
      let (left, right) = isBigEnd ? (first, byte) : (byte, first)
      take(UInt16(left) << 8 | UInt16(right), to: &out)
    }
  }

  private mutating func take(_ unit: UInt16, to out: inout [UInt8]) {
    if let high {
      self.high = nil
      if 0xDC00...0xDFFF ~= unit {
        let value = 0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(unit) - 0xDC00)
        return put(Unicode.Scalar(value), to: &out)
      }
      out.append(Self.nothing)
    }
    if 0xD800...0xDBFF ~= unit {
      high = unit
    } else {
      put(Unicode.Scalar(unit), to: &out)
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar?, to out: inout [UInt8]) {
    guard let scalar else { return out.append(Self.nothing) }
    if scalar.isASCII {
      put(UInt8(truncatingIfNeeded: scalar.value), to: &out)
    } else {
      out += Array(String(Character(scalar)).utf8)
      isAfterReturn = false
    }
  }

  private mutating func put(_ byte: UInt8, to out: inout [UInt8]) {
    guard endsInReturns else { return out.append(byte) }
    let isAfterReturn = isAfterReturn
    self.isAfterReturn = byte == 13
    if byte == 13 {
      out.append(10)
    } else if byte != 10 || !isAfterReturn {
      out.append(byte)
    }
  }
}

extension Transcoder {
  /// What has to be made of a file that begins so; nil when it is UTF-8 with line feeds already.
  ///
  /// - Parameter said: what its bytes are said to be; nil to go by a mark at their start.
  /// - Returns: also how many bytes the mark takes.
  static func needed(
    _ head: [UInt8], said: TextEncoding?
  ) throws(EncodingFault) -> (transcoder: Transcoder, skipped: Int)? {
    let marked = mark(head)
    if let marked, let said, !agree(marked.encoding, said) {
      throw EncodingFault(.isOther(marked.encoding, saidToBe: said))
    }
    if marked == nil, said == nil || said == .utf8, let wide = unmarked(head) {
      throw EncodingFault(.looksLike(wide))
    }
    let encoding = marked?.encoding ?? said ?? .utf8
    let isBigEnd = encoding == .utf16BigEndian
    var start: [UInt8] = []
    var trial = Transcoder(encoding, endsInReturns: false, isBigEnd: isBigEnd)
    let skipped = encoding == .utf8 ? 0 : marked?.length ?? 0
    head[skipped...].withUnsafeBufferPointer { trial.append($0, to: &start) }
    let endsInReturns = hasReturnsAlone(start)
    if encoding == .utf8, !endsInReturns { return nil }
    return (
      Transcoder(encoding, endsInReturns: endsInReturns, isBigEnd: isBigEnd), skipped
    )
  }

  private static func agree(_ marked: TextEncoding, _ said: TextEncoding) -> Bool {
    marked == said || (said == .utf16 && marked.isWide)
  }

  private static func mark(_ head: [UInt8]) -> (encoding: TextEncoding, length: Int)? {
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if head.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if head.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    return nil
  }

  /// The names of columns are plain letters, so that every second byte of them is none.
  private static func unmarked(_ head: [UInt8]) -> TextEncoding? {
    guard head.count >= 8 else { return nil }
    let first = head[..<8].enumerated()
    if first.allSatisfy({ ($0.offset % 2 == 1) == ($0.element == 0) }) { return .utf16LittleEndian }
    if first.allSatisfy({ ($0.offset % 2 == 0) == ($0.element == 0) }) { return .utf16BigEndian }
    return nil
  }

  /// Whether the first line ends in a carriage return alone.
  private static func hasReturnsAlone(_ start: [UInt8]) -> Bool {
    var isOpen = false
    for (place, byte) in start.enumerated() {
      if byte == UInt8(ascii: "\"") { isOpen.toggle() }
      if isOpen { continue }
      if byte == 10 { return false }
      if byte == 13 { return place + 1 < start.count ? start[place + 1] != 10 : true }
    }
    return false
  }
}
