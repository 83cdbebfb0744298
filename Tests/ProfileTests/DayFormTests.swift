import InstrumentKit
import Profile
import Testing

/// Days as files write them, and names of encodings.
@Suite struct DayFormTests {
  @Test(arguments: [
    ("30/06/2012", "2012-06-30"), ("1-2-2012", "2012-02-01"), ("1.02.2012", "2012-02-01"),
    ("1/06/2012 0:00", "2012-06-01"), ("2012-06-30", "2012-06-30"), ("29/02/2012", "2012-02-29"),
  ])
  func dayMonthYearIsReadWhenItIsSaid(_ text: String, _ day: String) {
    #expect(DayForm.dmy.day(text)?.description == day)
    #expect(DayForm.iso.day(text)?.description == (text == day ? day : nil))
  }

  @Test(arguments: [
    "06/30/2012", "30/6/12", "29/02/2011", "1/2-2012", "30 06 2012", "1//2012", "١/٢/٢٠١٢",
    "1/06/2012 10:30", "", "/", "001/02/2012",
  ])
  func whatCouldBeSomethingElseIsNoDay(_ text: String) {
    #expect(DayForm.dmy.day(text) == nil)
  }

  /// Spreadsheets count a 29 February 1900 that never was.
  @Test(arguments: [
    ("1", "1900-01-01"), ("59", "1900-02-28"), ("61", "1900-03-01"), ("41090", "2012-06-30"),
    ("29224", "1980-01-04"),
  ])
  func dayNumbersOfSpreadsheets(_ text: String, _ day: String) {
    #expect(DayForm.excel.day(text)?.description == day)
    #expect(DayForm.iso.day(text) == nil)
    #expect(DayForm.dmy.day(text) == nil)
  }

  @Test(arguments: ["0", "60", "2958466", "41090.5", "-3", "99999999"])
  func otherNumbersAreNoDays(_ text: String) { #expect(DayForm.excel.day(text) == nil) }

  @Test func theFormOfADayIsTold() {
    #expect(DayForm.of("2012-06-30") == .iso)
    #expect(DayForm.of("3/6/2012") == .dmy)
    #expect(DayForm.of("41090") == .excel)
    #expect(DayForm.of("2012") == nil)
    #expect(DayForm.of("soon") == nil)
    #expect(DayForm(word: "dmj") == .dmy)
    #expect(DayForm(word: "DMY") == .dmy)
    #expect(DayForm(word: "mdy") == nil)
  }

  @Test func encodingsAreFoundByTheNamesThatPeopleUse() {
    for name in ["windows-1252", "Windows 1252", "cp1252", "ANSI", "latin1", "ISO-8859-1"] {
      #expect(TextEncoding(name: name) == .windows1252, "\(name)")
    }
    #expect(TextEncoding(name: "utf8") == .utf8)
    #expect(TextEncoding(name: "UTF-16") == .utf16)
    #expect(TextEncoding(name: "ebcdic") == nil)
    for encoding in TextEncoding.allCases {
      #expect(TextEncoding(name: encoding.rawValue) == encoding)
      #expect([nil, 128].contains(encoding.upperHalf?.count))
    }
  }
}
