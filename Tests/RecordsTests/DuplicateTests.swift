import TestSupport
import Testing

@testable import Records

/// Who may be one person, by what a name and a number tell.
@Suite struct DuplicateTests {
  private func name(_ words: String) throws -> PersonName {
    let parts = words.split(separator: "/").map(String.init)
    return try #require(PersonName(given: parts[0], family: parts[1]))
  }

  @Test(arguments: [
    ("Jan/Maes", "JAN/maes"), ("Rene\u{301}e/Maes", "Renée/Maës"), ("Jan/Maes", "Maes/Jan"),
    ("Jean-Pierre/De Smet", "Jean Pierre/Desmet"), ("Søren/Weiß", "Soren/Weiss"),
  ])
  func theSameNameIsTheSameHoweverItIsWritten(_ one: String, _ other: String) throws {
    let (one, other) = (try name(one), try name(other))
    #expect(one.likeness(to: other) == .same)
    #expect(other.likeness(to: one) == .same)
  }

  @Test(arguments: [
    ("Jan/Maes", "Jan/Maas"), ("Jan/Peeters", "Jan/Peters"), ("Jan/Peeters", "Jan/Peetres"),
    ("Karim/Ali", "Ali/Karimm"), ("Els/Peeters-Maes", "Els/Peeters"),
    ("Marie-Louise/Maes", "Marie/Maes"), ("Anna Maria/Maes", "Maria Anna/Maes"),
    ("Els/Van Damme", "Els/Damme"), ("Marie/Maes", "Maria/Maes"),
  ])
  func oneLetterOrAPartOfADoubleNameIsNear(_ one: String, _ other: String) throws {
    let (one, other) = (try name(one), try name(other))
    #expect(one.likeness(to: other) == .near)
    #expect(other.likeness(to: one) == .near)
    // Whatever is near is found.
    #expect(!one.keys.isDisjoint(with: other.keys))
  }

  @Test(arguments: [
    ("Tim/Maes", "Tom/Maes"), ("Lien/Maes", "Sofie/Maes"), ("Jan/Maes", "Piet/Maas"),
    ("Marie/Maes", "Maria/Maas"), ("Els/Peeters-Maes", "Els/Peeters-Claes"),
    ("Els/Van Damme", "Els/Van Dijk"), ("Anna/Maes", "Hannah/Maes"),
  ])
  func anotherNameIsAnothers(_ one: String, _ other: String) throws {
    let (one, other) = (try name(one), try name(other))
    #expect(one.likeness(to: other) == nil)
  }

  @Test func whatStandsForNoNameIsNone() {
    for (given, family) in [("onbekend", "Maes"), ("Jan", "X"), ("-", "Maes"), ("Jan", "N.N.")] {
      #expect(PersonName(given: given, family: family) == nil, "\(given) \(family)")
    }
  }

  private func person(
    _ place: Int32, _ words: String, _ number: String? = nil
  ) throws -> Duplicates.Person {
    Duplicates.Person(place: place, name: try name(words), lastingNumber: number)
  }

  @Test func namesThatAreOnlyNearAreTwoPeopleWhereEachHasANumber() throws {
    let (one, other) = ("80010100197", "80010100296")
    let twins = [try person(0, "Marie/Maes", one), try person(1, "Maria/Maes", other)]
    #expect(Duplicates.pairs(twins).isEmpty)
    let half = [try person(0, "Marie/Maes", one), try person(1, "Maria/Maes")]
    #expect(Duplicates.pairs(half) == [Duplicates.Pair(0, 1): .near])
    let same = [try person(0, "Marie/Maes", one), try person(1, "Marie/Maes", other)]
    #expect(Duplicates.pairs(same) == [Duplicates.Pair(0, 1): .same])
  }

  @Test func ofManyOfOneNameEachIsToldWithTheFirst() throws {
    let few = try (0..<20).map { try person(Int32($0), "Ali/Ahmed") }
    #expect(Duplicates.pairs(few).count == 190)
    let many = try (0..<5_000).map {
      try person(Int32($0), $0 % 2 == 0 ? "Ali/Ahmed" : "Ahmed/Ali")
    }
    let pairs = Duplicates.pairs(many)
    #expect(pairs.count == 4_999 && pairs.keys.allSatisfy { $0.first == 0 })
  }

  /// Every two compared, the slow way.
  @Test func noPairIsMissedByTheKeys() throws {
    var random = SplitMix64(seed: 7)
    let letters = Array("am")
    func word() -> String {
      String(
        (0..<Int.random(in: 3...5, using: &random)).map { _ in
          letters.randomElement(using: &random) ?? "a"
        })
    }
    let people = try (0..<400).map { place in
      let family = Int.random(in: 0..<3, using: &random) == 0 ? "\(word())-\(word())" : word()
      return try person(Int32(place), "\(word().prefix(4))/\(family)")
    }
    var slow: [Duplicates.Pair: PersonName.Likeness] = [:]
    for one in people {
      for other in people where one.place < other.place {
        slow[Duplicates.Pair(one.place, other.place)] = one.name.likeness(to: other.name)
      }
    }
    #expect(slow.count > 20)
    #expect(Duplicates.pairs(people) == slow)
  }
}
