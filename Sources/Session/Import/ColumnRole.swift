import InstrumentKit
import Profile
import Synchronization

/// What one column of a file is for, with everything needed to read its fields fast.
enum ColumnRole: Sendable {
  case client
  case filledOn
  case item(place: Int, reader: FieldReader)
  /// Open words beside an option, named where there are several: sealed with the notes.
  case besides(place: Int, option: String?)
  case specifications(place: Int)
  case actions(ActionTable)
  /// Why there is no level, beside the column of the level itself.
  case absence(Threshold, place: Int)
  /// One specification, yes or no.
  case specification(Specification)
  /// What the program writes and works out anew: nothing is taken of it.
  case passedOver
  /// A column without a name, in which nothing may stand.
  case nameless
  /// Rows between semicolons, their cells between commas; the last cell may hold commas.
  case table(place: Int, columns: [FieldReader?])
}

/// How the bytes of one field become a cell.
enum FieldReader: Sendable {
  case code(CodeTable)
  case codes(CodeTable)
  case flag
  case day(DayForm)
  case number(ClosedRange<Int>)
  case text(limit: Int)
  /// Two digits, of which a spreadsheet drops a zero.
  case category
  case nationalNumber
}

/// The places of codes by their bytes; one object, so that reading a field copies nothing.
final class CodeTable: Sendable {
  let codes: [String]
  /// The item whose answers they are, and what its codes are called beside that, once asked.
  private let item: Item?
  private let aliases = Mutex<CodeAliases?>(nil)
  private let bytes: [UInt8]
  /// Slots of a hash table: place, start and length of a code; place -1 where empty.
  private let slots: [(place: Int32, start: Int32, length: Int32)]
  private let mask: UInt64

  init(_ codes: [String], of item: Item? = nil) {
    self.codes = codes
    self.item = item
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

  /// What bytes mean that are no code, by the other names of the codes.
  func meaning(of bytes: UnsafeBufferPointer<UInt8>) -> CodeAliases.Meaning? {
    guard let item else { return nil }
    return aliases.withLock { aliases in
      let known = aliases ?? CodeAliases(item)
      aliases = known
      return known.meaning(of: bytes)
    }
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
  init?(_ item: Item, dates: DayForm = .iso) {
    switch item.link {
    case .field("national-number")?:
      self = .nationalNumber
      return
    case .field("vdab-category")?:
      self = .category
      return
    default: break
    }
    func table(_ codes: [String]) -> CodeTable { CodeTable(codes, of: item) }
    switch item.type {
    case .one(let options): self = .code(table(options.map(\.code)))
    case .many(let options): self = .codes(table(options.map(\.code)))
    case .level(let scale): self = .code(table(scale.steps.map(\.code)))
    case .country: self = .code(table(Country.codes))
    case .flag: self = .flag
    case .day: self = .day(dates)
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
  /// Yes or no in both languages, as spreadsheets write them, or a cross where somebody ticked.
  static func flag(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool? {
    switch String(decoding: bytes, as: UTF8.self) {
    case "yes", "ja": return true
    case "no", "nee": return false
    case let other:
      switch ColumnNames.plain(other) {
      case "yes", "ja", "y", "j", "true", "waar", "x": return true
      case "no", "nee", "n", "false", "onwaar": return false
      default: return nil
      }
    }
  }

  /// Up to nine digits, with a minus before them where they lie below zero, and nothing else.
  static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let isNegative = bytes.first == UInt8(ascii: "-")
    let digits = bytes.dropFirst(isNegative ? 1 : 0)
    guard (1...9).contains(digits.count) else { return nil }
    var number = 0
    for byte in digits {
      guard (48...57).contains(byte) else { return nil }
      number = number * 10 + Int(byte) - 48
    }
    return isNegative ? -number : number
  }
}
