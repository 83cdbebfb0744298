/// A field of life in which thresholds are grouped.
public struct Domain: Hashable, Sendable {
  /// Its code, for instance `practical`.
  public let code: String
  /// Its name for people.
  public let label: Label
  /// Its thresholds in the order of the vocabulary.
  public let thresholds: [Threshold]

  /// The eight domains, in the order of the vocabulary.
  public static let all: [Domain] = table.map { row in
    let members = Threshold.all.filter { Threshold.table[Int($0.index)].domain == row.code }
    return Domain(code: row.code, label: Label(nl: row.nl, en: row.en), thresholds: members)
  }
}

/// A barrier between a person and work, of the vocabulary that all instruments share.
@frozen public struct Threshold: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Place in the vocabulary and in every bit plane, 0 to 39.
  public let index: UInt8

  @inlinable init(place: UInt8) { index = place }

  /// The threshold at a place, nil outside the vocabulary.
  public init?(index: Int) {
    guard Threshold.table.indices.contains(index) else { return nil }
    self.index = UInt8(index)
  }

  /// The threshold with this code, nil for any other text.
  public init?(code: String) {
    guard let place = Threshold.places[code] else { return nil }
    index = UInt8(place)
  }

  /// All forty, in the order of the vocabulary.
  public static let all: [Threshold] = table.indices.map { Threshold(place: UInt8($0)) }
  private static let places: [String: Int] =
    Dictionary(uniqueKeysWithValues: table.indices.map { (table[$0].code, $0) })

  /// Its code in files and sentences: `mobility`.
  public var code: String { Threshold.table[Int(index)].code }

  /// Its name for people.
  public var label: Label {
    let row = Threshold.table[Int(index)]
    return Label(nl: row.nl, en: row.en)
  }

  /// The code of the domain, for instance `practical`.
  public var domain: String { Threshold.table[Int(index)].domain }

  /// What it may consist of, in the order of the vocabulary.
  public var specifications: [Specification] { Specification.byThreshold[Int(index)] }

  /// The same as ``code``.
  public var description: String { code }

  /// Whether it stands before another in the vocabulary.
  @inlinable public static func < (lhs: Threshold, rhs: Threshold) -> Bool {
    lhs.index < rhs.index
  }
}

extension ThresholdSet {
  /// The thresholds that the joint registration of 2012 covers; the other nine came with
  /// instruments of their own.
  public static let core = ThresholdSet(Threshold.all).subtracting([
    .physicalCapacity, .cognition, .hygiene, .selfReliance, .dutch, .literacy, .workPermit,
    .qualification, .jobGoal,
  ])
}

/// What a threshold consists of for this person, for instance `mobility.no-means`.
@frozen public struct Specification: Hashable, Sendable, CustomStringConvertible {
  /// Place in the vocabulary and in a ``SpecificationSet``, 0 to 81.
  public let index: UInt8

  /// The specification at a place, nil outside the vocabulary.
  public init?(index: Int) {
    guard Specification.table.indices.contains(index) else { return nil }
    self.index = UInt8(index)
  }

  /// The specification with this whole code (`threshold.word`), nil for any other text.
  public init?(code: String) {
    guard let place = Specification.places[code] else { return nil }
    self.init(index: place)
  }

  /// All of them, in the order of the vocabulary.
  public static let all: [Specification] = table.indices.compactMap(Specification.init(index:))
  static let places: [String: Int] =
    Dictionary(uniqueKeysWithValues: table.indices.map { (table[$0].code, $0) })
  static let byThreshold: [[Specification]] = Threshold.all.map { threshold in
    all.filter { $0.code.hasPrefix(threshold.code + ".") }
  }

  /// Its whole code in files and sentences: `mobility.no-means`.
  public var code: String { Specification.table[Int(index)].code }

  /// Its name for people.
  public var label: Label {
    let row = Specification.table[Int(index)]
    return Label(nl: row.nl, en: row.en)
  }

  /// The threshold that it is a part of.
  public var threshold: Threshold? {
    Threshold(code: String(code.prefix { $0 != "." }))
  }

  /// The same as ``code``.
  public var description: String { code }
}
