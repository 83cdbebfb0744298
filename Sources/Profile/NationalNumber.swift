import InstrumentKit

/// A Belgian national register number or bis number with a right checksum.
///
/// An attribute that may be replaced, never a key. Source: Royal Decree of 3 April 1984; bis
/// numbers, Royal Decree of 8 February 1991 (month + 20, or + 40 when the sex is known).
package struct NationalNumber: Hashable, Sendable, CustomStringConvertible {
  /// Eleven digits; identity, so never printed.
  package let digits: String
  /// From the year 2000 on.
  package let bornFrom2000: Bool

  /// Accepts eleven digits, with the usual points, dashes and spaces or without.
  ///
  /// - Parameter reference: nobody is born after this day, which settles what the checksum of
  ///   the two centuries leaves open.
  package init?(_ text: String, on reference: Day) {
    guard let digits = NationalNumber.digits(text),
      let century = NationalNumber.century(of: digits.utf8.map { $0 - 48 }, on: reference)
    else { return nil }
    bornFrom2000 = century == 2000
    self.digits = digits
  }

  /// The eleven digits of a number as it is printed or typed, right or not; nil when there are
  /// others or fewer.
  package static func digits(_ text: String) -> String? {
    var digits: [UInt8] = []
    for byte in ValueText.kept(text).replacing("\u{A0}", with: " ").utf8 {
      switch byte {
      case 48...57: digits.append(byte)
      case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: " "): continue
      default: return nil
      }
    }
    return digits.count == 11 ? String(decoding: digits, as: UTF8.self) : nil
  }

  /// Whether eleven digits are those of a bis number, which another takes the place of.
  package static func isBis(_ digits: String) -> Bool {
    Int(digits.dropFirst(2).prefix(2)).map { $0 > 12 } ?? false
  }

  /// 1900 or 2000 when the digits are a number of a possible date with a right check, else nil.
  private static func century(of digits: [UInt8], on reference: Day) -> Int? {
    guard digits.count == 11 else { return nil }
    let number = digits.prefix(9).reduce(0) { $0 * 10 + Int($1) }
    let check = Int(digits[9]) * 10 + Int(digits[10])
    let month = Int(digits[2]) * 10 + Int(digits[3])
    let day = Int(digits[4]) * 10 + Int(digits[5])
    let year = Int(digits[0]) * 10 + Int(digits[1])
    for (century, whole) in [(1900, number), (2000, 2_000_000_000 + number)]
    where 97 - whole % 97 == check && possible(century + year, month, day, reference) {
      return century
    }
    return nil
  }

  /// Unknown months and days are 00; a bis number adds 20 or 40 to the month.
  private static func possible(_ year: Int, _ month: Int, _ day: Int, _ reference: Day) -> Bool {
    let plain = month > 40 ? month - 40 : month > 20 ? month - 20 : month
    guard plain <= 12, day <= 31, year <= reference.civil.year else { return false }
    guard plain > 0, day > 0 else { return true }
    return Day(year: year, month: plain, day: day).map { $0 <= reference } ?? false
  }

  /// The day of birth that the number says, nil when it leaves part of it open.
  package var birthDay: Day? {
    let values = digits.utf8.map { Int($0) - 48 }
    let month = values[2] * 10 + values[3]
    let plain = month > 40 ? month - 40 : month > 20 ? month - 20 : month
    let year = (bornFrom2000 ? 2000 : 1900) + values[0] * 10 + values[1]
    return Day(year: year, month: plain, day: values[4] * 10 + values[5])
  }

  /// Odd serial numbers are men's; nil for a bis number given without knowing the sex.
  package var isMale: Bool? {
    let values = digits.utf8.map { Int($0) - 48 }
    let month = values[2] * 10 + values[3]
    guard month <= 12 || month > 40 else { return nil }
    return values[8] % 2 == 1
  }

  package var description: String { "‹national number›" }
}
