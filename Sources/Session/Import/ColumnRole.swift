import InstrumentKit
import Profile

/// What one column of a file is for, with everything needed to read its fields fast.
enum ColumnRole: Sendable {
  case client
  case item(place: Int, reader: FieldReader)
  /// Open words beside an option: sealed with the notes.
  case besides(place: Int)
  case specifications(place: Int)
  case actions(organisation: Int)
}

/// How the bytes of one field become a cell.
enum FieldReader: Sendable {
  case code(CodeTable)
  case codes(CodeTable)
  case flag
  case day
  case number(ClosedRange<Int>)
  case text(limit: Int)
  case nationalNumber
}

/// The places of codes by their bytes.
struct CodeTable: Sendable {
  let codes: [String]
  private let places: [UInt64: Int32]

  init(_ codes: [String]) {
    self.codes = codes
    var places: [UInt64: Int32] = [:]
    for (place, code) in codes.enumerated() {
      var copy = code
      copy.withUTF8 { places[CodeTable.key($0)] = Int32(place) }
    }
    // Codes of one list that fell on one key could be mistaken for each other.
    self.places = places.count == codes.count ? places : [:]
  }

  /// The place of a code, nil when the list has none.
  func place(of bytes: UnsafeBufferPointer<UInt8>) -> Int32? {
    guard let place = places[CodeTable.key(bytes)] else { return nil }
    return codes[Int(place)].utf8.elementsEqual(bytes) ? place : nil
  }

  /// FNV-1a, 64 bits.
  private static func key(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}

extension FieldReader {
  /// The reader for an item, nil when a file cannot hold its answers.
  init?(_ item: Item) {
    if case .field("national-number")? = item.link {
      self = .nationalNumber
      return
    }
    switch item.type {
    case .one(let options): self = .code(CodeTable(options.map(\.code)))
    case .many(let options): self = .codes(CodeTable(options.map(\.code)))
    case .level(let scale): self = .code(CodeTable(scale.steps.map(\.code)))
    case .country: self = .code(CodeTable(Country.codes))
    case .flag: self = .flag
    case .day: self = .day
    case .count: self = .number(0...1_000_000)
    case .percent: self = .number(0...100)
    case .text, .commune: self = .text(limit: 200)
    case .note: self = .text(limit: 20_000)
    case .table, .shared: return nil
    @unknown default: return nil
    }
  }
}

extension FieldReader {
  /// yes, no, ja or nee.
  static func flag(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool? {
    switch String(decoding: bytes, as: UTF8.self) {
    case "yes", "ja": true
    case "no", "nee": false
    default: nil
    }
  }

  /// Up to nine digits and nothing else.
  static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard (1...9).contains(bytes.count) else { return nil }
    var number = 0
    for byte in bytes {
      guard (48...57).contains(byte) else { return nil }
      number = number * 10 + Int(byte) - 48
    }
    return number
  }
}
