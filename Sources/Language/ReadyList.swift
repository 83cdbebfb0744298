import InstrumentKit
import Profile

/// A list that staff draw, as the stages that make it of clients.
package struct ReadyList: Sendable {
  package let name: String
  package let dutch: String
  package let about: Label
  /// The rows that it is of.
  let rows: SourceKind
  /// How far it looks ahead unless it is said; nil when it does not.
  let horizon: CalendarSpan?
  /// The stages, as they would be typed; `{span}` is how far ahead.
  package let stages: String

  private init(
    _ name: String, _ dutch: String, of rows: SourceKind = .clients,
    ahead horizon: CalendarSpan? = nil, nl: String, en: String, _ stages: String
  ) {
    self.rows = rows
    self.horizon = horizon
    self.name = name
    self.dutch = dutch
    about = Label(nl: nl, en: en)
    self.stages = stages
  }

  package static let all: [ReadyList] = [
    ReadyList(
      "category05", "categorie05", nl: "iedereen in categorie 05, met de uitkering",
      en: "everybody in category 05, with the benefit",
      "where vdab-category = 05 | show client, vdab-since, benefit, commune | sort vdab-since"),
    ReadyList(
      "suspended", "geschorst", nl: "geschorsten en waarheen ze doorverwezen zijn",
      en: "who is suspended, and where they were referred",
      "where reason-status has suspended | show client, direction, transfer, commune"),
    ReadyList(
      "art60-ending", "art60-loopt-af", of: .actions, ahead: CalendarSpan(3, .months),
      nl: "artikel 60 dat binnen drie maanden (of een andere termijn) afloopt, met de overdracht",
      en: "article 60 that ends within three months (or else), with the referral",
      """
      where action = work.art60 and planned-end within {span}
      | show client, planned-end, organisation, direction, stream, commune | sort planned-end
      """),
    ReadyList(
      "mpsa-overdue", "mpsa-te-laat", nl: "MPSA over tijd, met de dag en wat openstaat",
      en: "MPSA past its day, with that day and what is open",
      """
      score mpsa | where mpsa.overdue | show client, mpsa.due, mpsa.open-items, mpsa.measurement
      | sort mpsa.due
      """),
    ReadyList(
      "checks-due", "controles-nodig", nl: "knipperlichten die bekeken moeten worden",
      en: "warning lights that are to be looked at",
      """
      score lights | where lights.check-due and lights.lights-on is known
      | show client, lights.last-check, lights.lights-on, lights.screening-advised
      | sort lights.lights-on desc
      """),
    ReadyList(
      "ladder-reviews", "ladder-herzieningen", nl: "wie vastzit op een trede",
      en: "who is stuck on a rung",
      "score ladder | where ladder.stuck | show client, ladder.judged, ladder.rung, ladder.reachable"
    ),
    ReadyList(
      "disagreements", "onenigheden", of: .observations,
      nl: "waarover twee organisaties, sprekers of instrumenten op één dag iets anders zeggen",
      en: "of what two organisations, contributors or instruments say otherwise on one day",
      """
      where other-level is known
      | show client, threshold, on, level, organisation, number, other-level, other-organisation,
        other-number
      | sort client
      """),
    ReadyList(
      "duplicates", "dubbels", of: .duplicates,
      nl: "wie misschien één persoon is: zelfde rijksregisternummer, of geboren op één dag met "
        + "(bijna) dezelfde naam",
      en: "who may be one person: the same national number, or born on one day with (nearly) the "
        + "same name",
      "show client, other-client, likeness | sort client"),
    ReadyList(
      "steps-overdue", "stappen-te-laat", nl: "balansen met stappen over tijd",
      en: "balances with steps past their day",
      """
      score spb | where spb.steps-overdue > 0 | show client, spb.steps-overdue, spb.steps-open
      | sort spb.steps-overdue desc
      """),
  ]

  static func named(_ name: String) -> ReadyList? {
    let folded = Names.folded(name)
    return all.first { $0.name == folded || Names.folded($0.dutch) == folded }
  }
}

extension Checker {
  /// The stages of a ready list; what it needs and is not there is told at its name.
  mutating func listed(_ name: Word, _ given: SyntaxHorizon?, _ scope: inout Scope) -> [Stage] {
    guard let list = ReadyList.named(name.text) else {
      note(.unknownList(name.text), name.span)
      return []
    }
    guard scope.columns == nil, scope.source == .clients else {
      note(.noClients, name.span)
      return []
    }
    if schema.forbiddenSources.contains(list.rows) { note(.forbidden(list.name), name.span) }
    var horizon = list.horizon
    if let given {
      if horizon == nil { note(.noHorizon(name.text), given.value.span) }
      horizon = span(given.value, for: ColumnRef(name: name.text, type: .day, origin: .column))
    }
    let side = given?.side == .last ? "the last " : "the next "
    let text = list.stages.replacing("{span}", with: horizon.map { side + "\($0)" } ?? "")
    let (syntax, faults) = Parser.parse(SourceText("clients | \(text)"))
    guard faults.isEmpty, case .query(let query)? = syntax.sentences.first?.kind else { return [] }
    var inner = Checker(schema: schema, diagnostics: [])
    scope.source = list.rows
    let stages = query.stages.compactMap { inner.checked($0, &scope) }
    for diagnostic in inner.diagnostics { note(diagnostic.kind, name.span) }
    return (list.rows == .clients ? [] : [.rows(of: list.rows)]) + stages
  }
}
