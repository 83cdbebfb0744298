/// One answer or measure in 32 bits, the form in which columns hold everything.
///
/// What the number means follows from the type of its column: a yes/no is 0 or 1, a code its
/// place in the list, several codes a bit mask (places 0 to 29), a day its ``Day/number``, a
/// text its place in a pool. The four lowest numbers are the named absences, so that a missing
/// value can never be read as zero.
@frozen public struct Cell: Hashable, Sendable {
  /// The 32 bits as they stand in a column.
  public var raw: Int32

  /// A cell of these very bits, absent or not.
  @inlinable public init(raw: Int32) { self.raw = raw }
  /// A number, a code's place or a mask.
  @inlinable public init(_ value: Int) { raw = Int32(truncatingIfNeeded: value) }
  /// A yes or a no.
  @inlinable public init(_ value: Bool) { raw = value ? 1 : 0 }
  /// A day.
  @inlinable public init(_ day: Day) { raw = day.number }
  /// A value that is missing, and why.
  @inlinable public init(_ absence: Absence) { raw = Int32.min + Int32(absence.rawValue) }

  /// Nobody asked: what a cell is before anything is known.
  @inlinable public static var unknown: Cell { Cell(raw: Int32.min) }

  /// Whether there is a value.
  @inlinable public var isKnown: Bool { raw > Int32.min + 3 }

  /// The number, nil when it is absent.
  @inlinable public var value: Int? { isKnown ? Int(raw) : nil }

  /// Why the value is missing, nil when it is there.
  @inlinable public var absence: Absence? {
    isKnown ? nil : Absence(rawValue: UInt8(raw &- Int32.min))
  }

  /// The code's place in a list of several answers, as a mask; nil for places outside 0 to 29.
  @inlinable public static func mask(_ place: Int) -> Int32? {
    place >= 0 && place < 30 ? Int32(1) << Int32(place) : nil
  }
}
