/// The levels of all thresholds of one person in two words.
///
/// Bit n of `low` and `high` together are the level of threshold n; 00 is "not assessed". Any
/// question about several thresholds at once is one or two bit operations.
@frozen public struct ThresholdRecord: Hashable, Sendable {
  /// The low bit of each level.
  public var low: UInt64
  /// The high bit of each level.
  public var high: UInt64

  /// A record of these bits; without any, nothing is assessed.
  @inlinable public init(low: UInt64 = 0, high: UInt64 = 0) {
    self.low = low
    self.high = high
  }

  /// The level of a threshold, nil when it is not assessed.
  @inlinable public subscript(_ threshold: Threshold) -> Level? {
    get {
      let low = (low >> UInt64(threshold.index)) & 1
      let high = (high >> UInt64(threshold.index)) & 1
      return Level(rawValue: UInt8(high << 1 | low))
    }
    set {
      let bit = UInt64(1) << UInt64(threshold.index)
      let value = newValue?.rawValue ?? 0
      low = value & 1 != 0 ? low | bit : low & ~bit
      high = value & 2 != 0 ? high | bit : high & ~bit
    }
  }

  /// The thresholds that have this level.
  @inlinable public func thresholds(at level: Level) -> ThresholdSet {
    switch level {
    case .noBarrier: ThresholdSet(bits: low & ~high)
    case .supported: ThresholdSet(bits: high & ~low)
    case .blocking: ThresholdSet(bits: high & low)
    }
  }

  /// The thresholds that have a level at all.
  @inlinable public var assessed: ThresholdSet { ThresholdSet(bits: low | high) }

  /// What the newer record knows, and this one's levels where the newer knows none.
  @inlinable public func updated(by newer: ThresholdRecord) -> ThresholdRecord {
    let known = newer.low | newer.high
    return ThresholdRecord(low: low & ~known | newer.low, high: high & ~known | newer.high)
  }

  /// Only the levels of the given thresholds.
  @inlinable public func limited(to set: ThresholdSet) -> ThresholdRecord {
    ThresholdRecord(low: low & set.bits, high: high & set.bits)
  }
}

/// Why thresholds without a level have none, in two words beside a ``ThresholdRecord``.
@frozen public struct AbsenceRecord: Hashable, Sendable {
  /// The low bit of each reason.
  public var low: UInt64
  /// The high bit of each reason.
  public var high: UInt64

  /// A record of these bits; without any, nothing was asked.
  @inlinable public init(low: UInt64 = 0, high: UInt64 = 0) {
    self.low = low
    self.high = high
  }

  /// The reason; it means something only where the record has no level.
  @inlinable public subscript(_ threshold: Threshold) -> Absence {
    get {
      let low = (low >> UInt64(threshold.index)) & 1
      let high = (high >> UInt64(threshold.index)) & 1
      return Absence(rawValue: UInt8(high << 1 | low)) ?? .notAsked
    }
    set {
      let bit = UInt64(1) << UInt64(threshold.index)
      low = newValue.rawValue & 1 != 0 ? low | bit : low & ~bit
      high = newValue.rawValue & 2 != 0 ? high | bit : high & ~bit
    }
  }
}

/// A set of thresholds, one bit each.
@frozen public struct ThresholdSet: Hashable, Sendable, ExpressibleByArrayLiteral {
  /// Bit n is threshold n.
  public var bits: UInt64

  /// A set of these bits.
  @inlinable public init(bits: UInt64) { self.bits = bits }
  /// A set of one.
  @inlinable public init(_ threshold: Threshold) { bits = UInt64(1) << UInt64(threshold.index) }
  /// A set as it is written out: `[.mobility, .finances]`.
  @inlinable public init(arrayLiteral elements: Threshold...) { self.init(elements) }
  /// A set of those that are given, each once.
  @inlinable public init(_ elements: some Sequence<Threshold>) {
    bits = elements.reduce(0) { $0 | UInt64(1) << UInt64($1.index) }
  }

  /// How many there are.
  @inlinable public var count: Int { bits.nonzeroBitCount }
  /// Whether there are none.
  @inlinable public var isEmpty: Bool { bits == 0 }

  /// Whether it is one of them.
  @inlinable public func contains(_ threshold: Threshold) -> Bool {
    bits >> UInt64(threshold.index) & 1 != 0
  }

  /// Those that are in both.
  @inlinable public func intersection(_ other: ThresholdSet) -> ThresholdSet {
    ThresholdSet(bits: bits & other.bits)
  }

  /// Those that are not in the other.
  @inlinable public func subtracting(_ other: ThresholdSet) -> ThresholdSet {
    ThresholdSet(bits: bits & ~other.bits)
  }

  /// The members in the order of the vocabulary.
  public var members: [Threshold] { Threshold.all.filter(contains) }
}

/// A set of specifications, one bit each, in two words.
@frozen public struct SpecificationSet: Hashable, Sendable {
  /// Bit n is specification n, for the first 64.
  public var low: UInt64
  /// The bits of the others.
  public var high: UInt64

  /// A set of these bits.
  @inlinable public init(low: UInt64 = 0, high: UInt64 = 0) {
    self.low = low
    self.high = high
  }

  /// Whether it is one of them.
  @inlinable public func contains(_ specification: Specification) -> Bool {
    let index = UInt64(specification.index)
    return (index < 64 ? low >> index : high >> (index - 64)) & 1 != 0
  }

  /// Adds one.
  @inlinable public mutating func insert(_ specification: Specification) {
    let index = UInt64(specification.index)
    if index < 64 { low |= 1 << index } else { high |= 1 << (index - 64) }
  }
}
