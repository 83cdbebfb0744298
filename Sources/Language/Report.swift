import InstrumentKit
import Profile

/// The ready-made reports.
package enum ReportKind: String, CaseIterable, Sendable {
  case trial, mpsa, targets, transfers, dashboard

  package var dutch: String {
    switch self {
    case .trial: "proeflocaties"
    case .mpsa: "mpsa"
    case .targets: "doelen"
    case .transfers: "overdrachten"
    case .dashboard: "dashboard"
    }
  }

  package func word(_ tongue: Tongue) -> String { tongue == .nl ? dutch : rawValue }

  package init?(word: String) {
    let folded = Names.folded(word)
    guard
      let kind = ReportKind.allCases.first(where: { $0.rawValue == folded || $0.dutch == folded })
    else { return nil }
    self = kind
  }

  package var title: Label {
    switch self {
    case .trial:
      Label(nl: "Monitoring van de proeflocaties", en: "Monitoring of the trial locations")
    case .mpsa: Label(nl: "MPSA-rapport", en: "MPSA report")
    case .targets: Label(nl: "Doelstellingen en plaatsen", en: "Targets and places")
    case .transfers: Label(nl: "Overdrachten en hun redenen", en: "Transfers and their reasons")
    case .dashboard: Label(nl: "Dashboard van een gemeente", en: "Dashboard of a commune")
    }
  }

  /// What can be said after its name.
  package var words: [ReportWord] {
    switch self {
    case .trial, .targets: []
    case .mpsa: [.by, .period]
    case .transfers: [.period]
    case .dashboard: [.commune, .quarter]
    }
  }

  /// How it is asked.
  package func shape(_ tongue: Tongue) -> String {
    let settings = words.map { word in
      let name = word.word(tongue)
      return switch word {
      case .by:
        "[\(name) \(ReportRef.parts.codes.map { tongue == .nl ? $0.nl : $0.en }.joined(separator: "|"))]"
      case .period: "[\(name) 2012Q3]"
      case .commune: "\(name) \"Kortrijk\""
      case .quarter: "\(name) 2012Q3"
      }
    }
    return ([Keyword.report.word(tongue), word(tongue)] + settings).joined(separator: " ")
  }

  /// What must be said.
  var needed: [ReportWord] { self == .dashboard ? [.commune, .quarter] : [] }

  /// The instrument that it is about.
  var instrument: String? { self == .mpsa ? "mpsa" : nil }
}

/// The words that stand after the name of a report; elsewhere they are names like others.
package enum ReportWord: String, CaseIterable, Sendable {
  case by, period, commune, quarter

  package func word(_ tongue: Tongue) -> String {
    guard tongue == .nl else { return rawValue }
    return switch self {
    case .by: Keyword.by.dutch
    case .period: "periode"
    case .commune: "gemeente"
    case .quarter: "kwartaal"
    }
  }

  package static func isOne(_ word: String) -> Bool { ReportWord(word: word) != nil }

  init?(word: String) {
    let folded = Names.folded(word)
    guard
      let found = ReportWord.allCases.first(where: {
        $0.rawValue == folded || $0.word(.nl) == folded
      })
    else { return nil }
    self = found
  }
}

/// A report with all that was said about it.
package struct ReportRef: Sendable {
  /// Whom a part of a report is about.
  package enum Part: String, CaseIterable, Sendable { case all, centre, counsellor }

  package let kind: ReportKind
  package internal(set) var part = Part.all
  /// The first and last day that it is about; nil when it has no such bound.
  package internal(set) var from: Day?
  package internal(set) var to: Day?
  package internal(set) var commune: String?
  /// The tables that sentences make.
  package internal(set) var tables: [Table] = []

  init(_ kind: ReportKind) { self.kind = kind }

  /// The words for parts.
  package static let parts = CodeList("by", "all=alles centre=centrum counsellor=consulent")

  /// A table whose numbers come out of sentences.
  package struct Table: Sendable {
    package let name: String
    package let title: Label
    package let body: Body
  }

  package enum Body: Sendable {
    /// Counts by one or two columns, with all codes of their lists, or those that there are.
    case counts(Query, total: Total)
    /// A count of its own on each line.
    case lines([Line])
  }

  /// Where sums of counts mean people.
  package enum Total: Sendable { case none, all, byColumn }

  package struct Line: Sendable {
    package let name: String
    package let label: Label
    package let query: Query
    /// Lines of one group may give each other away; nil stands alone.
    package let group: Int?
    /// Whether it is shown only when there are any.
    package let isRest: Bool
  }
}

extension Checker {
  /// A report with its sentences checked; nil when something is wrong with it.
  mutating func report(_ syntax: SyntaxReport) -> ReportRef? {
    let before = diagnostics.count
    guard let kind = ReportKind(word: syntax.name.text) else {
      note(.unknownReport(syntax.name.text), syntax.name.span)
      return nil
    }
    var ref = ReportRef(kind)
    var said: Set<ReportWord> = []
    for setting in syntax.settings {
      guard kind.words.contains(setting.word), said.insert(setting.word).inserted else {
        note(.notOfReport(setting.word, kind), setting.span)
        continue
      }
      set(setting, of: &ref)
    }
    for word in kind.needed where !said.contains(word) {
      note(.missingOfReport(word, kind), syntax.name.span)
    }
    if let id = kind.instrument, schema.instrument(id) == nil {
      note(.unknownInstrument(id, searched: schema.searched, near: []), syntax.name.span)
    }
    guard diagnostics.count == before else { return nil }
    ref.tables = tables(of: ref, syntax.name.span)
    return diagnostics.count == before ? ref : nil
  }

  private mutating func set(_ setting: SyntaxReport.Setting, of ref: inout ReportRef) {
    switch setting.value {
    case .part(let word):
      guard let place = Checker.place(word.text, in: ReportRef.parts) else {
        note(
          .wrongCode(word.text, list: "by", codes: ReportRef.parts.codes, belongsTo: nil),
          word.span)
        return
      }
      ref.part = ReportRef.Part(rawValue: ReportRef.parts.codes[place].en) ?? .all
    case .commune(let text):
      let commune: String = interpolated(text, setting.span)
      ref.commune = commune
    case .period(let first, let last):
      guard let first = days(first, quarterOnly: setting.word == .quarter) else { return }
      guard let last else {
        (ref.from, ref.to) = first
        return
      }
      guard let end = days(last, quarterOnly: false) else { return }
      if end.to < first.from { return note(.endsBefore, last.span) }
      (ref.from, ref.to) = (first.from, end.to)
    }
  }

  /// The days of a quarter, a year or a day, or of what a name stands for.
  mutating func days(_ value: SyntaxValue, quarterOnly: Bool) -> (from: Day, to: Day)? {
    let kind: SyntaxValue.Kind
    if case .word(let word) = value.kind, Int(word) == nil {
      guard let constant = schema.constants[Names.folded(word)] else {
        note(.notAPeriod(quarterOnly: quarterOnly), value.span)
        return nil
      }
      kind = constant.kind
    } else {
      kind = value.kind
    }
    switch kind {
    case .quarter(let quarter): return (quarter.first, quarter.last)
    case .day(let day) where !quarterOnly: return (day, day)
    case .word(let word) where !quarterOnly && word.utf8.count == 4:
      if let year = Int(word), let first = Day(year: year, month: 1, day: 1),
        let last = Day(year: year, month: 12, day: 31)
      {
        return (first, last)
      }
    default: break
    }
    note(.notAPeriod(quarterOnly: quarterOnly), value.span)
    return nil
  }
}
