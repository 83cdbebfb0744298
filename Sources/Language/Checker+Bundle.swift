import InstrumentKit
import Profile

extension Checker {
  /// The instruments of a bundle, which is made of clients and not of a table of them.
  mutating func bundled(
    _ export: SyntaxExport, _ format: ExportRef.Format, _ scope: inout Scope
  ) -> [String] {
    guard format == .fhir else {
      if let word = export.instruments.first { note(.onlyOfBundles(format), word.span) }
      return []
    }
    if export.forExcel { note(.unneeded(.excel), export.format.span) }
    if scope.columns != nil || !scope.source.hasClients { note(.noClients, export.format.span) }
    scope.columns = [ColumnRef(name: "client", type: .text, origin: .column)]
    var instruments: [String] = []
    for word in export.instruments {
      if let id = known(word, &scope)?.id, !instruments.contains(id) { instruments.append(id) }
    }
    return instruments
  }
}
