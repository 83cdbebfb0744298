import InstrumentKit

/// The bytes of single fields.
extension RowWriter {
  mutating func comma() { bytes.append(44) }

  mutating func text(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func field(_ text: String) {
    comma()
    bytes.append(contentsOf: text.utf8)
  }

  mutating func field(_ day: Day) {
    comma()
    let (year, month, dayOfMonth) = day.civil
    number(year, width: 4)
    bytes.append(45)
    number(month, width: 2)
    bytes.append(45)
    number(dayOfMonth, width: 2)
  }

  mutating func yesNo(_ share: Int) { field(chance.percent(share) ? "yes" : "no") }

  mutating func number(_ value: Int, width: Int) {
    var divisor = 1
    var digits = 1
    while digits < width || value / divisor >= 10 {
      divisor *= 10
      digits += 1
    }
    while divisor > 0 {
      bytes.append(UInt8(48 + value / divisor % 10))
      divisor /= 10
    }
  }

  /// One of the words, each as likely.
  mutating func pick(_ words: StaticString) -> String {
    let start = words.utf8Start
    let count = words.utf8CodeUnitCount
    var starts: [Int] = []
    var wasSpace = true
    for place in 0..<count {
      let isSpace = start[place] == 32 || start[place] == 10
      if wasSpace, !isSpace { starts.append(place) }
      wasSpace = isSpace
    }
    let first = starts[chance.below(starts.count)]
    var end = first
    while end < count, start[end] != 32, start[end] != 10 { end += 1 }
    return String(
      decoding: UnsafeBufferPointer(start: start + first, count: end - first), as: UTF8.self)
  }

  /// A number with the right birth date, sex and checksum, the next that is free.
  mutating func nationalNumber(_ born: Day, isMale: Bool) {
    let (year, month, day) = born.civil
    let first = chance.below(499)
    let date = ((year % 100 * 100 + month) * 100 + day) * 1000
    let numbers = (0..<499).lazy.map { date + (first + $0) % 499 * 2 + (isMale ? 1 : 2) }
    let century = year >= 2000 ? 2_000_000_000 : 0
    let nine = numbers.first { !taken.contains(century + $0) } ?? date + 999
    taken.insert(century + nine)
    comma()
    number(nine, width: 9)
    number(97 - (century + nine) % 97, width: 2)
  }
}

/// Names and places that invented people may have.
enum Words {
  static let firstNames = words(
    """
    Ahmed Amina An Els Emre Fatima Greet Ivan Jean Jef Joke Karim Katrien Koen Leila Luc Milan
    Mira Nadia Noah Olga Piotr Samir Sara Tenzin Tom Wout Youssef Zeynep Zoë
    """)
  static let lastNames = words(
    """
    Claes D'Hondt Dorjee El-Amrani Goossens Horváth Ivanova Janssens Maes Nowak Peeters Uwimana
    Wouters Yilmaz Özdemir
    """)
  static let places = words("Kortrijk-Waregem Leuven Mortsel Tielt Gent Antwerpen Hasselt Brugge")
  static let communes = [
    ["Kortrijk", "Waregem", "Kuurne"], ["Leuven", "Herent", "Bierbeek"],
    ["Mortsel", "Edegem", "Boechout"], ["Tielt", "Pittem", "Meulebeke"],
    ["Gent", "Merelbeke", "Evergem"], ["Antwerpen", "Wijnegem", "Schoten"],
    ["Hasselt", "Diepenbeek", "Zonhoven"], ["Brugge", "Damme", "Jabbeke"],
  ]
  static let countries = words(
    "MA TR PL RO BG SK RU AF IQ IR CD CM GH NG TN BR EC TH CN KZ RW NL FR")

  private static func words(_ text: String) -> [String] {
    text.split { $0 == " " || $0 == "\n" }.map(String.init)
  }
}
