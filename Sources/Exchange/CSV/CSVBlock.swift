/// Some whole rows of a csv file, cut where no quoted field is open.
///
/// A block is never changed once it is made, so any thread may read it.
package final class CSVBlock: @unchecked Sendable {
  /// Counts the blocks of a file, from 0.
  package let number: Int
  /// The physical line with which the block starts, from 1.
  package let firstLine: Int
  /// The rows, and after them at least ``slack`` zero bytes.
  let base: UnsafeMutablePointer<UInt8>
  let count: Int
  /// A row that was not kept because it is too large or its quote never closes.
  let fault: CSVFault?

  /// Zero bytes after the rows, so that scanning may look ahead a word at a time.
  static let slack = 16

  /// Takes over the memory, which must have room for `count` and ``slack`` bytes.
  init(
    number: Int, firstLine: Int, base: UnsafeMutablePointer<UInt8>, count: Int,
    fault: CSVFault? = nil
  ) {
    self.number = number
    self.firstLine = firstLine
    self.base = base
    self.count = count
    self.fault = fault
    (base + count).initialize(repeating: 0, count: CSVBlock.slack)
  }

  deinit { base.deallocate() }

  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }
}

/// Counts and places of bytes in a run of them.
enum ByteCount {
  /// How often a byte occurs.
  static func of(_ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard let base = UnsafeRawPointer(bytes.baseAddress) else { return 0 }
    let wanted = UInt64(byte) &* 0x0101_0101_0101_0101
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    let words = bytes.count / 8
    var total = 0
    var word = 0
    while word < words {
      // Each byte of the sum counts one place of the words, 255 of them at most.
      let end = min(words, word + 255)
      var sums: UInt64 = 0
      for index in word..<end {
        let other = base.loadUnaligned(fromByteOffset: index &* 8, as: UInt64.self) ^ wanted
        sums &+= ~(((other & low) &+ low) | other | low) >> 7
      }
      for shift in 0..<8 { total += Int(sums >> UInt64(shift * 8) & 0xFF) }
      word = end
    }
    var place = words * 8
    while place < bytes.count {
      if bytes[place] == byte { total += 1 }
      place += 1
    }
    return total
  }

  /// The place after the last line end that no quote encloses, nil when there is none.
  ///
  /// - Parameter isOpen: whether a quote is open at the end of the bytes.
  static func lastRowEnd(
    in bytes: UnsafeBufferPointer<UInt8>, isOpen: Bool, quote: UInt8
  ) -> Int? {
    var isOpen = isOpen
    var place = bytes.count
    while place > 0 {
      place -= 1
      if bytes[place] == quote { isOpen.toggle() }
      if !isOpen && bytes[place] == UInt8(ascii: "\n") { return place + 1 }
    }
    return nil
  }

  /// The place after the first line end that no quote encloses, nil when there is none;
  /// `isOpen` goes on from what it was to what it is there, or at the end.
  static func firstRowEnd(
    in bytes: UnsafeBufferPointer<UInt8>, isOpen: inout Bool, quote: UInt8
  ) -> Int? {
    for place in 0..<bytes.count {
      if bytes[place] == quote { isOpen.toggle() }
      if !isOpen && bytes[place] == UInt8(ascii: "\n") { return place + 1 }
    }
    return nil
  }
}
