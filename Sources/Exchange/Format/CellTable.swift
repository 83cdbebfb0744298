import Cohort
import InstrumentKit
import Profile

/// The bytes of a column's distinct values, made once and copied for each row.
///
/// Values that are too many to prepare for a column of that length are written one by one.
final class CellTable {
  let text: CellText
  let cells: [Int32]
  /// Stands before each value: a separator, or a name.
  private let prefix: [UInt8]
  /// Stands for a value without any bytes.
  private let empty: [UInt8]
  private let lowest: Int32
  /// How many values are prepared; entry 0 of `starts` is the missing value.
  private let prepared: UInt32
  private let bytes: UnsafeMutablePointer<UInt8>
  private let starts: [UInt32]
  private var single: [UInt8] = []

  /// More values would take memory that grows with the table, and save nothing: codes of clients.
  private static let mostPrepared = 1 << 16

  /// Values of so many bytes are copied without asking for their length.
  static let slack = 16

  init(_ column: Column, _ style: CellStyle, prefix: [UInt8], empty: [UInt8]) {
    let text = CellText(column, style)
    var made = prefix + (text.missing.isEmpty ? empty : text.missing)
    var starts: [UInt32] = [0, UInt32(made.count)]
    let range = CellTable.prepared(column)
    if let range {
      starts.reserveCapacity(range.count + 2)
      for raw in range {
        made += prefix
        let start = made.count
        text.append(raw, to: &made)
        if made.count == start { made += empty }
        starts.append(UInt32(truncatingIfNeeded: made.count))
      }
    }
    // Places are 32 bits; a table that is larger would be no gain anyhow.
    let fits = made.count < Int(UInt32.max)
    prepared = fits ? UInt32(range?.count ?? 0) : 0
    lowest = range?.lowerBound ?? 0
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: made.count + CellTable.slack)
    bytes.initialize(repeating: 0, count: made.count + CellTable.slack)
    made.withUnsafeBufferPointer { made in
      if let base = made.baseAddress { bytes.update(from: base, count: made.count) }
    }
    self.bytes = bytes
    self.text = text
    self.starts = starts
    self.prefix = prefix
    self.empty = empty
    cells = column.cells
  }

  deinit { bytes.deallocate() }

  /// The values to prepare: all from the lowest to the highest, when they are fewer than rows.
  private static func prepared(_ column: Column) -> ClosedRange<Int32>? {
    var lowest = Int32.max
    var highest = Int32.min
    for raw in column.cells where Cell(raw: raw).isKnown {
      lowest = min(lowest, raw)
      highest = max(highest, raw)
    }
    guard lowest <= highest, Int(highest) - Int(lowest) <= column.cells.count + 64,
      Int(highest) - Int(lowest) < CellTable.mostPrepared
    else {
      return nil
    }
    return lowest...highest
  }

  /// Appends the value of a row.
  @inline(__always)
  func append(_ raw: Int32, to buffer: RowBuffer) {
    var entry = 0
    if raw > Int32.min + 3 {
      let place = UInt32(truncatingIfNeeded: Int(raw) - Int(lowest))
      guard raw >= lowest, place < prepared else { return appendSingle(raw, to: buffer) }
      entry = Int(place) + 1
    }
    let start = Int(starts[entry])
    buffer.append(bytes + start, count: Int(starts[entry + 1]) - start)
  }

  private func appendSingle(_ raw: Int32, to buffer: RowBuffer) {
    single.removeAll(keepingCapacity: true)
    single += prefix
    text.append(raw, to: &single)
    if single.count == prefix.count { single += empty }
    buffer.append(single)
  }
}

/// Gathers rows before they go to a sink.
final class RowBuffer {
  private let base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0
  private var overflow: [UInt8] = []

  init(capacity: Int = 64 << 10) {
    self.capacity = capacity
    base = .allocate(capacity: capacity + CellTable.slack)
    base.initialize(repeating: 0, count: capacity + CellTable.slack)
  }

  deinit { base.deallocate() }

  /// Appends bytes behind which ``CellTable/slack`` more may be read.
  @inline(__always)
  func append(_ bytes: UnsafePointer<UInt8>, count length: Int) {
    guard overflow.isEmpty, count + length <= capacity else {
      overflow.append(contentsOf: UnsafeBufferPointer(start: bytes, count: length))
      return
    }
    let target = UnsafeMutableRawPointer(base + count)
    if length <= CellTable.slack {
      let words = UnsafeRawPointer(bytes).loadUnaligned(as: SIMD2<UInt64>.self)
      target.storeBytes(of: words, as: SIMD2<UInt64>.self)
    } else {
      target.copyMemory(from: bytes, byteCount: length)
    }
    count += length
  }

  func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return }
      if overflow.isEmpty, count + bytes.count <= capacity {
        (base + count).update(from: start, count: bytes.count)
        count += bytes.count
      } else {
        overflow.append(contentsOf: bytes)
      }
    }
  }

  /// Whether there is enough to be worth a write.
  @inline(__always) var isFull: Bool { count > capacity - capacity / 4 || !overflow.isEmpty }

  func drain(to sink: any ByteSink) throws {
    let pending = count
    count = 0
    try sink.write(UnsafeRawBufferPointer(start: base, count: pending))
    if !overflow.isEmpty {
      let rest = overflow
      overflow = []
      try rest.withUnsafeBytes { try sink.write($0) }
    }
  }
}
