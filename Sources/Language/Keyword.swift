import InstrumentKit
import Profile

/// The words of the language itself, each in English and in Dutch.
package enum Keyword: String, CaseIterable, Sendable {
  case clients, client, observations, referrals, actions, assessments, instruments, thresholds
  case crosswalk, decisions, codebook
  case `where`, score, show, sort, first, distinct, count, summarise, export
  case `let`, record, dry, decide, resume, document, only
  case and, or, not, `in`, between, `is`, known, unknown, has, by, `as`, desc, asc, accepted
  case because, on, with, today, `for`, overwrite, excel, yes, no, notAssessed = "not-assessed"
  case list, explain, compare, suggest, chart, assess, `import`, refer, consent, forget, run, param
  case audit, partial, replace, within, olderThan = "older-than"
  case participations, period
  case consents, to, from, until, withdrawn, refused, about
  case report
  case must
  case the, last, next
  case publish, deIdentified = "de-identified"
  case encoding, dates, rejected
  case correct, strike, restore, move, merge, unmerge, history, into, at
  case overCorrections = "over-corrections"
  case acceptDuplicates = "accept-duplicates"

  package var english: String { rawValue }

  package var dutch: String {
    switch self {
    case .clients: "cliënten"
    case .client: "cliënt"
    case .observations: "vaststellingen"
    case .referrals: "doorverwijzingen"
    case .actions: "acties"
    case .assessments: "metingen"
    case .instruments: "instrumenten"
    case .thresholds: "drempels"
    case .crosswalk: "overgang"
    case .decisions: "beslissingen"
    case .codebook: "codeboek"
    case .publish: "publiceer"
    case .report: "rapport"
    case .deIdentified: "gedeïdentificeerd"
    case .decide: "beslis"
    case .resume: "hervat"
    case .document: "document"
    case .only: "enkel"
    case .where: "waar"
    case .score: "scoor"
    case .show: "toon"
    case .sort: "sorteer"
    case .first: "eerste"
    case .distinct: "verschillende"
    case .count: "tel"
    case .summarise: "vat-samen"
    case .export: "exporteer"
    case .let: "stel"
    case .record: "noteer"
    case .dry: "proef"
    case .and: "en"
    case .or: "of"
    case .not: "niet"
    case .in: "in"
    case .between: "tussen"
    case .is: "is"
    case .known: "bekend"
    case .unknown: "onbekend"
    case .has: "heeft"
    case .by: "per"
    case .as: "als"
    case .desc: "aflopend"
    case .asc: "oplopend"
    case .accepted: "aanvaard"
    case .because: "omdat"
    case .on: "op"
    case .with: "met"
    case .today: "vandaag"
    case .for: "voor"
    case .overwrite: "overschrijf"
    case .excel: "excel"
    case .yes: "ja"
    case .no: "nee"
    case .notAssessed: "niet-beoordeeld"
    case .list: "lijst"
    case .explain: "verklaar"
    case .compare: "vergelijk"
    case .suggest: "stel-voor"
    case .chart: "grafiek"
    case .assess: "beoordeel"
    case .import: "importeer"
    case .refer: "verwijs"
    case .consent: "toestemming"
    case .forget: "vergeet"
    case .run: "voer-uit"
    case .param: "parameter"
    case .audit: "logboek"
    case .partial: "gedeeltelijk"
    case .within: "binnen"
    case .olderThan: "ouder-dan"
    case .replace: "vervang"
    case .participations: "deelnames"
    case .period: "periode"
    case .consents: "toestemmingen"
    case .to: "aan"
    case .from: "vanaf"
    case .until: "tot"
    case .withdrawn: "ingetrokken"
    case .refused: "geweigerd"
    case .encoding: "codering"
    case .dates: "datums"
    case .rejected: "afgekeurd"
    case .about: "van"
    case .must: "verplicht"
    case .the: "de"
    case .last: "voorbije"
    case .next: "komende"
    case .correct: "verbeter"
    case .strike: "schrap"
    case .restore: "herstel"
    case .move: "verplaats"
    case .merge: "voeg-samen"
    case .unmerge: "splits"
    case .history: "geschiedenis"
    case .into: "bij"
    case .at: "na"
    case .overCorrections: "over-verbeteringen"
    case .acceptDuplicates: "aanvaard-dubbels"
    }
  }

  /// Other words that people say for the same, or what they were called before.
  private static let others: [(String, Keyword)] = [
    ("want", .because), ("oversteek", .crosswalk), ("past", .last), ("laatste", .last),
    ("afgelopen", .last), ("coming", .next), ("volgende", .next),
  ]

  private static let byWord: [String: Keyword] = {
    var words: [String: Keyword] = [:]
    for keyword in allCases {
      words[keyword.english] = keyword
      words[Names.folded(keyword.dutch)] = keyword
    }
    for (word, keyword) in others { words[word] = keyword }
    return words
  }()

  /// The keyword with this Dutch or English word; accents are optional.
  package init?(word: String) {
    guard let keyword = Keyword.byWord[Names.folded(word)] else { return nil }
    self = keyword
  }

  package func word(_ tongue: Tongue) -> String { tongue == .nl ? dutch : english }

  /// Words that mean something only where others stand before them, so that a parameter may have
  /// their name.
  static let contextual: Set<Keyword> = [
    .period, .from, .until, .to, .about, .partial, .replace, .within, .excel, .overwrite, .must,
    .withdrawn, .refused, .accepted, .deIdentified, .the, .last, .next, .encoding, .dates,
    .rejected, .overCorrections, .acceptDuplicates, .into, .at,
  ]

  /// What is done to an entry, which is named by its number.
  static let ofEntries: Set<Keyword> = [.correct, .strike, .restore, .move]

  package static let sources: [Keyword] = [
    .clients, .client, .referrals, .actions, .observations, .assessments, .instruments,
    .thresholds, .crosswalk, .decisions, .consents, .participations, .audit, .codebook,
    .report,
  ]
  package static let stages: [Keyword] = [
    .where, .score, .explain, .compare, .document, .suggest, .show, .sort, .first, .distinct,
    .count,
    .summarise, .history,
    .publish, .chart, .list, .export,
  ]
}
