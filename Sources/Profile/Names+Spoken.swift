import InstrumentKit

extension Names {
  /// How a code is said to people where its own words without hyphens would not do, by list and
  /// code.
  static let spoken: [String: Label] = {
    let rows: [(code: String, nl: String, en: String)] = [
      ("sex m", "man", "m"), ("sex f", "vrouw", "f"), ("employment art60", "art. 60", "art60"),
      ("span 1-2-years", "1 tot 2 jaar", "1 to 2 years"),
      (
        "residence foreigners-temporary", "vreemdelingenregister, tijdelijk",
        "foreigners, temporary"
      ),
      (
        "residence foreigners-permanent", "vreemdelingenregister, definitief",
        "foreigners, permanent"
      ),
      ("diploma primary", "lager onderwijs", "primary"),
      ("diploma secondary-1", "secundair, 1e graad", "secondary, first stage"),
      ("diploma part-time-vocational", "deeltijds beroepsonderwijs", "part-time vocational"),
      (
        "diploma secondary-2-general", "secundair, 2e graad algemeen",
        "secondary, 2nd stage general"
      ),
      (
        "diploma secondary-2-vocational", "secundair, 2e graad beroeps",
        "secondary, 2nd stage vocational"
      ),
      (
        "diploma secondary-2-technical", "secundair, 2e graad technisch",
        "secondary, 2nd stage technical"
      ),
      ("diploma secondary-2-arts", "secundair, 2e graad kunst", "secondary, 2nd stage arts"),
      (
        "diploma secondary-3-general", "secundair, 3e graad algemeen",
        "secondary, 3rd stage general"
      ),
      (
        "diploma secondary-3-technical", "secundair, 3e graad technisch",
        "secondary, 3rd stage technical"
      ),
      ("diploma secondary-3-arts", "secundair, 3e graad kunst", "secondary, 3rd stage arts"),
      (
        "diploma secondary-3-4-vocational", "secundair, 3e graad, 4e jaar beroeps",
        "secondary, 3rd stage, 4th year vocational"
      ),
      ("diploma higher-vocational", "hoger beroepsonderwijs", "higher vocational"),
      (
        "reason-organisation other-offers-better", "de andere organisatie heeft een beter aanbod",
        "the other has a better offer"
      ),
      (
        "reason-organisation no-tools", "geen geschikte middelen in huis", "no suitable means here"
      ),
      ("transfer temporary-paused", "tijdelijk, onderbroken", "temporary, paused"),
      ("transfer temporary-continued", "tijdelijk, doorlopend", "temporary, continued"),
    ]
    return Dictionary(
      rows.map { ($0.code, Label(nl: $0.nl, en: $0.en)) }, uniquingKeysWith: { first, _ in first })
  }()

  /// How a code is said where that is not by its own words.
  package static func spoken(_ code: String, of list: CodeList) -> Label? {
    spoken["\(list.name) \(code)"]
  }
}
