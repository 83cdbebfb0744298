import Cohort
import Exchange
import InstrumentKit
import Language
import PluginHost
import Profile
import Store

extension Session {
  /// Writes the participants and the indicators of a period, and tells what does not count as it
  /// seems to.
  func exportESF(
    _ outcome: QueryRunner.Outcome, _ ref: ExportRef, _ query: Query, _ tell: (String) -> Void
  ) throws {
    guard let store, let period = ref.period else { throw StoreError(.notAStore) }
    let rules = try Session.esfRules(settings.places)
    let clients = outcome.frame.column("client").map { ColumnWords($0, nil) }
    let wanted = Set((0..<outcome.frame.rowCount).compactMap { clients?[$0] })
    let day = query.asOf ?? today
    let joined = try joinedParticipations(store, wanted, by: day)
    let rows = try self.rows(joined.wholes, rules, by: day, until: period.upperBound)
    let table = ESFTable(rows, period, rules)
    try table.check()
    let other = ESFTable.secondPath(ref.path)
    if table.rows.isEmpty {
      return try nothingMade(
        ref, [ref.path, other],
        Label(nl: "geen deelname in deze periode", en: "no participation in this period"), tell)
    }
    let before = Reported(
      try store.trail(), store.days, file: Session.absolute(other), period: table.cells.first ?? "")
    var indicators = csvFile(other, table.indicators(tongue), ref)
    indicators.cells = table.cells
    try appear(
      [csvFile(ref.path, table.participants, ref), indicators], ref, query, tell)
    tell(written(table, ref.path, other))
    let notes = ESFNotes(table: table, returned: joined.returned)
    for label in notes.labels + [before?.label(table.cells)].compactMap(\.self) {
      tell(label.text(tongue) + "\n")
    }
  }

  private func csvFile(_ path: String, _ frame: Frame, _ ref: ExportRef) -> ExportFile {
    ExportFile(path: path, fields: frame.columns.map(\.name), count: frame.rowCount) { file in
      let sink = StoppableSink(file.sink, isStopped: self.isCancelled)
      try TableFormat.csv(excel: ref.forExcel).write(frame, to: sink)
    }
  }

  /// The rules of the site, or those that came with the program.
  static func esfRules(_ places: Places) throws -> ESFRules {
    try RulesFile.read(places.rules(of: "esf"), shipped: ESFRules.shipped) {
      try ESFRules($0)
    }
  }

  /// One participation per client and operation, and who came back and is there still.
  private func joinedParticipations(
    _ store: Store, _ wanted: Set<String>, by day: Day
  ) throws -> (wholes: [Participation], returned: Set<Participation.Key>) {
    let all = try store.participations().filter { wanted.contains($0.client) }
    var wholes: [Participation] = []
    var returned: Set<Participation.Key> = []
    for (key, same) in Dictionary(grouping: all, by: \.key) {
      guard let whole = Participation.joined(same, by: day) else { continue }
      wholes.append(whole)
      if whole.leftOn == nil, same.contains(where: { $0.leftOn.map { $0 <= day } ?? false }) {
        returned.insert(key)
      }
    }
    return (wholes.sorted { ($0.operation, $0.client) < ($1.operation, $1.client) }, returned)
  }

  private func rows(
    _ wholes: [Participation], _ rules: ESFRules, by day: Day, until end: Day
  ) throws -> [ESFRow] {
    guard let store else { throw StoreError(.notAStore) }
    let view = try RowsView(.clients, try source(), today: today) { codes, _ in
      codes.map { _ in nil }
    }
    let entrants = try Entrants(store, view, housing: rules.housing)
    let wholes = wholes.filter { $0.enteredOn <= end }
    let entered = try entrants.entrants(
      wholes.map { ($0.client, $0.enteredOn) }, isStopped: isCancelled)
    return zip(wholes, entered).map { ESFRow($0, $1, rules, today: day) }
  }

  private func written(_ table: ESFTable, _ path: String, _ other: String) -> String {
    let count = table.rows.count
    let rules = "\(table.rules.name) \(table.rules.version)"
    return tongue == .nl
      ? "\(path) (\(count) deelname\(count == 1 ? "" : "s")) en \(other) geschreven, "
        + "volgens de regels \(rules)\n"
      : "wrote \(path) (\(count) participation\(count == 1 ? "" : "s")) and \(other), "
        + "by the rules \(rules)\n"
  }
}
