/// Reads the rows of one block; one scanner per block, on any thread.
///
/// A row ends at a line end before which the block has an even number of quotes. That holds for
/// faulty rows too, so that the rows after one are read as if it were well-formed.
package struct CSVScanner: ~Copyable {
  let block: CSVBlock
  let separator: UInt8
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

  package init(_ block: CSVBlock, of header: CSVHeader, limits: CSVLimits = CSVLimits()) {
    self.init(block, separator: header.separator, expected: header.names.count, limits: limits)
  }

  init(_ block: CSVBlock, separator: UInt8, expected: Int?, limits: CSVLimits) {
    self.block = block
    self.separator = separator
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
    var scan = RowScan(fields, at: block.base + start)
    scan.run(separator, end: block.base + block.count)
    place = scan.position - UnsafePointer(block.base)
    line += scan.lineEnds
    let bytes = UnsafeBufferPointer(start: block.base + start, count: place - start)
    if let fault = fault(of: scan, bytes, line: startLine) { return .failure(fault) }
    if scan.hasEscapes { unescape(scan.count) }
    let row = UnsafeBufferPointer(rebasing: fields[..<scan.count])
    return .success(CSVRow(line: startLine, fields: row))
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
    of scan: borrowing RowScan, _ bytes: UnsafeBufferPointer<UInt8>, line: Int
  ) -> CSVFault? {
    func fault(_ column: Int?, _ kind: CSVFault.Kind) -> CSVFault {
      CSVFault(line: line, column: column, kind: kind)
    }
    if bytes.count > limits.row { return fault(nil, .rowTooLong(limit: limits.row)) }
    if let problem = scan.problem { return fault(problem.column, problem.kind) }
    if hasNUL, let offset = bytes.firstIndex(of: 0) {
      return fault(column(at: offset, bytes, scan.count), .nul)
    }
    if scan.highBits & 0x8080_8080_8080_8080 != 0, let offset = TextCheck.firstInvalid(bytes) {
      return fault(column(at: offset, bytes, scan.count), .invalidUTF8(offset: offset))
    }
    if let expected, scan.count != expected {
      return fault(nil, .fieldCount(expected: expected, found: scan.count))
    }
    if scan.count > fields.count { return fault(nil, .tooManyColumns(limit: fields.count)) }
    if bytes.count > limits.field,
      let long = fields[..<scan.count].firstIndex(where: { $0.count > limits.field })
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
