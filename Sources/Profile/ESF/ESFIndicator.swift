import InstrumentKit

/// A common indicator of ESF+, Regulation (EU) 2021/1057, annex I: code and label in one table.
///
/// Numbers of EECO01-11 and 17 and EECR02, 03, 05 and 06 follow the order of the annex; 18 and 19
/// count entities and are the operator's own.
package struct ESFIndicator: Hashable, Sendable {
  package let code: String
  package let label: Label

  package static let outputs: [ESFIndicator] = [
    .init("EECO01", "Deelnemers", "Participants"),
    .init("EECO02", "Werklozen, langdurige inbegrepen", "Unemployed, including long-term"),
    .init("EECO03", "Langdurig werklozen", "Long-term unemployed"),
    .init("EECO04", "Niet-beroepsactieven", "Inactive"),
    .init("EECO05", "Werkenden, zelfstandigen inbegrepen", "Employed, including self-employed"),
    .init("EECO06", "Jonger dan 18", "Under 18"),
    .init("EECO07", "18 tot en met 29 jaar", "18 to 29 years"),
    .init("EECO08", "55 jaar en ouder", "55 years and over"),
    .init("EECO09", "Hoogstens lager secundair (ISCED 0-2)", "Lower secondary or less (ISCED 0-2)"),
    .init("EECO10", "Hoger of postsecundair (ISCED 3-4)", "Upper or post-secondary (ISCED 3-4)"),
    .init("EECO11", "Hoger onderwijs (ISCED 5-8)", "Tertiary (ISCED 5-8)"),
    .init("EECO12", "Met een handicap", "With disabilities"),
    .init("EECO13", "Onderdanen van derde landen", "Third-country nationals"),
    .init("EECO14", "Met een buitenlandse achtergrond", "With a foreign background"),
    .init("EECO15", "Minderheden", "Minorities"),
    .init("EECO16", "Dak- of thuisloos of slecht gehuisvest", "Homeless or housing exclusion"),
    .init("EECO17", "Uit landelijke gebieden", "From rural areas"),
  ]

  package static let results: [ESFIndicator] = [
    .init("EECR01", "Zoekt werk bij vertrek", "Searching for a job on leaving"),
    .init("EECR02", "In onderwijs of opleiding bij vertrek", "In education or training on leaving"),
    .init("EECR03", "Behaalt een kwalificatie bij vertrek", "Gaining a qualification on leaving"),
    .init("EECR04", "Aan het werk bij vertrek", "In employment on leaving"),
    .init("EECR05", "Aan het werk zes maanden later", "In employment six months later"),
    .init(
      "EECR06", "Betere arbeidsmarktsituatie zes maanden later",
      "Improved labour-market situation six months later"),
  ]

  package static let all = outputs + results

  private init(_ code: String, _ nl: String, _ en: String) {
    self.code = code
    label = Label(nl: nl, en: en)
  }
}
