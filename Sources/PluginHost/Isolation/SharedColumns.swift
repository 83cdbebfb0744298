import CSystem
import Foundation
import InstrumentKit

/// The columns of some subjects in memory that host and child share: what is read, then what is
/// written.
///
/// It begins with numbers of eight bytes: the rows, the day, the first row's number for the host, the
/// row that is being scored and whether that crashed, then where each column begins; of an input that
/// was never recorded that is 0.
final class SharedColumns {
  private static let head = 5
  /// Where the row is told that is being scored; none is -1.
  private static let doing = 3
  private static let crashed = 4
  /// Cells before and behind each column of a measure, which nobody writes.
  private static let margin = 16
  private static let canary: Int32 = 0x3C96_A5C3
  let file: Descriptor
  private(set) var size = 0
  private(set) var base: UnsafeMutableRawPointer?

  init(_ file: Descriptor) { self.file = file }

  deinit { if let base { munmap(base, size) } }

  /// A file that no other process sees until it is given to one.
  static func made() throws -> SharedColumns {
    let file = try Descriptor(drempel_memory_file("columns"))
    // Whoever looks at memory that was cut off dies of it, and the child can cut.
    guard drempel_keep_size(file.number) == 0 else {
      throw PluginManifest.FaultKind(.unreadable(errno))
    }
    return SharedColumns(file)
  }

  /// Makes room, on the side of the host.
  func reserve(_ bytes: Int) -> Bool {
    if bytes <= size { return true }
    let wanted = max(bytes, size * 2, 1 << 20)
    guard ftruncate(file.number, wanted) == 0 else { return false }
    return map(wanted)
  }

  /// Sees what the host made room for, on the side of the child.
  func follow() -> Bool {
    var status = stat()
    guard fstat(file.number, &status) == 0 else { return false }
    return status.st_size == size || map(Int(status.st_size))
  }

  private func map(_ bytes: Int) -> Bool {
    if let base { munmap(base, size) }
    base = nil
    guard let mapped = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file.number, 0),
      mapped != MAP_FAILED
    else { return false }
    (base, size) = (mapped, bytes)
    return true
  }
}

extension SharedColumns {
  /// Copies some rows of a batch in, on the side of the host.
  ///
  /// - Parameter entries: for each input whether its cells are entries.
  /// - Returns: where the measures will begin; nil without memory.
  func put(_ batch: Batch, _ rows: Range<Int>, entries: [Bool], measures: Int) -> Int? {
    let count = rows.count
    let fixed = (SharedColumns.head + 4 + entries.count + measures) * 8
    let inputs = entries.indices.reduce(0) { total, place in
      guard let column = batch.inputs[place] else { return total }
      return total + 4 * (entries[place] ? entryCells(column, rows) : count) + 8
    }
    let stride = SharedColumns.stride(count)
    guard reserve(fixed + 4 * 8 * count + inputs + 4 * SharedColumns.margin + measures * stride),
      let base
    else {
      return nil
    }
    let places = base.bindMemory(to: Int.self, capacity: fixed / 8)
    places[0] = count
    places[1] = Int(batch.today.number)
    places[2] = rows.lowerBound
    (places[SharedColumns.doing], places[SharedColumns.crashed]) = (-1, 0)
    var end = fixed
    for (place, plane) in [batch.low, batch.high, batch.acceptedLow, batch.acceptedHigh]
      .enumerated()
    {
      places[SharedColumns.head + place] = end
      memcpy(base + end, plane + rows.lowerBound, count * 8)
      end += count * 8
    }
    for place in entries.indices {
      guard let column = batch.inputs[place] else {
        places[SharedColumns.head + 4 + place] = 0
        continue
      }
      places[SharedColumns.head + 4 + place] = end
      end +=
        entries[place] ? put(column, rows, at: end) : copy(column + rows.lowerBound, count, end)
    }
    let first = end + 4 * SharedColumns.margin
    guard measures > 0 else { return first }
    SharedColumns.guards(base + first, count, measures).forEach {
      $0.update(repeating: SharedColumns.canary, count: SharedColumns.margin)
    }
    for place in 0..<measures {
      places[SharedColumns.head + 4 + entries.count + place] = first + place * stride
    }
    return first
  }

  /// From one column of a measure to the next, in bytes.
  private static func stride(_ rows: Int) -> Int { ((4 * rows + 7) & ~7) + 4 * margin }

  /// Where nobody writes: before the first column of measures and behind each.
  private static func guards(
    _ first: UnsafeMutableRawPointer, _ rows: Int, _ measures: Int
  ) -> [UnsafeMutablePointer<Int32>] {
    (0...measures).map { place in
      (first + place * stride(rows) - 4 * margin)
        .bindMemory(to: Int32.self, capacity: margin)
    }
  }

  private func copy(_ cells: UnsafePointer<Int32>, _ count: Int, _ end: Int) -> Int {
    guard let base else { return 0 }
    memcpy(base + end, cells, count * 4)
    return (count * 4 + 7) & ~7
  }

  private func entryCells(_ column: UnsafePointer<Int32>, _ rows: Range<Int>) -> Int {
    rows.count + 1 + Int(column[rows.upperBound]) - Int(column[rows.lowerBound])
  }

  /// Starts count from the beginning of their own column, so they are moved with their rows.
  private func put(_ column: UnsafePointer<Int32>, _ rows: Range<Int>, at end: Int) -> Int {
    guard let base else { return 0 }
    let cells = entryCells(column, rows)
    let target = (base + end).bindMemory(to: Int32.self, capacity: cells)
    let first = column[rows.lowerBound]
    let moved = Int32(rows.count + 1) - first
    for place in 0...rows.count { target[place] = column[rows.lowerBound + place] &+ moved }
    memcpy(
      target + rows.count + 1, column + Int(first), (cells - rows.count - 1) * 4)
    return (cells * 4 + 7) & ~7
  }

  /// Copies the measures out, on the side of the host, from where it itself put them.
  ///
  /// - Parameter bounds: for each measure what a known value may be.
  /// - Returns: false when some value cannot be.
  func take(
    _ first: Int, _ rows: Range<Int>, bounds: [ClosedRange<Int32>],
    into columns: UnsafePointer<UnsafeMutablePointer<Int32>>
  ) -> Bool {
    guard let base else { return false }
    let stride = SharedColumns.stride(rows.count)
    var isSound = true
    for (place, range) in bounds.enumerated() {
      let target = columns[place] + rows.lowerBound
      memcpy(target, base + first + place * stride, rows.count * 4)
      // What was copied is looked at: the child may go on writing to the memory between the two.
      isSound = isSound && SharedColumns.isWithin(range, target, rows.count)
    }
    return isSound
  }

  /// Whether memory beside the measures is as the host left it.
  func isUntouched(_ first: Int, _ rows: Range<Int>, measures: Int) -> Bool {
    guard let base, measures > 0 else { return true }
    return SharedColumns.guards(base + first, rows.count, measures).allSatisfy { guarded in
      (0..<SharedColumns.margin).allSatisfy { guarded[$0] == SharedColumns.canary }
    }
  }

  /// The row of the host's batch that was being scored when that crashed, or when nothing came; nil
  /// when none was. The child's word: any number.
  func rowInHand(onlyCrashed: Bool) -> Int? {
    guard let base, size >= SharedColumns.head * 8 else { return nil }
    let places = base.assumingMemoryBound(to: Int.self)
    guard places[SharedColumns.doing] >= 0, !onlyCrashed || places[SharedColumns.crashed] == 1
    else {
      return nil
    }
    return places[2] &+ places[SharedColumns.doing]
  }

  /// Where the child tells the row that it scores; nil without memory.
  var hand: UnsafeMutablePointer<Int>? {
    guard let base, size >= SharedColumns.head * 8 else { return nil }
    return base.assumingMemoryBound(to: Int.self) + SharedColumns.doing
  }

  /// Whether every known cell is within bounds; sixteen at a time, for these are millions.
  private static func isWithin(
    _ range: ClosedRange<Int32>, _ cells: UnsafePointer<Int32>, _ count: Int
  ) -> Bool {
    let absent = SIMD16<Int32>(repeating: Int32.min + 3)
    let (least, most) = (
      SIMD16(repeating: range.lowerBound), SIMD16(repeating: range.upperBound)
    )
    var outside = SIMDMask<SIMD16<Int32>>(repeating: false)
    var place = 0
    while place + 16 <= count {
      let values = UnsafeRawPointer(cells + place).loadUnaligned(as: SIMD16<Int32>.self)
      outside .|= (values .> absent) .& ((values .< least) .| (values .> most))
      place += 16
    }
    if any(outside) { return false }
    return (place..<count).allSatisfy {
      cells[$0] <= Int32.min + 3 || range.contains(cells[$0])
    }
  }

  /// What lies there as a batch, on the side of the child; nil when it is not there whole.
  ///
  /// - Parameter entries: for each input whether its cells are entries.
  func batch<Value>(
    entries: [Bool], measures: Int,
    _ body: (Batch, Int, UnsafePointer<UnsafeMutablePointer<Int32>>) -> Value
  ) -> Value? {
    guard follow(), let base else { return nil }
    let count = entries.count
    if let hand {
      UnsafeMutableRawPointer(hand + 1).withMemoryRebound(to: Int64.self, capacity: 1) {
        drempel_tell_crash($0)
      }
    }
    let numbers = SharedColumns.head + 4 + count + measures
    guard numbers * 8 <= size else { return nil }
    let places = base.bindMemory(to: Int.self, capacity: numbers)
    let rows = places[0]
    let ends = (0..<numbers).map { places[$0] }
    guard rows >= 0, ends.dropFirst(SharedColumns.head).allSatisfy({ $0 >= 0 && $0 <= size }) else {
      return nil
    }
    func cells(_ number: Int) -> UnsafeMutablePointer<Int32> {
      (base + ends[SharedColumns.head + 4 + number]).assumingMemoryBound(to: Int32.self)
    }
    func plane(_ number: Int) -> UnsafePointer<UInt64> {
      UnsafePointer((base + ends[SharedColumns.head + number]).assumingMemoryBound(to: UInt64.self))
    }
    let inputs = ColumnTable(
      inputs: (0..<count).map {
        ends[SharedColumns.head + 4 + $0] == 0 ? nil : UnsafePointer(cells($0))
      }, entries: entries)
    let targets = ColumnTable(measures: (0..<measures).map { cells(count + $0) })
    return withExtendedLifetime((inputs, targets)) {
      let batch = Batch(
        today: Day(number: Int32(truncatingIfNeeded: ends[1])), low: plane(0), high: plane(1),
        acceptedLow: plane(2), acceptedHigh: plane(3), inputs: inputs.columns)
      return body(batch, rows, targets.columns)
    }
  }
}
