import Profile

/// Somebody's name, in the form under which two registrations of one person are compared.
package struct PersonName: Hashable, Sendable {
  /// The parts of each, in small letters without accents.
  let family: [String]
  let given: [String]
  private let familyWhole: String
  private let givenWhole: String

  /// How two names of people of one sex and day of birth stand to each other.
  package enum Likeness: Sendable { case same, near }

  /// Nil where one of the two is not said.
  package init?(given: String, family: String) {
    (self.family, self.given) = (PersonName.parts(family), PersonName.parts(given))
    (familyWhole, givenWhole) = (self.family.joined(), self.given.joined())
    for whole in [familyWhole, givenWhole] {
      // What stands for a name that nobody knew makes no two people one.
      if whole.count < 2 || PersonName.nobodys.contains(whole) { return nil }
    }
  }

  private static let nobodys: Set<String> = [
    "onbekend", "unknown", "inconnu", "nn", "xx", "xxx", "nvt", "geen", "test",
  ]
  /// Parts of family names that many have.
  private static let particles: Set<String> = [
    "van", "von", "den", "der", "ten", "ter", "het", "vande", "vanden", "vander", "del", "los",
    "las", "ben", "bin", "abu", "abou",
  ]
  /// Shorter names differ from those of somebody else by one letter: Tim and Tom are twins.
  private static let shortest = 4

  private static let letters: [Unicode.Scalar: String] = [
    "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ı": "i", "þ": "th",
  ]

  private static func parts(_ name: String) -> [String] {
    var parts = [""]
    for scalar in Names.folded(name).unicodeScalars {
      if let other = letters[scalar] {
        parts[parts.count - 1] += other
      } else if scalar.properties.isAlphabetic {
        parts[parts.count - 1].unicodeScalars.append(scalar)
      } else {
        parts.append("")
      }
    }
    return parts.filter { !$0.isEmpty }
  }

  /// The same for two names that are the same, however they are written and in whichever order.
  package var whole: [String] { PersonName.sorted(familyWhole, givenWhole) }

  private static func sorted(_ one: String, _ other: String) -> [String] {
    one <= other ? [one, other] : [other, one]
  }

  /// Whether two are the same but for accents, capitals, spaces and which of the two comes first, or
  /// also but for one letter, or a part of a double name.
  package func likeness(to other: PersonName) -> Likeness? {
    if familyWhole == other.familyWhole, givenWhole == other.givenWhole { return .same }
    if familyWhole == other.givenWhole, givenWhole == other.familyWhole { return .same }
    let isNear =
      familyWhole == other.familyWhole && PersonName.areNear(given, other.given)
      || givenWhole == other.givenWhole && PersonName.areNear(family, other.family)
      || familyWhole == other.givenWhole && PersonName.areNear(given, other.family)
      || givenWhole == other.familyWhole && PersonName.areNear(family, other.given)
    return isNear ? .near : nil
  }

  private static func areNear(_ one: [String], _ other: [String]) -> Bool {
    isOneEdit(Array(one.joined().unicodeScalars), Array(other.joined().unicodeScalars))
      || isPart(one, of: other) || isPart(other, of: one)
  }

  /// Whether all parts of a name are parts of another.
  private static func isPart(_ some: [String], of all: [String]) -> Bool {
    var left = all
    for part in some {
      guard let place = left.firstIndex(of: part) else { return false }
      left.remove(at: place)
    }
    return some.contains(where: isTelling)
  }

  private static func isTelling(_ part: String) -> Bool {
    part.count >= 3 && !particles.contains(part)
  }

  /// Whether one letter was put in, left out, changed, or swapped with its neighbour.
  private static func isOneEdit(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar]) -> Bool {
    let (short, long) = one.count <= other.count ? (one, other) : (other, one)
    guard short.count >= shortest, long.count - short.count <= 1 else { return false }
    var place = 0
    while place < short.count, short[place] == long[place] { place += 1 }
    let (mine, theirs) = (short[place...], long[place...])
    if short.count < long.count { return mine.elementsEqual(theirs.dropFirst()) }
    if mine.dropFirst().elementsEqual(theirs.dropFirst()) { return true }
    return mine.count >= 2 && mine.prefix(2).elementsEqual(theirs.prefix(2).reversed())
      && mine.dropFirst(2).elementsEqual(theirs.dropFirst(2))
  }

  /// Keys of which two names that are near have one in common, so that not every two are compared;
  /// others may have one in common too.
  var keys: Set<Int> {
    func variants(_ parts: [String], _ whole: String) -> [String] {
      let letters = Array(whole.unicodeScalars)
      var found = parts.count > 1 ? parts.filter(PersonName.isTelling) : []
      if letters.count >= PersonName.shortest {
        for place in letters.indices {
          var left = String.UnicodeScalarView(letters[..<place])
          left.append(contentsOf: letters[(place + 1)...])
          found.append(String(left))
        }
      }
      return found
    }
    var keys: Set<Int> = [whole.hashValue]
    for other in variants(given, givenWhole) {
      keys.insert(PersonName.sorted(familyWhole, other).hashValue)
    }
    for other in variants(family, familyWhole) {
      keys.insert(PersonName.sorted(other, givenWhole).hashValue)
    }
    return keys
  }
}
