/// Reads the rows of one block; one scanner per block, on any thread.
///
/// A row ends at a line end before which the block has an even number of quotes. That holds for
/// faulty rows too, so that the rows after one are read as if it were well-formed.
package struct CSVScanner: ~Copyable {
  let block: CSVBlock
  let dialect: CSVDialect
  let limits: CSVLimits
  /// How many fields a row must have; nil while the header is read.
  let expected: Int?
  let fields: UnsafeMutableBufferPointer<UnsafeBufferPointer<UInt8>>
  /// Whether NUL occurs in the block at all: then each row is searched for it.
  let hasNUL: Bool
  var place = 0
  var line: Int
  /// Unescaped fields of the current row.
  var scratch: [UnsafeMutableRawPointer] = []
  private var hasGivenFault = false
  /// Lines with nothing on them that were passed over.
  package private(set) var emptyLines = 0
  /// Where the last row stands in the block.
  private var lastRow = 0..<0

  package init(_ block: CSVBlock, of header: CSVHeader, limits: CSVLimits = CSVLimits()) {
    self.init(block, header.dialect, expected: header.names.count, limits: limits)
  }

  init(_ block: CSVBlock, _ dialect: CSVDialect, expected: Int?, limits: CSVLimits) {
    self.block = block
    self.dialect = dialect
    self.expected = expected
    self.limits = limits
    fields = .allocate(capacity: max(1, expected ?? limits.columns))
    fields.initialize(repeating: UnsafeBufferPointer(start: nil, count: 0))
    hasNUL = block.bytes.contains(0)
    line = block.firstLine
  }

  deinit {
    for part in scratch { part.deallocate() }
    fields.deallocate()
  }

  /// The next row or why it cannot be read, nil after the last; empty lines are passed over.
  ///
  /// The row's bytes stay valid until the next call.
  package mutating func next() -> Result<CSVRow, CSVFault>? {
    if !scratch.isEmpty { forgetScratch() }
    skipEmptyLines()
    guard place < block.count else {
      guard let fault = block.fault, !hasGivenFault else { return nil }
      hasGivenFault = true
      return .failure(fault)
    }
    let start = place
    let startLine = line
    var scan = RowScan(fields, at: block.base + start, quote: dialect.quote)
    scan.run(dialect.separator, end: block.base + block.count)
    place = scan.position - UnsafePointer(block.base)
    line += scan.lineEnds
    lastRow = start..<place
    let bytes = UnsafeBufferPointer(start: block.base + start, count: place - start)
    var count = scan.count
    if let expected, count != expected, hasOnlyEmpty(beyond: expected, of: count, bytes) {
      count = expected
    }
    if let fault = fault(of: scan, count, bytes, line: startLine) { return .failure(fault) }
    if scan.hasEscapes { unescape(count) }
    if dialect.isEscaped, bytes.contains(UInt8(ascii: "\\")) { unescapeBackslashes(count) }
    let row = UnsafeBufferPointer(rebasing: fields[..<count])
    return .success(CSVRow(line: startLine, lines: lines(scan, bytes), fields: row))
  }

  /// The bytes of the row that was given last, or of the one that was faulty.
  private var lastBytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: block.bytes[lastRow])
  }

  /// The fields of each physical line of the row that was faulty.
  package mutating func copyOfLines() -> [[[UInt8]]] { dialect.lines(of: lastBytes) }

  /// What the block's bytes that are no UTF-8 tell of the file.
  package mutating func guess() -> EncodingGuess {
    var guess = EncodingGuess()
    guess.add(block)
    return guess
  }

  /// How many physical lines a row takes.
  private func lines(_ scan: borrowing RowScan, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    max(1, scan.lineEnds + (bytes.last == UInt8(ascii: "\n") ? 0 : 1))
  }

  /// Whether what a row has more than the header, or less, is nothing: spreadsheets write empty
  /// columns and rows too.
  private func hasOnlyEmpty(
    beyond expected: Int, of count: Int, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var rest = bytes[...]
    if count > expected, fields[0..<expected].contains(where: { !$0.isEmpty }) {
      guard let base = bytes.baseAddress,
        let last = fields[..<expected].last(where: { $0.baseAddress != nil }),
        let start = last.baseAddress
      else { return false }
      rest = bytes[(start - base + last.count)...]
    }
    let isEmpty = rest.allSatisfy { byte in
      byte == dialect.separator || byte == 32 || byte == 13 || byte == 10 || byte == dialect.quote
    }
    guard isEmpty else { return false }
    for place in 0..<expected where count < expected || rest.count == bytes.count {
      fields[place] = UnsafeBufferPointer(rebasing: bytes[..<0])
    }
    return true
  }

  private mutating func skipEmptyLines() {
    while place < block.count {
      if block.base[place] == UInt8(ascii: "\n") {
        place += 1
      } else if block.base[place] == UInt8(ascii: "\r"),
        block.base[place + 1] == UInt8(ascii: "\n")
      {
        place += 2
      } else {
        return
      }
      line += 1
      emptyLines += 1
    }
  }

  /// Puts what an escape stands for in its place, in a copy.
  private mutating func unescapeBackslashes(_ count: Int) {
    let backslash = UInt8(ascii: "\\")
    for index in 0..<count where fields[index].contains(backslash) {
      let field = fields[index]
      let copy = UnsafeMutableRawPointer.allocate(byteCount: field.count, alignment: 1)
      scratch.append(copy)
      let target = copy.bindMemory(to: UInt8.self, capacity: field.count)
      var (length, source) = (0, 0)
      while source < field.count {
        let meant =
          source + 1 < field.count ? CSVScanner.meant(field[source], field[source + 1]) : nil
        target[length] = meant ?? field[source]
        length += 1
        source += meant == nil ? 1 : 2
      }
      fields[index] = UnsafeBufferPointer(start: target, count: length)
    }
  }

  private static func meant(_ first: UInt8, _ second: UInt8) -> UInt8? {
    guard first == UInt8(ascii: "\\") else { return nil }
    switch second {
    case UInt8(ascii: "t"): return 9
    case UInt8(ascii: "n"): return 10
    case UInt8(ascii: "r"): return 13
    case UInt8(ascii: "\\"): return second
    default: return nil
    }
  }

  /// Undoubles quotes in a copy, because the block may be read again.
  private mutating func unescape(_ count: Int) {
    let quote = UInt8(ascii: "\"")
    for index in 0..<min(count, fields.count) where fields[index].contains(quote) {
      let field = fields[index]
      let copy = UnsafeMutableRawPointer.allocate(byteCount: field.count, alignment: 1)
      scratch.append(copy)
      let target = copy.bindMemory(to: UInt8.self, capacity: field.count)
      var length = 0
      var source = 0
      while source < field.count {
        target[length] = field[source]
        length += 1
        source += field[source] == quote ? 2 : 1
      }
      fields[index] = UnsafeBufferPointer(start: target, count: length)
    }
  }

  private mutating func forgetScratch() {
    for part in scratch { part.deallocate() }
    scratch.removeAll(keepingCapacity: true)
  }
}

extension CSVScanner {
  /// The first thing wrong with a row, nil when it is well-formed.
  private func fault(
    of scan: borrowing RowScan, _ count: Int, _ bytes: UnsafeBufferPointer<UInt8>, line: Int
  ) -> CSVFault? {
    let lines = lines(scan, bytes)
    func fault(_ column: Int?, _ kind: CSVFault.Kind) -> CSVFault {
      CSVFault(line: line, column: column, kind: kind, lines: lines)
    }
    if bytes.count > limits.row { return fault(nil, .rowTooLong(limit: limits.row)) }
    if let problem = scan.problem { return fault(problem.column, problem.kind) }
    if hasNUL, let offset = bytes.firstIndex(of: 0) {
      return fault(column(at: offset, bytes, count), .nul)
    }
    if scan.highBits & 0x8080_8080_8080_8080 != 0, let offset = TextCheck.firstInvalid(bytes) {
      return fault(column(at: offset, bytes, count), .invalidUTF8(offset: offset))
    }
    if let expected, count != expected {
      return fault(nil, .fieldCount(expected: expected, found: count))
    }
    if count > fields.count { return fault(nil, .tooManyColumns(limit: fields.count)) }
    if bytes.count > limits.field,
      let long = fields[..<count].firstIndex(where: { $0.count > limits.field })
    {
      return fault(long + 1, .fieldTooLong(limit: limits.field))
    }
    return nil
  }

  /// The field, from 1, in which a byte of the row stands; nil beyond the fields that are kept.
  private func column(
    at offset: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ count: Int
  ) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    let place = fields[..<min(count, fields.count)].firstIndex { field in
      field.baseAddress.map { $0 + field.count > base + offset } ?? false
    }
    return place.map { $0 + 1 }
  }
}
