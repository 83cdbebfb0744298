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
    return .export(
      ExportRef(
        format: format, path: path, overwrites: export.overwrites, forExcel: export.forExcel,
        isDeIdentified: export.isDeIdentified,
        purpose: interpolated(export.purpose, export.pathSpan)))
  }
}
