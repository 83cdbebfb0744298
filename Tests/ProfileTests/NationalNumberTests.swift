import InstrumentKit
import Profile
import Testing

@Suite struct NationalNumberTests {
  private func number(_ text: String) -> NationalNumber? {
    Day(iso: "2026-11-21").flatMap { NationalNumber(text, on: $0) }
  }

  static let valid = ["85073003328", "93051822361", "17073003384", "98472899765", "01490700185"]

  @Test(arguments: valid) func acceptsRightNumbers(digits: String) {
    #expect(number(digits)?.digits == digits)
  }

  @Test(arguments: valid) func refusesEveryOneDigitChange(digits: String) {
    let original = Array(digits.utf8)
    for place in original.indices {
      for digit in UInt8(ascii: "0")...UInt8(ascii: "9") where digit != original[place] {
        var changed = original
        changed[place] = digit
        let text = String(decoding: changed, as: UTF8.self)
        // 07490700185 is a right number of 1907, one digit away from one of 2001.
        #expect((number(text) == nil) == (text != "07490700185"), "\(place), \(digit)")
      }
    }
  }

  @Test func readsTheUsualPunctuation() {
    #expect(number("85.07.30-033 28")?.digits == "85073003328")
    #expect(number("85/07/30-033-28") == nil)
    #expect(number("") == nil)
    #expect(number("850730033280") == nil)
  }

  @Test func tellsBirthAndSexWhereTheNumberDoes() throws {
    let plain = try #require(number("85073003328"))
    #expect(plain.birthDay == Day(iso: "1985-07-30"))
    #expect(plain.isMale == true)
    let recent = try #require(number("17073003384"))
    #expect(recent.birthDay == Day(iso: "2017-07-30"))
    let bis = try #require(number("98472899765"))
    #expect(bis.birthDay == Day(iso: "1998-07-28"))
  }

  @Test func refusesBirthsAfterTheReferenceDay() throws {
    let day = try #require(Day(iso: "2017-07-29"))
    #expect(NationalNumber("17073003384", on: day) == nil)
    #expect(NationalNumber("17073003384", on: day.adding(days: 1)) != nil)
  }

  @Test func printsNothingOfItself() {
    #expect(number("85073003328").map { "\($0)" } == "‹national number›")
  }
}
