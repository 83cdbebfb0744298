internal import Synchronization

/// A place outside the columns that an instrument was given: it read an input that it does not
/// have, or wrote a measure that it does not have. Since 1.3.
public struct Breach: Hashable, Codable, Sendable {
  /// Whether an input was read; else a measure was written.
  public let isInput: Bool
  /// The place that it named, in the list of its inputs or of its measures.
  public let place: Int
  /// The row of the subject.
  public let row: Int

  /// A place that was named for the subject of a row.
  public init(isInput: Bool, place: Int, row: Int) {
    self.isInput = isInput
    self.place = place
    self.row = row
  }

  /// The first place outside the columns that was named since they were made; nil when there was
  /// none, or when the columns do not know how many they are.
  public static func first(
    in batch: Batch, _ measures: UnsafePointer<UnsafeMutablePointer<Int32>>
  ) -> Breach? {
    ColumnBounds.kept(batch.inputs, isInput: true) ?? ColumnBounds.kept(measures, isInput: false)
  }
}

/// The columns of a ``Batch`` or of a ``Result`` that know how many they are: what lies outside is
/// neither read nor written, and the first such place is kept. Since 1.3.
///
/// Libraries that were built before kit 1.3 look at no bounds: behind the last column lie spare
/// ones, into which such a library writes instead of into somebody else's memory, or none, and then
/// it ends there.
public final class ColumnTable<Column> {
  private let memory: UnsafeMutableRawPointer
  /// What goes into a ``Batch`` or a ``Result``; valid as long as the table.
  public let columns: UnsafePointer<Column>
  /// How many columns there are, without the spare ones.
  public let count: Int

  /// How many spare columns lie behind the last.
  public static var spares: Int { 64 }

  private init(_ given: [Column], entries: [Bool], spare: UInt) {
    count = given.count
    let words = (entries.count + 63) / 64
    let size = (words + 2 + given.count + Self.spares) * ColumnBounds.word
    memory = .allocate(byteCount: size, alignment: 16)
    let first = memory + (words + 2) * ColumnBounds.word
    columns = UnsafePointer(first.bindMemory(to: Column.self, capacity: max(1, given.count)))
    func store(_ value: UInt, _ place: Int) {
      first.storeBytes(of: value, toByteOffset: place * ColumnBounds.word, as: UInt.self)
    }
    for place in -(words + 2)..<0 { store(0, place) }
    for place in given.count..<given.count + Self.spares { store(spare, place) }
    for (place, hasEntries) in entries.enumerated() where hasEntries {
      let word = -3 - place / 64
      let bits = first.load(fromByteOffset: word * ColumnBounds.word, as: UInt.self)
      store(bits | 1 << UInt(place % 64), word)
    }
    store(ColumnBounds.mark &+ UInt(given.count), -1)
    for (place, column) in given.enumerated() {
      (first + place * ColumnBounds.word).storeBytes(of: column, as: Column.self)
    }
  }

  deinit { memory.deallocate() }
}

extension ColumnTable where Column == UnsafePointer<Int32>? {
  /// The columns of a batch.
  ///
  /// - Parameters:
  ///   - inputs: a column per input, nil where nothing was ever recorded.
  ///   - entries: for each input whether its column holds entries.
  public convenience init(inputs: [UnsafePointer<Int32>?], entries: [Bool]) {
    self.init(inputs, entries: entries, spare: 0)
  }
}

extension ColumnTable where Column == UnsafeMutablePointer<Int32> {
  /// The columns of results.
  ///
  /// - Parameters:
  ///   - measures: a column per measure.
  ///   - spare: as long as the others, for whoever looks at no bounds; without one such a
  ///     library ends where it writes outside.
  public convenience init(
    measures: [UnsafeMutablePointer<Int32>], spare: UnsafeMutablePointer<Int32>? = nil
  ) {
    self.init(measures, entries: [], spare: UInt(bitPattern: spare))
  }
}

/// What lies before the first column of a table: how many there are, the first place that was named
/// outside, and of inputs which hold entries.
@usableFromInline enum ColumnBounds {
  /// The bytes of what lies there.
  @inlinable static var word: Int { MemoryLayout<UInt>.size }
  /// The number of columns is added to it. No address, size or small number is as great, so that
  /// columns that somebody laid out otherwise are told from these: they have no bounds.
  @inlinable static var mark: UInt { 0xD8E1_77B0_0C5A_0000 }
  /// More columns than any table has.
  @inlinable static var most: UInt { 1 << 20 }

  /// Says that an input was read that is not there; nothing is known of it.
  @usableFromInline static func misread(
    _ table: UnsafePointer<UnsafePointer<Int32>?>, _ place: Int, _ row: Int
  ) {
    keep(table, place, row)
  }

  /// Says that a measure was written that is not there.
  @usableFromInline static func miswritten(
    _ table: UnsafePointer<UnsafeMutablePointer<Int32>>, _ place: Int, _ row: Int
  ) {
    keep(table, place, row)
  }

  private static func keep<Column>(_ table: UnsafePointer<Column>, _ place: Int, _ row: Int) {
    guard let first = first(table) else { return }
    let named = UInt64(UInt32(bitPattern: Int32(clamping: place)))
    let value = named << 32 | UInt64(UInt32(truncatingIfNeeded: row &+ 1))
    _ = first.pointee.compareExchange(expected: 0, desired: value, ordering: .relaxed)
  }

  static func kept<Column>(_ table: UnsafePointer<Column>, isInput: Bool) -> Breach? {
    guard let value = first(table)?.pointee.load(ordering: .relaxed), value != 0 else { return nil }
    return Breach(
      isInput: isInput, place: Int(Int32(bitPattern: UInt32(value >> 32))),
      row: Int(UInt32(truncatingIfNeeded: value)) - 1)
  }

  /// Where the first place outside is kept; several threads may come there.
  private static func first<Column>(
    _ table: UnsafePointer<Column>
  ) -> UnsafeMutablePointer<Atomic<UInt64>>? {
    guard table.isBounded else { return nil }
    return UnsafeMutableRawPointer(mutating: UnsafeRawPointer(table) - 2 * word)
      .assumingMemoryBound(to: Atomic<UInt64>.self)
  }
}

extension UnsafePointer {
  /// How many columns there are; of columns without bounds some number greater than any.
  @inlinable var columnCount: UInt {
    UnsafeRawPointer(self).load(fromByteOffset: -ColumnBounds.word, as: UInt.self)
      &- ColumnBounds.mark
  }

  @inlinable var isBounded: Bool { columnCount < ColumnBounds.most }

  /// Whether there is a column at this place.
  @inlinable func holds(_ place: Int) -> Bool { UInt(bitPattern: place) < columnCount }

  /// Whether the column at this place holds entries.
  @inlinable func holdsEntries(_ place: Int) -> Bool {
    if !isBounded { return true }
    guard holds(place) else { return false }
    let offset = -(3 + place / 64) * ColumnBounds.word
    let bits = UnsafeRawPointer(self).load(fromByteOffset: offset, as: UInt.self)
    return bits >> UInt(place % 64) & 1 == 1
  }
}
