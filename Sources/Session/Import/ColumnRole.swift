import InstrumentKit
import Profile

/// What one column of a file is for, with everything needed to read its fields fast.
enum ColumnRole: Sendable {
  case client
  case filledOn
  case item(place: Int, reader: FieldReader)
  /// Open words beside an option: sealed with the notes.
  case besides(place: Int)
  case specifications(place: Int)
  case actions(organisation: Int)
  /// Rows between semicolons, their cells between commas; the last cell may hold commas.
  case table(place: Int, columns: [FieldReader?])
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

/// The places of codes by their bytes; one object, so that reading a field copies nothing.
final class CodeTable: Sendable {
  let codes: [String]
  private let bytes: [UInt8]
  /// Slots of a hash table: place, start and length of a code; place -1 where empty.
  private let slots: [(place: Int32, start: Int32, length: Int32)]
  private let mask: UInt64

  init(_ codes: [String]) {
    self.codes = codes
    var bytes: [UInt8] = []
    var size = 8
    while size < codes.count * 3 { size *= 2 }
    var slots = [(place: Int32, start: Int32, length: Int32)](repeating: (-1, 0, 0), count: size)
    mask = UInt64(size - 1)
    for (place, code) in codes.enumerated() {
      let utf8 = Array(code.utf8)
      var slot = Int(utf8.withUnsafeBufferPointer(CodeTable.hash) & mask)
      while slots[slot].place >= 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = (Int32(place), Int32(bytes.count), Int32(utf8.count))
      bytes += utf8
    }
    self.bytes = bytes
    self.slots = slots
  }

  /// The place of a code, nil when the list has none.
  func place(of wanted: UnsafeBufferPointer<UInt8>) -> Int32? {
    var slot = Int(CodeTable.hash(wanted) & mask)
    while slots[slot].place >= 0 {
      let (place, start, length) = slots[slot]
      if Int(length) == wanted.count, isSame(wanted, Int(start)) { return place }
      slot = (slot + 1) & Int(mask)
    }
    return nil
  }

  private func isSame(_ wanted: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      for place in wanted.indices where bytes[start + place] != wanted[place] { return false }
      return true
    }
  }

  /// FNV-1a, 64 bits.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash ^ hash >> 32
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
    case .number(let range): self = .number(range)
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
