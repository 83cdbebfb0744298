import InstrumentKit
import Profile

/// All names that a program may use: what the checker, the completion and the help read.
package struct Schema: Sendable {
  /// One instrument, as far as sentences see it.
  package struct InstrumentNames: Sendable {
    package let id: String
    package let label: Label
    package let measures: [MeasureName]
    /// What can be decided upon its advice, from least to most; nil when it advises nothing.
    package let decisions: CodeList?
    /// The items under each name by which they can be asked alone: their own, that of their
    /// threshold or field in both languages, or that of their section.
    package let items: [String: [String]]

    package init(
      id: String, label: Label, measures: [MeasureName], decisions: CodeList? = nil,
      items: [String: [String]] = [:]
    ) {
      self.items = items
      self.id = id
      self.label = label
      self.measures = measures
      self.decisions = decisions
    }
  }

  package struct MeasureName: Sendable {
    package let name: String
    package let dutch: String
    package let type: FieldType
    package let label: Label
    /// Whether this operator may not see it.
    package let isForbidden: Bool

    package init(
      name: String, dutch: String, type: FieldType, label: Label, isForbidden: Bool = false
    ) {
      self.isForbidden = isForbidden
      self.name = name
      self.dutch = dutch
      self.type = type
      self.label = label
    }
  }

  package let catalog: FieldCatalog
  package let instruments: [InstrumentNames]
  /// Where plugins were looked for.
  package let searched: [String]
  /// Field groups that this operator may not see.
  package let forbidden: Set<Field.Group>
  /// Sources that this operator may not read.
  package let forbiddenSources: Set<SourceKind>
  /// What this session has named so far, with the columns each name has when it is closed.
  package var variables: [String: Variable] = [:]
  /// Parameters and what loops stand at, by their folded names.
  var constants: [String: SyntaxValue] = [:]

  package struct Variable: Sendable {
    package let query: Query
    let scope: Scope
  }

  package init(
    catalog: FieldCatalog = .standard, instruments: [InstrumentNames], searched: [String],
    forbidden: Set<Field.Group> = [], forbiddenSources: Set<SourceKind> = []
  ) {
    self.forbiddenSources = forbiddenSources
    self.catalog = catalog
    self.instruments = instruments
    self.searched = searched
    self.forbidden = forbidden
  }

  package func instrument(_ id: String) -> InstrumentNames? {
    instruments.first { $0.id == id.lowercased() }
  }

  /// Every name for fields, thresholds and measures in one language, for nearest words.
  package func names(_ tongue: Tongue) -> [String] {
    catalog.fields.map { tongue == .nl ? $0.dutch : $0.name }
      + Names.thresholds.codes.map { tongue == .nl ? $0.nl : $0.en }
      + instruments.flatMap { instrument in
        instrument.measures.map { "\(instrument.id).\(tongue == .nl ? $0.dutch : $0.name)" }
      }
  }

  func measureNames(_ instrument: String, _ tongue: Tongue) -> [String] {
    self.instrument(instrument)?.measures.map { tongue == .nl ? $0.dutch : $0.name } ?? []
  }

  /// The name of a column above a table that people read; files always have the English one.
  package func heading(_ name: String, _ tongue: Tongue) -> String {
    guard tongue == .nl else { return name }
    if let field = catalog.field(name), field.name == name { return field.dutch }
    if let place = Names.thresholds.place(of: name) { return Names.thresholds.codes[place].nl }
    for own in SourceKind.allCases.flatMap(\.own) where own.name == name { return own.dutch }
    let made = [
      "count": "aantal", "measure": "uitkomst", "value": "waarde", "rule": "regel",
      "because": "omdat", "before": "voordien", "after": "nadien", "change": "verandering",
      "how": "hoe", "item": "vraag", "answer": "antwoord", "contributor": "wie", "on": "datum",
      "source-before": "bron-voordien", "source-after": "bron-nadien", "hidden": "verborgen",
      "age-band": "leeftijdsklasse", "region": "provincie", "entry": "nummer", "deed": "handeling",
      "at": "tijdstip",
    ]
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return made[name] ?? name }
    if let began = AtStart(name) { return began.dutch }
    let measures = instrument(parts[0])?.measures ?? []
    if let measure = measures.first(where: { $0.name == parts[1] }) {
      return "\(parts[0]).\(measure.dutch)"
    }
    let words = ["level": "niveau", "absence": "reden", "since": "sinds", "source": "bron"]
    if let word = words[parts[1]] { return "\(heading(parts[0], tongue)).\(word)" }
    if parts[1] == "known" { return "\(parts[0]).bekend" }
    if let word = Specification.all.first(where: { $0.code == name }) {
      return "\(heading(parts[0], tongue)).\(Names.specifications[Int(word.index)])"
    }
    return name
  }

  /// A name's own label and what it is, for instance `Mobiliteit, a threshold`.
  package func about(_ name: String, _ tongue: Tongue) -> String? {
    if let place = Names.thresholds.place(of: name), catalog.field(name) == nil {
      let label = Threshold(index: place)?.label.text(tongue) ?? ""
      return "\(label), \(tongue == .nl ? "een drempel" : "a threshold")"
    }
    if let field = catalog.field(name) {
      return "\(field.label.text(tongue)), \(tongue == .nl ? "een veld" : "a field")"
    }
    return nil
  }
}

/// The own columns of each kind of rows, besides the fields of the clients.
package enum SourceKind: String, CaseIterable, Sendable {
  case clients, referrals, actions, observations, assessments, decisions, consents, participations
  case audit, instruments, thresholds, crosswalk, codebook, report
  /// Only a list is of these rows.
  case duplicates

  init?(_ keyword: Keyword) {
    if keyword == .client {
      self = .clients
    } else {
      self.init(rawValue: keyword.rawValue)
    }
  }

  /// Whether it shows what a store holds, so that reading and exporting it leave a trace.
  package var isOfStore: Bool {
    ![.instruments, .thresholds, .crosswalk, .codebook].contains(self)
  }

  package var hasClients: Bool { isOfStore && self != .audit && self != .report }

  /// Whether its rows have a beginning at which fields can be asked.
  package var begins: Bool { [.clients, .referrals, .actions].contains(self) }

  /// Columns that belong to the rows themselves: name, Dutch name, type.
  package var own: [(name: String, dutch: String, type: FieldType)] {
    switch self {
    case .clients: []
    case .referrals: [("turn", "beurt", .count)]
    case .actions:
      [
        ("action", "actie", .code(Names.action)),
        ("action-group", "actiegroep", .code(Names.actionGroup)),
        ("organisation", "organisatie", .code(Names.organisation)),
        ("told-on", "verteld-op", .day), ("starts", "begint", .day),
        ("planned-end", "voorzien-einde", .day),
        ("partner", "partner", .text), ("days", "dagen", .count),
        ("own-management", "eigen-beheer", .flag), ("stopped-early", "vroeger-gestopt", .flag),
        ("ended", "gestopt-op", .day), ("aims", "doelen", .note),
        ("stop-reason", "stopreden", .note), ("other", "andere-actie", .note),
      ]
    case .observations:
      [
        ("threshold", "drempel", .code(Names.thresholds)), ("level", "niveau", .level),
        ("absence", "reden", .code(Names.absences)), ("on", "datum", .day),
        ("source", "bron", .text), ("number", "nummer", .text),
        ("organisation", "organisatie", .text), ("other-level", "ander-niveau", .level),
        ("other-organisation", "andere-organisatie", .text),
        ("other-number", "ander-nummer", .text),
      ]
    case .assessments:
      [
        ("instrument", "instrument", .text), ("version", "versie", .text),
        ("organisation", "organisatie", .text), ("on", "datum", .day),
        ("whole", "volledig", .flag),
      ]
    case .decisions:
      [
        ("instrument", "instrument", .text), ("version", "versie", .text),
        ("advised", "geadviseerd", .text), ("decided", "beslist", .text),
        ("override", "afwijking", .code(Names.override)), ("on", "datum", .day),
      ]
    case .participations:
      [
        ("operation", "operatie", .text), ("entered-on", "ingestapt-op", .day),
        ("left-on", "uitgestapt-op", .day),
        ("labour-status", "arbeidsstatuut", .code(Names.labourStatus)),
        ("education", "opleidingsniveau", .code(Names.diploma)),
        ("in-education", "in-opleiding", .code(Names.told)), ("rural", "landelijk", .flag),
        ("has-address", "heeft-adres", .flag),
        ("last-event", "laatste-feit", .code(Names.participationEvent)),
      ]
    case .duplicates:
      [
        ("other-client", "andere-cliënt", .text),
        ("likeness", "gelijkenis", .code(Names.likeness)),
      ]
    case .consents:
      [
        ("kind", "soort", .code(Names.consentKind)),
        ("organisation", "organisatie", .code(Names.recipient)),
        ("data", "gegevens", .codes(Names.sharedData)),
        ("ground", "grond", .code(Names.legalGround)), ("from", "vanaf", .day),
        ("until", "tot", .day), ("withdrawn-on", "ingetrokken-op", .day),
        ("state", "toestand", .code(Names.consentState)), ("on", "datum", .day),
        ("purpose", "doel", .note),
      ]
    case .audit:
      [
        ("number", "nummer", .count), ("on", "datum", .day), ("time", "uur", .text),
        ("operator", "operator", .text), ("organisation", "organisatie", .text),
        ("role", "rol", .code(Names.roles)), ("purpose", "doel", .text),
        ("verb", "handeling", .text),
        ("client", "cliënt", .words), ("fields", "velden", .text), ("count", "aantal", .count),
        ("digest", "digest", .text), ("file", "bestand", .text), ("until", "tot", .day),
        ("head", "hoofd", .text), ("figures", "cijfers", .text),
      ]
    case .instruments:
      [
        ("instrument", "instrument", .text), ("version", "versie", .text),
        ("label", "label", .text), ("items", "vragen", .count), ("measures", "uitkomsten", .count),
      ]
    case .crosswalk:
      [
        ("threshold", "drempel", .code(Names.thresholds)), ("first-item", "eerste-vraag", .text),
        ("second-item", "tweede-vraag", .text), ("relation", "verhouding", .code(Names.relation)),
        ("answer", "antwoord", .code(Names.carried)),
      ]
    case .codebook:
      [
        ("kind", "soort", .code(Names.entries)), ("name", "naam", .text),
        ("dutch", "nederlands", .text), ("label-nl", "label-nl", .text),
        ("label-en", "label-en", .text), ("type", "type", .text), ("codes", "codes", .text),
        ("group", "groep", .code(Names.groups)), ("instrument", "instrument", .text),
        ("source", "bron", .text),
      ]
    case .report:
      [
        ("table", "tabel", .text), ("part", "deel", .text), ("row", "rij", .text),
        ("column", "kolom", .text), ("count", "aantal", .count),
      ]
    case .thresholds:
      [
        ("threshold", "drempel", .code(Names.thresholds)), ("domain", "domein", .text),
        ("label", "label", .text), ("specifications", "specificaties", .count),
      ]
    }
  }

  /// What columns were called before, and are still called by who knows them so.
  static let earlier = ["daad": "verb", "want": "because"]

  /// What is shown when a sentence does not say.
  package var shown: [String] {
    switch self {
    case .clients: ["client", "age", "sex", "commune", "blocking", "supported", "unassessed"]
    case .referrals: ["client", "filled-on", "location", "direction", "stream", "transfer"]
    case .actions: ["client", "organisation", "action"]
    case .observations: ["client", "on", "threshold", "level", "absence", "source"]
    case .assessments: ["client", "on", "instrument", "version", "organisation"]
    case .decisions: ["client", "on", "instrument", "advised", "decided", "override"]
    case .participations:
      ["client", "operation", "entered-on", "left-on", "labour-status", "last-event"]
    case .consents:
      [
        "client", "kind", "organisation", "data", "ground", "from", "until", "withdrawn-on",
        "state",
      ]
    case .audit:
      ["number", "on", "time", "operator", "role", "verb", "client", "fields", "count", "purpose"]
    case .duplicates: ["client", "other-client", "likeness"]
    case .instruments, .thresholds, .crosswalk, .codebook, .report: own.map(\.name)
    }
  }
}
