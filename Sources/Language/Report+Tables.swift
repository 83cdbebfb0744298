import InstrumentKit
import Profile

/// A table as it is written down: sentences of the language, as they would be typed.
struct TableText {
  let name: String
  let title: Label
  var counts: (sentence: String, total: ReportRef.Total)?
  var lines: [LineText] = []

  init(
    _ name: String, nl: String, en: String, counts: String, total: ReportRef.Total = .none
  ) {
    self.name = name
    title = Label(nl: nl, en: en)
    self.counts = (counts, total)
  }

  init(_ name: String, nl: String, en: String, _ lines: [LineText]) {
    self.name = name
    title = Label(nl: nl, en: en)
    self.lines = lines
  }
}

struct LineText {
  let name: String
  let label: Label
  let sentence: String
  var group: Int?
  var isRest = false

  init(
    _ name: String, _ nl: String, _ en: String, _ sentence: String, in group: Int? = 0,
    isRest: Bool = false
  ) {
    self.name = name
    label = Label(nl: nl, en: en)
    self.sentence = sentence
    self.group = group
    self.isRest = isRest
  }
}

extension Checker {
  /// The tables of a report that sentences make, each sentence checked as if it were typed.
  mutating func tables(of ref: ReportRef, _ span: Span) -> [ReportRef.Table] {
    let texts: [TableText]
    switch ref.kind {
    case .trial: texts = TableText.trial
    case .transfers: texts = TableText.transfers
    case .targets:
      guard schema.instrument("icf") != nil else { return [] }
      texts = [TableText.advice]
    default: return []
    }
    var period = ""
    if let from = ref.from, let to = ref.to { period = " and filled-on between \(from) and \(to)" }
    return texts.compactMap { text in
      let body: ReportRef.Body
      if let (sentence, total) = text.counts {
        guard let query = query(sentence, period, span) else { return nil }
        body = .counts(query, total: total)
      } else {
        body = .lines(
          text.lines.compactMap { line in
            query(line.sentence, period, span).map {
              ReportRef.Line(
                name: line.name, label: line.label, query: $0, group: line.group,
                isRest: line.isRest)
            }
          })
      }
      return ReportRef.Table(name: text.name, title: text.title, body: body)
    }
  }

  /// What is wrong with a sentence of a report is told at the report's name, never passed over.
  private mutating func query(_ sentence: String, _ period: String, _ span: Span) -> Query? {
    let text = sentence.replacing("\n", with: " ").replacing("{period}", with: period)
    let (syntax, faults) = Parser.parse(SourceText(text))
    var own = schema
    own.variables = [:]
    own.constants = [:]
    var inner = Checker(schema: own, diagnostics: faults)
    guard case .query(let query)? = syntax.sentences.first?.kind else { return nil }
    let checked = inner.checked(query)?.query
    for diagnostic in inner.diagnostics { note(diagnostic.kind, span) }
    return checked
  }
}

extension TableText {
  /// What became of the advice about places.
  static let advice = TableText(
    "advice", nl: "Uitkomst van het advies (ICF)", en: "Outcome of the advice (ICF)",
    counts: "clients | score icf | where icf.advice is known | count by icf.advice", total: .all)

  /// Coded reasons only: open words could not be counted, and are nobody else's.
  static let transfers: [TableText] = {
    let source = "referrals where followed-up{period}"
    func reasons(_ field: String, _ nl: String, _ en: String) -> TableText {
      TableText(
        field, nl: nl, en: en, counts: "\(source) | count by \(field), direction")
    }
    return [
      directions, transferred,
      TableText(
        "transfers-by-direction", nl: "Overdracht per richting", en: "Transfers by direction",
        counts: "\(source) | count by transfer, direction", total: .byColumn),
      reasons("reason-status", "Reden: statuut", "Reason: status"),
      reasons("reason-client", "Reden: cliënt", "Reason: client"),
      reasons("reason-organisation", "Reden: organisatie", "Reason: organisation"),
      TableText(
        "coded", nl: "Met een reden in codes", en: "With a coded reason",
        [
          LineText(
            "coded", "met", "with",
            """
            \(source) and (reason-status is known or reason-client is known
              or reason-organisation is known) | count
            """),
          LineText(
            "not-coded", "zonder", "without",
            """
            \(source) and reason-status is unknown and reason-client is unknown
              and reason-organisation is unknown | count
            """),
        ]),
    ]
  }()
}
