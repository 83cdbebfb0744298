/// Reads a file and cuts it after line ends that no quote encloses.
struct BlockCutter: ~Copyable {
  private let source: ByteSource
  private let limits: CSVLimits
  private let blockSize: Int
  /// The start of a row whose end has not been read.
  private var carry: [UInt8] = []
  /// Whether a quote is open at the end of what was read.
  private var isOpen = false
  private var isAtEnd = false
  private var number = 0
  private var line = 1
  /// The rows after the header that were read with it.
  private var first: CSVBlock?

  init(_ source: sending ByteSource, limits: CSVLimits, blockSize: Int) {
    self.source = source
    self.limits = limits
    self.blockSize = blockSize
  }

  mutating func next() throws -> CSVBlock? {
    if let block = first {
      first = nil
      return block
    }
    return try cut()
  }

  private mutating func cut() throws -> CSVBlock? {
    if isAtEnd && carry.isEmpty { return nil }
    var count = carry.count
    var capacity = count + blockSize
    var base = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + CSVBlock.slack)
    carry.withUnsafeBufferPointer { bytes in
      if let start = bytes.baseAddress { base.update(from: start, count: bytes.count) }
    }
    while true {
      do {
        count += try fill(base + count, capacity - count)
      } catch {
        base.deallocate()
        throw error
      }
      let bytes = UnsafeBufferPointer(start: base, count: count)
      if isAtEnd {
        carry = []
        return block(base, count)
      }
      if let end = ByteCount.lastRowEnd(in: bytes, isOpen: isOpen) {
        carry = Array(bytes[end...])
        return block(base, end)
      }
      if count > limits.row { return try oversized(base, count) }
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2 + CSVBlock.slack)
      larger.update(from: base, count: count)
      base.deallocate()
      base = larger
      capacity *= 2
    }
  }

  private mutating func fill(_ base: UnsafeMutablePointer<UInt8>, _ room: Int) throws -> Int {
    if isAtEnd { return 0 }
    let got = try source.fill(UnsafeMutableRawBufferPointer(start: base, count: room))
    if got < room { isAtEnd = true }
    let quotes = ByteCount.of(
      UInt8(ascii: "\""), in: UnsafeBufferPointer(start: base, count: got))
    if quotes % 2 != 0 { isOpen.toggle() }
    return got
  }

  /// Hands over the memory as a block.
  private mutating func block(
    _ base: UnsafeMutablePointer<UInt8>, _ count: Int, fault: CSVFault? = nil
  ) -> CSVBlock {
    let block = CSVBlock(number: number, firstLine: line, base: base, count: count, fault: fault)
    number += 1
    line += ByteCount.of(UInt8(ascii: "\n"), in: block.bytes)
    return block
  }

  /// Passes over the rest of a row that is too large to keep.
  private mutating func oversized(
    _ base: UnsafeMutablePointer<UInt8>, _ count: Int
  ) throws -> CSVBlock {
    defer { base.deallocate() }
    let start = line
    line += lineEnds(base, count)
    var isClosed = false
    while !isClosed && !isAtEnd {
      // The state after the bytes is counted anew where the row ends.
      let wasOpen = isOpen
      let got = try fill(base, count)
      let bytes = UnsafeBufferPointer(start: base, count: got)
      var state = wasOpen
      let end = ByteCount.firstRowEnd(in: bytes, isOpen: &state)
      line += lineEnds(base, end ?? got)
      isClosed = end != nil
      carry = end.map { Array(bytes[$0...]) } ?? []
    }
    let kind: CSVFault.Kind =
      isOpen && !isClosed ? .unclosedQuote : .rowTooLong(limit: limits.row)
    return block(
      .allocate(capacity: CSVBlock.slack), 0, fault: CSVFault(line: start, column: nil, kind: kind))
  }

  private func lineEnds(_ base: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
    ByteCount.of(UInt8(ascii: "\n"), in: UnsafeBufferPointer(start: base, count: count))
  }
}

extension BlockCutter {
  /// Reads the header; the rows read with it are the first block.
  mutating func takeHeader() throws -> CSVHeader {
    guard let block = try cut() else { throw CSVFault(line: 1, column: nil, kind: .empty) }
    let hasMark = block.bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let separator = BlockCutter.separator(block.bytes)
    var scanner = CSVScanner(block, separator: separator, expected: nil, limits: limits)
    scanner.place = hasMark ? 3 : 0
    guard let outcome = scanner.next() else {
      throw CSVFault(line: 1, column: nil, kind: .empty)
    }
    let row = try outcome.get()
    let names = (0..<row.count).map(row.text)
    let rest = block.count - scanner.place
    let base = UnsafeMutablePointer<UInt8>.allocate(capacity: rest + CSVBlock.slack)
    base.update(from: block.base + scanner.place, count: rest)
    first = CSVBlock(number: 0, firstLine: scanner.line, base: base, count: rest)
    return CSVHeader(names: names, separator: separator, hasByteOrderMark: hasMark)
  }

  /// `;` when the header has more of them than commas, outside quotes.
  private static func separator(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt8 {
    var isOpen = false
    var balance = 0
    var hasText = false
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { isOpen.toggle() }
      if isOpen { continue }
      if byte == UInt8(ascii: "\n") && hasText { break }
      if byte == UInt8(ascii: ";") { balance += 1 }
      if byte == UInt8(ascii: ",") { balance -= 1 }
      if byte != UInt8(ascii: "\r") && byte != UInt8(ascii: "\n") { hasText = true }
    }
    return UInt8(ascii: balance > 0 ? ";" : ",")
  }
}
