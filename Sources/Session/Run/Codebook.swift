import Cohort
import InstrumentKit
import Language
import PluginHost
import Profile

/// Every name that a file can have, with what it means: fields, thresholds, specifications, and
/// the items and measures of each instrument.
struct Codebook {
  private struct Row {
    var kind: String
    var name: String
    var dutch: String?
    var label: Label
    var type: String
    var codes: String?
    var group = "open"
    var instrument: String?
    var source: String
  }

  private let rows: [Row]

  init(_ plugins: [LoadedPlugin]) {
    var rows = Codebook.fields + Codebook.thresholds + Codebook.participations
    for plugin in plugins.sorted(by: { $0.id < $1.id }) {
      rows += Codebook.items(plugin) + Codebook.measures(plugin)
    }
    self.rows = rows
  }

  var frame: Frame {
    func codes(_ list: CodeList, _ code: (Row) -> String) -> [Int32] {
      rows.map { list.place(of: code($0)).map(Int32.init) ?? Cell.unknown.raw }
    }
    return Frame(
      columns: [
        Column("kind", .code(Names.entries), codes(Names.entries) { $0.kind }),
        Reference.texts("name", rows.map(\.name)), Reference.texts("dutch", rows.map(\.dutch)),
        Reference.texts("label-nl", rows.map(\.label.nl)),
        Reference.texts("label-en", rows.map(\.label.en)),
        Reference.texts("type", rows.map(\.type)), Reference.texts("codes", rows.map(\.codes)),
        Column("group", .code(Names.groups), codes(Names.groups) { $0.group }),
        Reference.texts("instrument", rows.map(\.instrument)),
        Reference.texts("source", rows.map(\.source)),
      ], rowCount: rows.count)
  }

  private static let profile = "Drempel profile"
  private static let vocabulary = "Drempel vocabulary"

  private static var fields: [Row] {
    FieldCatalog.standard.fields.map { field in
      Row(
        kind: "field", name: field.name, dutch: field.dutch, label: field.label,
        type: word(field.type), codes: codes(field.type.list), group: field.group.rawValue,
        source: profile)
    }
  }

  private static var thresholds: [Row] {
    Threshold.all.flatMap { threshold in
      let names = Names.thresholds.codes[Int(threshold.index)]
      let own = Row(
        kind: "threshold", name: names.en, dutch: names.nl, label: threshold.label,
        type: "level", codes: codes(Names.levels), source: vocabulary)
      return [own]
        + threshold.specifications.map { specification in
          Row(
            kind: "specification", name: specification.code,
            dutch: "\(names.nl).\(Names.specifications[Int(specification.index)])",
            label: specification.label, type: "flag", codes: "yes no", source: vocabulary)
        }
    }
  }

  /// The columns of a file of participations.
  private static var participations: [Row] {
    Participation.Fact.allCases.map { fact in
      let column = SourceKind.participations.own.first { $0.name == fact.rawValue }
      return Row(
        kind: "item", name: "participations.\(fact.rawValue)", dutch: column?.dutch,
        label: fact.label, type: fact.type, codes: fact.codes.flatMap { codes($0) },
        instrument: "participations", source: profile)
    }
  }

  private static func items(_ plugin: LoadedPlugin) -> [Row] {
    func row(_ item: Item, _ name: String, dutch: String?) -> Row {
      var type = item.type
      var group = "open"
      if case .field(let name)? = item.link, let field = FieldCatalog.standard.field(name) {
        group = field.group.rawValue
        if case .shared = type { type = field.type.answers ?? type }
      } else if case .note = type {
        group = "notes"
      }
      return Row(
        kind: "item", name: name, dutch: dutch, label: item.label, type: word(type),
        codes: codes(type),
        group: group, instrument: plugin.id, source: source(plugin))
    }
    return plugin.sections.flatMap(\.items).flatMap { item -> [Row] in
      let dutch = item.dutchName.map { "\(plugin.id).\($0)" }
      let own = row(item, "\(plugin.id).\(item.id)", dutch: dutch)
      guard case .table(let columns) = item.type else { return [own] }
      return [own]
        + columns.map { column in
          row(
            column, "\(plugin.id).\(item.id).\(column.id)",
            dutch: dutch.flatMap { name in column.dutchName.map { "\(name).\($0)" } })
        }
    }
  }

  private static func measures(_ plugin: LoadedPlugin) -> [Row] {
    plugin.measures.map { measure in
      let type = FieldType(measure, of: plugin.id)
      return Row(
        kind: "measure", name: "\(plugin.id).\(measure.id)",
        dutch: "\(plugin.id).\(FieldType.kebab(measure.label.nl))", label: measure.label,
        type: word(type), codes: codes(type.list), instrument: plugin.id, source: source(plugin))
    }
  }

  /// Where the instrument comes from, and the version that its answers keep.
  private static func source(_ plugin: LoadedPlugin) -> String {
    "\(plugin.version): \(plugin.description.source)"
  }

  private static func codes(_ list: CodeList?) -> String? {
    guard let list else { return nil }
    let codes = list.codes.map(\.en)
    if list != .countries { return codes.joined(separator: " ") }
    // Two hundred and fifty codes that everybody has a list of.
    return (["ISO-3166-1-alpha-2", "XK"] + codes.filter { $0.count > 2 }).joined(separator: " ")
  }

  private static func codes(_ type: AnswerType) -> String? {
    switch type {
    case .one(let options), .many(let options): options.map(\.code).joined(separator: " ")
    case .level(let scale): scale.steps.map(\.code).joined(separator: " ")
    case .flag: "yes no"
    case .number(let range): "\(range.lowerBound)..\(range.upperBound)"
    case .country: codes(CodeList.countries)
    // No other answers are codes.
    default: nil
    }
  }

  private static func word(_ type: FieldType) -> String {
    switch type {
    case .text: "text"
    case .note: "note"
    case .words: "words"
    case .code: "code"
    case .codes: "codes"
    case .level: "level"
    case .flag: "flag"
    case .count: "count"
    case .percent: "percent"
    case .decimal: "decimal"
    case .day: "day"
    case .quarter: "quarter"
    }
  }

  private static func word(_ type: AnswerType) -> String {
    switch type {
    case .text: "text"
    case .note: "note"
    case .day: "day"
    case .count: "count"
    case .percent: "percent"
    case .number: "number"
    case .flag: "flag"
    case .one, .country: "code"
    case .many: "codes"
    case .commune: "text"
    case .level: "level"
    case .table: "table"
    case .shared: "shared"
    @unknown default: "unknown"
    }
  }
}
