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
  private var line: Int
  private let firstLine: Int
  /// Whether it is read by the convention of files that are called `.tsv`.
  private let isEscaped: Bool
  private let quote: UInt8
  /// The rows after the header that were read with it.
  private var first: CSVBlock?

  init(
    _ source: sending ByteSource, limits: CSVLimits, blockSize: Int, isEscaped: Bool = false,
    firstLine: Int = 1
  ) {
    line = firstLine
    self.firstLine = firstLine
    self.isEscaped = isEscaped
    quote = CSVDialect(separator: 9, isEscaped: isEscaped).quote
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
      if let end = ByteCount.lastRowEnd(in: bytes, isOpen: isOpen, quote: quote) {
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
    let quotes = ByteCount.of(quote, in: UnsafeBufferPointer(start: base, count: got))
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
      let end = ByteCount.firstRowEnd(in: bytes, isOpen: &state, quote: quote)
      line += lineEnds(base, end ?? got)
      isClosed = end != nil
      carry = end.map { Array(bytes[$0...]) } ?? []
    }
    let kind: CSVFault.Kind =
      isOpen && !isClosed ? .unclosedQuote : .rowTooLong(limit: limits.row)
    return block(
      .allocate(capacity: CSVBlock.slack), 0,
      fault: CSVFault(line: start, column: nil, kind: kind, lines: max(1, line - start)))
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
    let start = hasMark ? 3 : 0
    let rows = UnsafeBufferPointer(rebasing: block.bytes[start...])
    let said = BlockCutter.saidSeparator(rows)
    let names = UnsafeBufferPointer(rebasing: rows[(said?.length ?? 0)...])
    let dialect = CSVDialect(
      separator: said?.separator ?? BlockCutter.separator(names, isEscaped: isEscaped),
      isEscaped: isEscaped)
    var scanner = CSVScanner(block, dialect, expected: nil, limits: limits)
    scanner.place = start + (said?.length ?? 0)
    scanner.line += said == nil ? 0 : 1
    guard let outcome = scanner.next() else {
      throw CSVFault(line: 1, column: nil, kind: .empty)
    }
    let row = try BlockCutter.read(outcome, block)
    var texts = (0..<row.count).map(row.text)
    // Spreadsheets write columns that were emptied too.
    while texts.count > 1, texts.last?.allSatisfy({ $0 == " " }) == true { texts.removeLast() }
    let rest = block.count - scanner.place
    let base = UnsafeMutablePointer<UInt8>.allocate(capacity: rest + CSVBlock.slack)
    base.update(from: block.base + scanner.place, count: rest)
    first = CSVBlock(number: 0, firstLine: scanner.line, base: base, count: rest)
    return CSVHeader(
      names: texts, dialect: dialect, hasByteOrderMark: hasMark || source.isTranscoded,
      lines: scanner.line - firstLine)
  }

  /// - Throws: ``EncodingFault`` rather than a row's fault when it is that which is wrong.
  private static func read(
    _ outcome: Result<CSVRow, CSVFault>, _ block: CSVBlock
  ) throws -> CSVRow {
    switch outcome {
    case .success(let row): return row
    case .failure(let fault):
      var guess = EncodingGuess()
      guess.add(block)
      if case .invalidUTF8 = fault.kind, let encoding = guess.encoding {
        throw EncodingFault(.looksLike(encoding))
      }
      throw fault
    }
  }

  /// What a first line such as `sep=;` says, which is no row.
  private static func saidSeparator(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> (separator: UInt8, length: Int)? {
    var rest = bytes[...]
    let isQuoted = rest.first == UInt8(ascii: "\"")
    if isQuoted { rest = rest.dropFirst() }
    guard String(decoding: rest.prefix(4), as: UTF8.self).lowercased() == "sep=" else { return nil }
    rest = rest.dropFirst(4)
    guard let separator = rest.popFirst(), [44, 59, 9].contains(separator) else { return nil }
    if isQuoted, rest.popFirst() != UInt8(ascii: "\"") { return nil }
    if rest.first == 13 { rest = rest.dropFirst() }
    guard rest.popFirst() == 10 else { return nil }
    return (separator, bytes.count - rest.count)
  }

  /// What stands most often between the names, outside quotes; a comma when nothing does.
  private static func separator(
    _ bytes: UnsafeBufferPointer<UInt8>, isEscaped: Bool
  ) -> UInt8 {
    if isEscaped { return 9 }
    var isOpen = false
    var counts: [UInt8: Int] = [44: 0, 59: 0, 9: 0]
    var hasText = false
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { isOpen.toggle() }
      if isOpen { continue }
      if byte == UInt8(ascii: "\n") && hasText { break }
      counts[byte]? += 1
      if byte != UInt8(ascii: "\r") && byte != UInt8(ascii: "\n") { hasText = true }
    }
    let most = counts.values.max() ?? 0
    return [44, 59, 9].first { counts[$0] == most } ?? 44
  }
}

extension CSVDialect {
  /// Whether a file of this name is read by the convention of `.tsv`; `Unicode text` of a
  /// spreadsheet, which quotes as csv does, has another.
  package static func isEscaped(_ path: String) -> Bool { path.lowercased().hasSuffix(".tsv") }
}
