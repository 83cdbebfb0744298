import InstrumentKit
import Profile

extension Checker {
  /// Counts by one or two columns stay, and say which of them are hidden.
  mutating func publish(_ span: Span, _ scope: inout Scope) -> Stage? {
    guard let columns = scope.columns, (1...3).contains(columns.count),
      let count = columns.last, count.name == "count", count.type == .count
    else {
      note(.notPublishable, span)
      return nil
    }
    scope.columns =
      columns + [
        ColumnRef(name: "hidden", type: .code(Names.hidden), origin: .column)
      ]
    return .publish
  }

  mutating func export(_ export: SyntaxExport, _ scope: inout Scope) -> Stage? {
    scope.isExported = true
    guard let format = ExportRef.Format(rawValue: export.format.text.lowercased()) else {
      note(.unknownFormat(export.format.text), export.format.span)
      return nil
    }
    let path = interpolated(export.path, export.pathSpan)
    if path == "-", !format.isStream { note(.needsFile(format), export.pathSpan) }
    if export.forExcel, format != .csv { note(.unneeded(.excel), export.format.span) }
    let period = export.period.flatMap { self.period($0) }
    if let given = export.period, !format.hasPeriod { note(.unneeded(.period), given.first.span) }
    if format.hasPeriod {
      if export.period == nil {
        note(.expected(.keyword(.period), isEnd: true, in: .export), export.pathSpan)
      }
      if scope.columns != nil || scope.source != .clients { note(.noClients, export.format.span) }
    }
    let instruments = bundled(export, format, &scope)
    return .export(
      ExportRef(
        format: format, path: path, overwrites: export.overwrites, forExcel: export.forExcel,
        isDeIdentified: export.isDeIdentified,
        purpose: interpolated(export.purpose, export.pathSpan), instruments: instruments,
        period: period))
  }

  /// The days of a quarter, of a year, or from one day to another.
  private mutating func period(_ period: SyntaxPeriod) -> ClosedRange<Day>? {
    let ref = ColumnRef(name: "period", type: .quarter, origin: .column)
    let first = known(period.first, for: ref)
    if let last = period.last {
      guard case .day(let from) = first.kind, case .day(let until) = known(last, for: ref).kind
      else {
        note(.notAPeriod, period.first.span.through(last.span))
        return nil
      }
      if until < from {
        note(.endsBefore, last.span)
        return nil
      }
      return from...until
    }
    switch first.kind {
    case .quarter(let quarter): return quarter.first...quarter.last
    case .word(let word):
      if word.utf8.count == 4, let year = Int(word), let from = Day(year: year, month: 1, day: 1),
        let until = Day(year: year, month: 12, day: 31)
      {
        return from...until
      }
    default: break
    }
    note(.notAPeriod, period.first.span)
    return nil
  }
}
