import InstrumentKit

/// A noun that is counted: one word for one, another for none and for several.
package enum Counted: CaseIterable, Sendable {
  case client, registration, answer, row, entry, line, item, participation, change, field
  case note, reason, draft, singleLevel, backup, badRow, hiddenCount, instrument
  case finding, letter, resource, healthThreshold, form, document, sheet

  private var words: (one: Label, many: Label) {
    func words(_ nl: String, _ nlMany: String, _ en: String, _ enMany: String) -> (Label, Label) {
      (Label(nl: nl, en: en), Label(nl: nlMany, en: enMany))
    }
    return switch self {
    case .client: words("cliënt", "cliënten", "client", "clients")
    case .registration: words("registratie", "registraties", "registration", "registrations")
    case .answer: words("antwoord", "antwoorden", "answer", "answers")
    case .row: words("rij", "rijen", "row", "rows")
    case .entry: words("regel", "regels", "entry", "entries")
    case .line: words("regel", "regels", "line", "lines")
    case .item: words("vraag", "vragen", "item", "items")
    case .participation: words("deelname", "deelnames", "participation", "participations")
    case .change: words("verandering", "veranderingen", "change", "changes")
    case .field: words("veld", "velden", "field", "fields")
    case .note: words("notitie", "notities", "note", "notes")
    case .reason: words("reden", "redenen", "reason", "reasons")
    case .draft: words("kladversie", "kladversies", "draft", "drafts")
    case .singleLevel: words("los niveau", "losse niveaus", "single level", "single levels")
    case .backup: words("kopie", "kopieën", "backup", "backups")
    case .badRow: words("foute rij", "foute rijen", "bad row", "bad rows")
    case .hiddenCount: words("aantal", "aantallen", "count", "counts")
    case .instrument: words("instrument", "instrumenten", "instrument", "instruments")
    case .finding: words("vaststelling", "vaststellingen", "finding", "findings")
    case .resource: words("resource", "resources", "resource", "resources")
    case .healthThreshold:
      words(
        "drempel over gezondheid staat", "drempels over gezondheid staan",
        "threshold about health does", "thresholds about health do")
    case .form: words("formulier", "formulieren", "form", "forms")
    case .document: words("document", "documenten", "document", "documents")
    case .sheet: words("blad", "bladen", "sheet", "sheets")
    case .letter: words("teken", "tekens", "character", "characters")
    }
  }

  /// The noun for so many, without the number.
  package func noun(_ count: Int) -> Label { count == 1 ? words.one : words.many }

  /// So many of it, as `1 client` or `2 clients`.
  package func label(_ count: Int) -> Label {
    let noun = noun(count)
    return Label(nl: "\(count) \(noun.nl)", en: "\(count) \(noun.en)")
  }

  package func text(_ count: Int, _ tongue: Tongue) -> String { label(count).text(tongue) }
}
