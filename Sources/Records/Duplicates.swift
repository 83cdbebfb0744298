/// Which clients may be one person under two codes: the same national number, or the same day of
/// birth and sex and nearly the same name.
///
/// The law says no more than that. Three histories made it say less:
/// - Twins, Tim and Tom Maes or Marie and Maria, are born on one day: names of three letters are
///   never near, and names that are only near are two people where each has a national number.
/// - Of whom nobody knows the name or the day much is written down alike: "onbekend" is no name, and
///   who has no day of birth or sex is compared by number alone.
/// - Of forty people who were written down as Ali Ahmed, born on 1 January, each with each would be
///   780 rows: of more than twenty of one name each is told with the first.
package struct Duplicates {
  package struct Person: Sendable {
    package let place: Int32
    package let name: PersonName
    /// Nil where none stands, or one that may have been given for a time.
    package let lastingNumber: String?

    package init(place: Int32, name: PersonName, lastingNumber: String?) {
      (self.place, self.name, self.lastingNumber) = (place, name, lastingNumber)
    }
  }

  package struct Pair: Hashable, Sendable {
    package let first: Int32
    package let second: Int32

    package init(_ one: Int32, _ other: Int32) {
      (first, second) = (min(one, other), max(one, other))
    }
  }

  /// So many of one name are told each with each.
  private static let mostOfOneName = 20
  /// Of so few names it takes less to compare every two.
  private static let mostCompared = 60

  /// Pairs among people of one day of birth and sex.
  package static func pairs(_ people: [Person]) -> [Pair: PersonName.Likeness] {
    var found: [Pair: PersonName.Likeness] = [:]
    let names = Dictionary(grouping: people) { $0.name.whole }.values
      .map { $0.sorted { $0.place < $1.place } }.sorted { $0[0].place < $1[0].place }
    for same in names {
      for pair in each(same.map(\.place)) { found[pair] = .same }
    }
    if names.count <= mostCompared {
      for (place, one) in names.enumerated() {
        for other in names[(place + 1)...] { near(one, other, &found) }
      }
      return found
    }
    var byKey: [Int: [Int]] = [:]
    for (number, same) in names.enumerated() {
      // Two that are written alike may have their parts otherwise.
      let keys = same.reduce(into: Set<Int>()) { $0.formUnion($1.name.keys) }
      for key in keys { byKey[key, default: []].append(number) }
    }
    var compared: Set<Pair> = []
    for numbers in byKey.values where numbers.count > 1 {
      for (place, one) in numbers.enumerated() {
        for other in numbers[(place + 1)...]
        where compared.insert(Pair(Int32(one), Int32(other))).inserted {
          near(names[one], names[other], &found)
        }
      }
    }
    return found
  }

  /// All pairs of a few; of many each with the first.
  package static func each(_ places: [Int32]) -> [Pair] {
    let firsts = places.count > mostOfOneName ? places.prefix(1) : places[...]
    return firsts.enumerated().flatMap { number, one in
      places.dropFirst(number + 1).map { Pair(one, $0) }
    }
  }

  private static func near(
    _ some: [Person], _ others: [Person], _ found: inout [Pair: PersonName.Likeness]
  ) {
    let isMany = some.count * others.count > mostOfOneName * mostOfOneName
    for one in isMany ? some.prefix(1) : some[...] {
      for other in isMany ? others.prefix(1) : others[...] {
        let areTwo =
          one.lastingNumber != nil && other.lastingNumber != nil
          && one.lastingNumber != other.lastingNumber
        guard !areTwo, let likeness = one.name.likeness(to: other.name) else { continue }
        found[Pair(one.place, other.place)] = likeness
      }
    }
  }
}
