import InstrumentKit
import Language
import Profile
import TestSupport

@testable import Session

/// Sentences over every source, stage, function and type of column, most of them right.
struct GeneratedSentences {
  private var cells: GeneratedCells
  private let schema: Schema
  private let clients: [String]
  /// The columns that the table has where the sentence has come to, with their types.
  private var columns: [(name: String, type: FieldType?)] = []
  /// Whether rows are still those of a source with clients.
  private var isOfClients = true

  init(seed: UInt64, _ schema: Schema, clients: [String]) {
    cells = GeneratedCells(seed: seed)
    self.schema = schema
    self.clients = clients
  }

  private mutating func pick<Value>(_ values: [Value]) -> Value? { cells.pick(values) }
  private mutating func below(_ bound: Int) -> Int { cells.below(bound) }

  /// The number of `summarise` stages without groups is that of rows that must come out: one.
  mutating func sentence() -> (text: String, givesOneRow: Bool) {
    var text = source()
    var givesOneRow = false
    for _ in 0...below(4) {
      let (stage, isOne) = stage()
      text += " | " + stage
      givesOneRow = isOne
    }
    return (text, givesOneRow)
  }

  private mutating func source() -> String {
    let kinds = SourceKind.allCases.filter { ![.report, .crosswalk].contains($0) }
    let kind = pick(kinds) ?? .clients
    isOfClients = kind.hasClients
    columns = kind.own.map { ($0.name, $0.type) }
    if kind.hasClients {
      let open = schema.catalog.fields.filter { [.open, .health].contains($0.group) }
      columns += open.map { ($0.name, $0.type) }
      let aspects: [(String, FieldType?)] = [
        ("", .level), (".since", .day), (".source", .text), (".absence", nil),
      ]
      columns += Threshold.all.flatMap { threshold in
        aspects.map { ("\(threshold.code)\($0.0)", $0.1) }
      }
    }
    var text = kind.rawValue
    switch below(12) {
    case 0: text = "report \(pick(["trial", "mpsa", "transfers", "targets"]) ?? "trial")"
    case 1: text = "crosswalk mpsa intake"
    case 2: text = "client \(pick(clients + ["X"]) ?? "X")"
    default: break
    }
    if !kind.isOfStore || text.hasPrefix("report") || text.hasPrefix("cross") {
      if text != kind.rawValue {
        (columns, isOfClients) = ([("count", .count), ("row", .text)], false)
      }
    } else if text.hasPrefix("client ") {
      isOfClients = true
      columns = schema.catalog.fields.filter { $0.group == .open }.map { ($0.name, $0.type) }
    } else if kind.hasClients, below(6) == 0 {
      text += " as of \(cells.day())"
    }
    return text
  }

  private mutating func stage() -> (String, givesOneRow: Bool) {
    let kind = below(16)
    // What needs clients is asked of a table all the same, now and then.
    if [3, 4, 13].contains(kind), !isOfClients, below(20) != 0 { return (shown(), false) }
    switch kind {
    case 0, 1, 2: return ("where \(condition())", false)
    case 3: return (score(), false)
    case 4: return (reading(), false)
    case 5: return (shown(), false)
    case 6: return ("sort \(name().name) \(pick(["asc", "desc"]) ?? "asc")", false)
    case 7: return ("first \(pick([0, 1, 3, Int.max]) ?? 0)", false)
    case 8: return (counted("distinct "), false)
    case 9, 10: return (counted("count by "), false)
    case 11:
      columns = [("count", .count)]
      isOfClients = false
      return ("count", false)
    case 12:
      let isCounted = columns.last?.name == "count" && columns.count > 1
      if !isCounted, below(10) != 0 { return (counted("count by "), false) }
      return (pick(["publish", "chart"]) ?? "chart", false)
    case 13: return ("list \(list()) \(horizon())", false)
    default: return summarised()
    }
  }

  private mutating func name() -> (name: String, type: FieldType?) {
    pick(columns) ?? ("client", .text)
  }

  /// Some columns, each once.
  private mutating func names(_ count: Int) -> [(name: String, type: FieldType?)] {
    var names: [(name: String, type: FieldType?)] = []
    for _ in 0..<count {
      let more = name()
      if !names.contains(where: { $0.name == more.name }) { names.append(more) }
    }
    return names
  }

  private mutating func score() -> String {
    guard let instrument = pick(schema.instruments) else { return "count" }
    columns += instrument.measures.map { ("\(instrument.id).\($0.name)", $0.type) }
    return "score \(instrument.id)" + (below(3) == 0 ? " accepted" : "")
  }

  private mutating func reading() -> String {
    let id = pick(schema.instruments.map(\.id)) ?? "mpsa"
    isOfClients = false
    columns = ["client", "measure", "item", "answer", "level", "threshold", "on", "source"]
      .map { ($0, nil) }
    return pick([
      "explain \(id)", "suggest \(id)", "document \(id)", "chart",
      "compare \(cells.day()) with \(pick(["today", "2012-12-31"]) ?? "today")",
    ]) ?? "chart"
  }

  private mutating func shown() -> String {
    let names = names(below(3) + 1)
    columns = names
    isOfClients = false
    return "show " + names.map(\.name).joined(separator: ", ")
  }

  private mutating func counted(_ stage: String) -> String {
    let names = names(below(3) + 1).filter { $0.name != "count" || below(10) == 0 }
    columns = names + (stage.hasPrefix("count") ? [("count", .count)] : [])
    isOfClients = false
    return stage + names.map(\.name).joined(separator: ", ")
  }

  private mutating func summarised() -> (String, givesOneRow: Bool) {
    let numbers = columns.filter { column in
      column.type.map { $0.isNumber || [.level, .day].contains($0) } ?? false
    }
    let parts = (0...below(2)).map { place in
      let column = below(20) == 0 ? name() : pick(numbers) ?? name()
      return (text: "\(function(of: column.type))(\(column.name)) as s\(place)", column.type)
    }
    let by = below(3) == 0 ? [name()] : []
    columns = by + parts.indices.map { ("s\($0)", .decimal) } + [("s0.known", .count)]
    isOfClients = false
    return (
      "summarise " + parts.map(\.text).joined(separator: ", ")
        + (by.isEmpty ? "" : " by " + by.map(\.name).joined()), by.isEmpty
    )
  }

  /// A function that can be of values of a type, or any.
  private mutating func function(of type: FieldType?) -> String {
    if below(20) == 0 { return pick(SummaryFunction.allCases.map(\.rawValue)) ?? "min" }
    switch type {
    case .level?, .day?: return pick(["min", "max", "count"]) ?? "min"
    case .count?, .percent?: return pick(SummaryFunction.allCases.map(\.rawValue)) ?? "min"
    default: return "count"
    }
  }

  private mutating func list() -> String {
    let list = pick(ReadyList.all.map(\.name)) ?? "suspended"
    columns = [("client", .text), ("planned-end", .day), ("commune", .text)]
    isOfClients = false
    return list
  }

  private mutating func horizon() -> String {
    below(3) == 0 ? "within \(pick(["", "the last ", "the next "]) ?? "")\(span())" : ""
  }

  private mutating func condition() -> String {
    switch below(8) {
    case 0: return "not \(comparison())"
    case 1: return "(\(comparison()) or \(comparison()))"
    case 2: return "\(comparison()) and \(comparison())"
    default: return comparison()
    }
  }

  private mutating func comparison() -> String {
    let (name, type) = name()
    let isOrdered =
      type.map { [.day, .level, .count, .percent, .decimal, .text].contains($0) } ?? true
    switch below(8) {
    case 0: return "\(name) is \(pick(["known", "unknown"]) ?? "known")"
    case 1: return "\(name) in (\(value(type)), \(value(type)))"
    case 2 where isOrdered: return "\(name) between \(value(type)) and \(value(type))"
    case 3 where type == .day:
      return "\(name) within \(pick(["", "the last ", "the next "]) ?? "")\(span())"
    case 3 where type == .day || type == nil: return "\(name) older-than \(span())"
    case 4 where type == .flag: return name
    case 5 where type.map { $0.element != $0 } ?? false || below(20) == 0:
      return "\(name) has \(value(type))"
    case 6:
      let other = pick(columns.filter { $0.type == type }) ?? self.name()
      return "\(name) \(pick(["=", "!="]) ?? "=") \(other.name)"
    default:
      let sign = isOrdered ? pick(Operator.allCases.map(\.rawValue)) : pick(["=", "!="])
      return "\(name) \(sign ?? "=") \(value(type))"
    }
  }

  private mutating func span() -> String {
    pick(["0 days", "3 months", "13 weeks", "50000 years", "50000 days", "600 months"]) ?? "1 day"
  }

  private mutating func value(_ type: FieldType?) -> String {
    if below(12) == 0 { return quoted(pick(GeneratedCells.hostile) ?? "") }
    switch type {
    case .code(let list)?, .codes(let list)?: return pick(list.codes.map(\.en)) ?? "x"
    case .level?: return pick(Names.levels.codes.map(\.en)) ?? "none"
    case .flag?: return pick(["yes", "no"]) ?? "yes"
    case .day?: return pick(["today", cells.day()]) ?? "today"
    case .count?, .percent?, .decimal?:
      return pick(["0", "1", "25", "100", "2147483647", "2147483648"]) ?? "0"
    case .quarter?: return "9999Q4"
    case .text?, .note?, .words?, nil:
      return quoted(pick(clients + ["Kortrijk", "mpsa", ""]) ?? "")
    }
  }

  private func quoted(_ text: String) -> String {
    "\"" + text.filter { !$0.isNewline }.replacing("\\", with: "").replacing("\"", with: "\\\"")
      + "\""
  }
}
