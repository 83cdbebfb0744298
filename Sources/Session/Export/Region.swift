import Profile

/// Communes by province: as fine as a place may be in a de-identified file.
///
/// Those of the trial, the capitals of the provinces and the thirteen centre cities; another
/// commune is in no region that is known here.
enum Region {
  static let list = CodeList(
    "region",
    """
    antwerp=antwerpen limburg=limburg east-flanders=oost-vlaanderen
    flemish-brabant=vlaams-brabant west-flanders=west-vlaanderen brussels=brussel
    """)

  static func place(of commune: String) -> Int? {
    communes[Names.folded(commune)].flatMap(list.place(of:))
  }

  private static let communes: [String: String] = {
    let regions = [
      "antwerp": "Antwerpen Mechelen Turnhout Mortsel",
      "limburg": "Hasselt Genk",
      "east-flanders": "Gent Aalst Sint-Niklaas",
      "flemish-brabant": "Leuven",
      "west-flanders": "Brugge Kortrijk Oostende Roeselare Tielt Waregem",
      "brussels": "Brussel",
    ]
    var places: [String: String] = [:]
    for (region, names) in regions {
      for name in names.split(separator: " ") { places[Names.folded(String(name))] = region }
    }
    return places
  }()
}
