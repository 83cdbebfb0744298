import InstrumentKit
import Profile

/// What one row of a file says, as cells by item; used again for the next row.
package struct JudgedRow {
  package internal(set) var client = ""
  package internal(set) var cells: [Int32]
  /// Words of open answers, by item.
  package internal(set) var texts: [(place: Int, bytes: [UInt8])] = []
  /// Words beside an option, by item.
  package internal(set) var besides: [(place: Int, bytes: [UInt8])] = []
  package internal(set) var applicable: [Bool]
  package internal(set) var levels = ThresholdRecord()
  package internal(set) var absences = AbsenceRecord()
  package internal(set) var specifications = SpecificationSet()
  package internal(set) var actions: [(organisation: Int32, action: Int32)] = []
  package internal(set) var number: NationalNumber?
  package internal(set) var warnings: [RowWarning] = []

  init(items: Int) {
    cells = [Int32](repeating: Cell.unknown.raw, count: items)
    applicable = [Bool](repeating: true, count: items)
  }

  mutating func reset() {
    client = ""
    for place in cells.indices { cells[place] = Cell.unknown.raw }
    texts.removeAll(keepingCapacity: true)
    besides.removeAll(keepingCapacity: true)
    specifications = SpecificationSet()
    actions.removeAll(keepingCapacity: true)
    number = nil
    warnings.removeAll(keepingCapacity: true)
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
