import InstrumentKit
import Profile

/// What a name is, or what is wrong with it.
enum Resolution {
  case column(ColumnRef)
  case fault(Diagnostic.Kind)
  /// Unknown because of a fault that was told already.
  case told
}

/// What names mean at one place of a sentence.
struct Scope: Sendable {
  var source: SourceKind
  var scored: [String] = []
  /// Instruments that were asked for and are not there.
  var missing: Set<String> = []
  /// The columns of the table once a stage fixed them; nil while all fields are at hand.
  var columns: [ColumnRef]?
  /// Columns with a name that the sentence gave them, which says nothing of what they hold.
  var renamed: Set<String> = []
  var isExported = false
  /// Whether the table is a report as it came.
  var isWholeReport = false
  /// Whether its parts are the names of counsellors.
  var isByCounsellor = false

  /// What a name is, or what is wrong with it.
  func resolve(_ word: Word, _ schema: Schema) -> Resolution {
    if let columns {
      if let found = columns.first(where: { Names.folded($0.name) == Names.folded(word.text) }) {
        return .column(found)
      }
      if let found = columns.first(where: {
        Names.folded(schema.heading($0.name, .nl)) == Names.folded(word.text)
      }) {
        return .column(found)
      }
      if case .column(let open) = resolveOpen(word.text, schema),
        let found = columns.first(where: { $0.name == open.name })
      {
        return .column(found)
      }
      if case .column = resolveOpen(word.text, schema) { return .fault(.notShown(word.text)) }
    }
    let found = resolveOpen(word.text, schema)
    if columns != nil, case .fault(.notScored) = found { return .fault(.notShown(word.text)) }
    return found
  }

  private func resolveOpen(
    _ word: String, _ schema: Schema
  ) -> Resolution {
    let folded = SourceKind.earlier[Names.folded(word)] ?? Names.folded(word)
    if let own = source.own.first(where: {
      Names.folded($0.name) == folded || Names.folded($0.dutch) == folded
    }) {
      if own.type == .note, schema.forbidden.contains(.notes) {
        return .fault(.forbidden(own.name))
      }
      return .column(ColumnRef(name: own.name, type: own.type, origin: .column))
    }
    guard source.hasClients else { return .fault(.unknownName(word)) }
    if source.begins, let began = AtStart(word) {
      if let field = began.field, schema.forbidden.contains(field.group) {
        return .fault(.forbidden(field.name))
      }
      return .column(ColumnRef(name: began.name, type: began.type, origin: .column))
    }
    if AtStart.isAsked(word) { return .fault(.unknownName(word)) }
    if let field = schema.catalog.field(word) {
      if schema.forbidden.contains(field.group) { return .fault(.forbidden(field.name)) }
      return .column(ColumnRef(name: field.name, type: field.type, origin: .column))
    }
    let parts = folded.split(separator: ".", maxSplits: 1).map(String.init)
    if missing.contains(parts[0]) { return .told }
    if let instrument = schema.instrument(parts[0]), parts.count == 2 {
      return measure(parts[1], instrument)
    }
    guard let threshold = Scope.threshold(parts[0]) else {
      // `mpsa.blocking` without MPSA: the plugin is what is missing.
      let names = Names.thresholds.codes.flatMap { [$0.en, $0.nl] } + schema.instruments.map(\.id)
      guard parts.count == 2, Nearest.of(parts[0], among: names) == nil else {
        return .fault(.unknownName(word))
      }
      return .fault(.unknownInstrument(parts[0], searched: schema.searched, near: []))
    }
    return parts.count == 1
      ? .column(ColumnRef(name: threshold.code, type: .level, origin: .level(threshold)))
      : aspect(parts[1], of: threshold).map { .column($0) } ?? .fault(.unknownName(word))
  }

  static func threshold(_ name: String) -> Threshold? {
    let folded = Names.folded(name)
    return Names.thresholds.codes.firstIndex {
      $0.en == folded || Names.folded($0.nl) == folded
    }.flatMap(Threshold.init(index:))
  }

  private func measure(
    _ name: String, _ instrument: Schema.InstrumentNames
  ) -> Resolution {
    guard
      let measure = instrument.measures.first(where: {
        $0.name == name || Names.folded($0.dutch) == name
      })
    else { return .fault(.unknownMeasure(name, instrument: instrument.id)) }
    if measure.isForbidden {
      return .fault(.forbidden("\(instrument.id).\(measure.name)"))
    }
    guard scored.contains(instrument.id) else {
      return .fault(.notScored(instrument: instrument.id))
    }
    return .column(
      ColumnRef(name: "\(instrument.id).\(measure.name)", type: measure.type, origin: .column))
  }

  /// `mobility.level`, `.absence`, `.since`, `.source`, or one of its specifications.
  private func aspect(_ aspect: String, of threshold: Threshold) -> ColumnRef? {
    let code = threshold.code
    switch aspect {
    case "level", "niveau":
      return ColumnRef(name: "\(code).level", type: .level, origin: .level(threshold))
    case "absence", "reden":
      return ColumnRef(
        name: "\(code).absence", type: .code(Names.absences), origin: .absence(threshold))
    case "since", "sinds": return ColumnRef(name: "\(code).since", type: .day, origin: .column)
    case "source", "bron": return ColumnRef(name: "\(code).source", type: .text, origin: .column)
    default:
      let found = threshold.specifications.first { specification in
        specification.code == "\(code).\(aspect)"
          || Names.folded(Names.specifications[Int(specification.index)]) == aspect
      }
      return found.map {
        ColumnRef(name: $0.code, type: .flag, origin: .specification($0))
      }
    }
  }
}
