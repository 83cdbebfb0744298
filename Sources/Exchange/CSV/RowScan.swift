/// Finds the fields of one row, eight bytes at a time.
struct RowScan {
  private let fields: UnsafeMutableBufferPointer<UnsafeBufferPointer<UInt8>>
  /// Where the current field starts.
  private var fieldStart: UnsafePointer<UInt8>
  /// After ``run(_:end:)`` the place after the row's line end.
  private(set) var position: UnsafePointer<UInt8>
  /// How many fields the row has, those beyond the table included.
  private(set) var count = 0
  private(set) var lineEnds = 0
  /// All bytes of the row together (and a few of the next row), to see whether any is not ASCII.
  private(set) var highBits: UInt64 = 0
  private(set) var hasEscapes = false
  private(set) var problem: (column: Int, kind: CSVFault.Kind)?
  private var isDone = false

  init(
    _ fields: UnsafeMutableBufferPointer<UnsafeBufferPointer<UInt8>>,
    at start: UnsafePointer<UInt8>, quote: UInt8
  ) {
    self.fields = fields
    self.quote = quote
    fieldStart = start
    position = start
  }

  private let quote: UInt8
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  /// Reads up to and with the line end, or up to the end.
  mutating func run(_ separator: UInt8, end: UnsafePointer<UInt8>) {
    let separators = RowScan.spread(separator)
    let quotes = RowScan.spread(quote)
    while position < end {
      let word = UnsafeRawPointer(position).loadUnaligned(as: UInt64.self).littleEndian
      highBits |= word
      var marks =
        RowScan.zeroes(word ^ separators) | RowScan.zeroes(word ^ RowScan.spread(RowScan.lineFeed))
        | RowScan.zeroes(word ^ quotes)
      let base = position
      position += 8
      while marks != 0 {
        let mark = base + (marks.trailingZeroBitCount >> 3)
        marks &= marks &- 1
        if mark >= end { break }
        let byte = mark.pointee
        if byte == separator {
          close(at: mark)
          fieldStart = mark + 1
        } else if byte == RowScan.lineFeed {
          endLine(at: mark)
          return
        } else {
          position = quoted(from: mark, end: end, separator)
          if isDone { return }
          break
        }
      }
    }
    position = end
    close(at: withoutReturn(end))
  }

  private mutating func endLine(at mark: UnsafePointer<UInt8>) {
    close(at: withoutReturn(mark))
    lineEnds += 1
    position = mark + 1
  }

  private func withoutReturn(_ end: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
    end > fieldStart && end[-1] == RowScan.carriageReturn ? end - 1 : end
  }

  @inline(__always)
  private mutating func close(at end: UnsafePointer<UInt8>) {
    if count < fields.count {
      fields[count] = UnsafeBufferPointer(start: fieldStart, count: end - fieldStart)
    }
    count += 1
  }

  /// Reads a quoted field with what ends it; gives the place from where to go on.
  private mutating func quoted(
    from mark: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>, _ separator: UInt8
  ) -> UnsafePointer<UInt8> {
    if mark != fieldStart { note(.strayQuote) }
    var here = mark + 1
    while here < end {
      highBits |= UInt64(here.pointee)
      if here.pointee == RowScan.lineFeed { lineEnds += 1 }
      if here.pointee == quote {
        // At the end of the block a zero byte follows.
        guard here[1] == quote, here + 1 < end else { break }
        hasEscapes = true
        here += 1
      }
      here += 1
    }
    guard here < end else {
      note(.unclosedQuote)
      isDone = true
      return end
    }
    return finish(
      UnsafeBufferPointer(start: mark + 1, count: here - mark - 1), at: here + 1, end, separator)
  }

  /// Notes a quoted field by what stands after its closing quote.
  private mutating func finish(
    _ field: UnsafeBufferPointer<UInt8>, at after: UnsafePointer<UInt8>,
    _ end: UnsafePointer<UInt8>, _ separator: UInt8
  ) -> UnsafePointer<UInt8> {
    var next = after
    if next < end, next.pointee == RowScan.carriageReturn,
      next + 1 == end || next[1] == RowScan.lineFeed
    {
      next += 1
    }
    let isLast = next == end || next.pointee == RowScan.lineFeed
    guard isLast || next.pointee == separator else {
      note(.strayQuote)
      return next
    }
    if count < fields.count { fields[count] = field }
    count += 1
    if isLast {
      isDone = true
      lineEnds += next < end ? 1 : 0
    }
    fieldStart = min(next + 1, end)
    return fieldStart
  }

  private mutating func note(_ kind: CSVFault.Kind) {
    if problem == nil { problem = (count + 1, kind) }
  }

  @inline(__always)
  private static func spread(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  /// The high bit of each byte that is zero, exactly.
  @inline(__always)
  private static func zeroes(_ word: UInt64) -> UInt64 {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    return ~(((word & low) &+ low) | word | low)
  }
}
