/// What is known of communes: province, centre city, place and neighbours.
///
/// Those of the trial with their surroundings, the capitals of the provinces and the thirteen
/// Flemish centre cities; of another commune nothing is known here.
package struct Commune: Sendable {
  package let name: String
  /// A code of ``provinces``.
  package let province: String
  package let isCentreCity: Bool

  package static let provinces = CodeList(
    "region",
    """
    antwerp=antwerpen limburg=limburg east-flanders=oost-vlaanderen
    flemish-brabant=vlaams-brabant west-flanders=west-vlaanderen brussels=brussel
    """)

  package static func named(_ name: String) -> Commune? { byName[Names.folded(name)] }

  /// The communes around one, or of its place where places cover several; nil when not known.
  package static func neighbours(of name: String) -> [String]? {
    let folded = Names.folded(name)
    for communes in places.values where communes.contains(where: { Names.folded($0) == folded }) {
      if communes.count > 1 { return communes.filter { Names.folded($0) != folded } }
    }
    return around[folded]
  }

  /// The communes of each place: a place is not a commune.
  package static let places = [
    "Kortrijk-Waregem": words(
      """
      Anzegem Avelgem Deerlijk Harelbeke Kortrijk Kuurne Lendelede Menen Spiere-Helkijn Waregem
      Wevelgem Zwevegem
      """),
    "Leuven": ["Leuven"], "Mortsel": ["Mortsel"], "Tielt": ["Tielt"],
  ]

  private static let around = [
    "leuven": words("Bertem Bierbeek Herent Holsbeek Lubbeek Oud-Heverlee Rotselaar"),
    "mortsel": words("Antwerpen Boechout Borsbeek Edegem Hove"),
    "tielt": words("Dentergem Meulebeke Pittem Ruiselede Wingene"),
  ]

  private static let centreCities = words(
    """
    Aalst Antwerpen Brugge Genk Gent Hasselt Kortrijk Leuven Mechelen Oostende Roeselare
    Sint-Niklaas Turnhout
    """)

  private static let byProvince = [
    "antwerp": "Antwerpen Mechelen Turnhout Mortsel Boechout Borsbeek Edegem Hove",
    "limburg": "Hasselt Genk",
    "east-flanders": "Gent Aalst Sint-Niklaas",
    "flemish-brabant":
      "Leuven Bertem Bierbeek Herent Holsbeek Lubbeek Oud-Heverlee Rotselaar",
    "west-flanders":
      """
    Brugge Oostende Roeselare Tielt Dentergem Meulebeke Pittem Ruiselede Wingene Anzegem
    Avelgem Deerlijk Harelbeke Kortrijk Kuurne Lendelede Menen Spiere-Helkijn Waregem Wevelgem
    Zwevegem
    """,
    "brussels": "Brussel",
  ]

  private static let byName: [String: Commune] = {
    let centres = Set(centreCities)
    var communes: [String: Commune] = [:]
    for (province, names) in byProvince {
      for name in words(names) {
        communes[Names.folded(name)] = Commune(
          name: name, province: province, isCentreCity: centres.contains(name))
      }
    }
    return communes
  }()

  private static func words(_ text: String) -> [String] {
    text.split { $0 == " " || $0 == "\n" }.map(String.init)
  }
}
