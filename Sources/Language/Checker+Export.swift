import InstrumentKit
import Profile

extension Checker {
  /// Counts by one or two columns stay, and say which of them are hidden; nothing may stand between
  /// the counting and this, for a table of chosen counts tells what they are.
  mutating func publish(_ span: Span, after stages: [Stage], _ scope: inout Scope) -> Stage? {
    if scope.isWholeReport, let columns = scope.columns, columns.last?.name == "count" {
      if scope.isByCounsellor {
        note(.notPublished(["counsellor"]), span)
        return nil
      }
      scope.columns = columns + [Checker.hidden]
      return .publish(banded: [])
    }
    guard case .count(let keys)? = stages.last, keys.count <= 2, let columns = scope.columns else {
      note(.notPublishable, span)
      return nil
    }
    let lineage = Lineage(Array(stages.dropLast()))
    // What the program says of itself is about nobody.
    let fates = scope.source.isOfStore ? keys.map { lineage.publishing($0, schema.catalog) } : []
    let unfit = zip(keys, fates).filter { $1 == .leftOut }.map(\.0.name)
    if !unfit.isEmpty {
      note(.notPublished(unfit), span)
      return nil
    }
    let banded = zip(keys, fates).filter { $1 == .band }.map(\.0.name)
    let made = columns.map { column in
      banded.contains(column.name)
        ? ColumnRef(
          name: Names.banded(column.name), type: .code(Names.ageBands), origin: .column) : column
    }
    scope.columns = made + [Checker.hidden]
    return .publish(banded: Set(banded))
  }

  /// After rows became groups there are only bands and other names to ask about.
  mutating func mustBeAskedBefore(_ query: Query, _ span: Span) {
    var lineage = Lineage()
    var isMerged = false
    for stage in query.stages {
      if isMerged, case .keep(let condition) = stage {
        for column in condition.columns
        where lineage.disguise(of: column.name, column.type) != .same {
          note(.askedTooLate(column.name), span)
        }
      }
      isMerged = isMerged || stage.merges
      lineage.pass(stage)
    }
  }

  private static let hidden = ColumnRef(
    name: "hidden", type: .code(Names.hidden), origin: .column)

  mutating func export(_ export: SyntaxExport, _ scope: inout Scope) -> Stage? {
    scope.isExported = true
    guard let format = ExportRef.Format(rawValue: export.format.text.lowercased()) else {
      note(.unknownFormat(export.format.text), export.format.span)
      return nil
    }
    let (path, isMended) = interpolated(path: export.path, export.pathSpan)
    if path == "-", !format.isStream { note(.needsFile(format), export.pathSpan) }
    if export.forExcel, format != .csv { note(.unneeded(.excel), export.format.span) }
    let period = export.period.flatMap { self.period($0) }
    if let given = export.period, !format.takesPeriod { note(.unneeded(.period), given.first.span) }
    if format.needsPeriod {
      if export.period == nil {
        note(.expected(.keyword(.period), isEnd: true, in: .export), export.pathSpan)
      }
      if scope.columns != nil || scope.source != .clients { note(.noClients, export.format.span) }
    }
    let instruments = bundled(export, format, &scope)
    if export.isDeIdentified, !format.isOfTable || scope.source == .report {
      note(.unneeded(.deIdentified), export.format.span)
    }
    var ref = ExportRef(
      format: format, path: path, overwrites: export.overwrites,
      isRequired: export.isRequired, forExcel: export.forExcel,
      isDeIdentified: export.isDeIdentified,
      purpose: interpolated(export.purpose, export.pathSpan), instruments: instruments,
      period: period)
    ref.isMended = isMended
    if format.isOfClients { aboutClients(format, export.format.span, scope) }
    for word in export.extras { extra(word, &ref) }
    return .export(ref)
  }

  /// The days of a quarter, of a year, or from one to another.
  private mutating func period(_ period: SyntaxPeriod) -> ClosedRange<Day>? {
    guard let first = days(period.first, quarterOnly: false) else { return nil }
    guard let last = period.last else { return first.from...first.to }
    guard let end = days(last, quarterOnly: false) else { return nil }
    if end.to < first.from {
      note(.endsBefore, last.span)
      return nil
    }
    return first.from...end.to
  }

  /// A form is about clients, by their rows or by a column of their codes.
  private mutating func aboutClients(
    _ format: ExportRef.Format, _ span: Span, _ scope: Scope
  ) {
    let isOfClients = scope.columns?.contains { $0.name == "client" } ?? true
    if !scope.source.hasClients || !isOfClients { note(.noClients, span) }
    if format == .spb, schema.instrument("spb") == nil {
      note(.unknownInstrument("spb", searched: schema.searched, near: []), span)
    }
  }

  private mutating func extra(_ word: Word, _ ref: inout ExportRef) {
    guard ref.format.isOfClients else { return note(.unneeded(.with), word.span) }
    guard let place = Checker.place(word.text, in: ExportRef.extras) else {
      return note(
        .wrongCode(
          word.text, list: "group", codes: ExportRef.extras.codes, belongsTo: nil), word.span)
    }
    switch ExportRef.extras.codes[place].en {
    case "notes":
      if schema.forbidden.contains(.notes) { note(.forbidden(word.text), word.span) }
      ref.withNotes = true
    default:
      if schema.forbidden.contains(.health) { note(.forbidden(word.text), word.span) }
      ref.withHealth = true
    }
  }
}
