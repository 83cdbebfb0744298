/// Diplomas as levels of ISCED 2011: one table, whose version stands in what is exported.
package enum ISCED {
  package static let version = "isced-2011-1"

  /// Third-grade and fourth-grade vocational are not told apart by the report: both are 3.
  private static let levels: [String: Int] = [
    "none": 0, "primary": 1,
    "secondary-1": 2, "apprenticeship": 2, "part-time-vocational": 2, "secondary-2-general": 2,
    "secondary-2-vocational": 2, "secondary-2-technical": 2, "secondary-2-arts": 2,
    "secondary-3-general": 3, "secondary-3-technical": 3, "secondary-3-arts": 3,
    "secondary-3-4-vocational": 3,
    "higher-vocational": 5, "professional-bachelor": 6, "academic-bachelor": 6, "master": 7,
  ]

  /// Nil for a code that is none of `Names.diploma`.
  package static func level(of diploma: String) -> Int? { levels[diploma] }

  /// A foreign diploma counts at the level that was stated for it, and is unknown without.
  static func level(of participation: Participation, _ entrant: Entrant) -> Int? {
    if let told = participation.education { return level(of: told) }
    if entrant.diplomaIsBelgian == false { return entrant.statedDiploma.flatMap(level(of:)) }
    return entrant.diploma.flatMap(level(of:))
  }
}
