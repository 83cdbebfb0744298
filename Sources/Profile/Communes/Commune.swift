import InstrumentKit

/// A commune of Belgium as it is or was: 565 of today, and those that went up in others in 2019
/// and 2025.
package struct Commune: Hashable, Sendable {
  /// Its number in the national statistics; another when it takes others in.
  package let nis: Int32
  package let dutch: String
  package let french: String
  package let arrondissement: String
  /// A code of ``provinces``.
  package let province: String
  /// A code of ``regions``.
  package let region: String
  /// The first day that it was there; nil before 2019.
  package let since: Day?
  /// The last day that it was there; nil when it still is.
  package let until: Day?
  /// The number of what it became part of.
  let successor: Int32?

  package static let provinces = CodeList(
    "region",
    """
    antwerp=antwerpen limburg=limburg east-flanders=oost-vlaanderen
    flemish-brabant=vlaams-brabant west-flanders=west-vlaanderen brussels=brussel
    hainaut=henegouwen liege=luik luxembourg=luxemburg namur=namen
    walloon-brabant=waals-brabant
    """)

  package static let regions = CodeList(
    "flemish-region", "flanders=vlaanderen brussels=brussel wallonia=wallonië")

  package func isThere(on day: Day) -> Bool {
    since.map { $0 <= day } ?? true && until.map { $0 >= day } ?? true
  }

  /// Whether it is one of the thirteen Flemish centre cities.
  package var isCentreCity: Bool { Commune.centreCities.contains(dutch) && region == "flanders" }

  private static let centreCities: Set = [
    "Aalst", "Antwerpen", "Brugge", "Genk", "Gent", "Hasselt", "Kortrijk", "Leuven", "Mechelen",
    "Oostende", "Roeselare", "Sint-Niklaas", "Turnhout",
  ]
}

extension Commune {
  package static var all: [Commune] { Communes.belgium.list }

  /// The commune of a name, in Dutch or French, or of its number; nil when there is none.
  ///
  /// - Parameter day: of several of that name the one of that day, and of one that is gone what it
  ///   became part of by then; nil gives the newest of that name.
  package static func named(_ name: String, on day: Day? = nil) -> Commune? {
    let found = Communes.belgium.named(name)
    guard let day else { return found.last }
    if let there = found.first(where: { $0.isThere(on: day) }) { return there }
    let before = found.last { $0.until.map { $0 < day } ?? false }
    return before?.successor(on: day) ?? found.first
  }

  /// What it is part of on a day: itself as long as it is there.
  package func successor(on day: Day) -> Commune? {
    var last = self
    // A merger of mergers is followed; the tests see that none leads back.
    while let until = last.until, until < day, let next = last.successor,
      let commune = Communes.belgium.numbered(next)
    {
      last = commune
    }
    return last
  }

  /// The communes that touch it on a day; before 2019, from when borders are known, those of then.
  ///
  /// What merged with it later touched it before.
  package func neighbours(on day: Day) -> Set<Commune> {
    let from = max(day, Commune.bordersKnown)
    guard let known = successor(on: from) else { return [] }
    var found = Communes.belgium.neighbours(of: known, on: from)
    if known != self {
      found.formUnion(
        Commune.all.filter { $0 != self && $0.isThere(on: day) && $0.successor(on: from) == known })
    }
    return found
  }

  /// The first day for which borders are known: 2019-01-01.
  package static let bordersKnown = Day(number: 17_897)

  /// How a commune may be written: all names of what has this name, in both languages.
  package static func spellings(of name: String) -> [String] {
    let found = Communes.belgium.named(name)
    return found.isEmpty ? [name] : [name] + found.flatMap { [$0.dutch, $0.french] }
  }

  /// All names that there are or were.
  package static var names: [String] { Communes.belgium.names }
}
