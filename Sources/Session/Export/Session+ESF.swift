import Cohort
import Exchange
import InstrumentKit
import Language
import Profile
import Store

extension Session {
  /// Writes the participants and the indicators of a period, and lists the records that count in
  /// the total only.
  func exportESF(
    _ outcome: QueryRunner.Outcome, _ ref: ExportRef, _ query: Query, _ tell: (String) -> Void
  ) throws {
    guard let store, let period = ref.period else { throw StoreError(.notAStore) }
    let clients = outcome.frame.column("client").map { ColumnWords($0, nil) }
    let wanted = Set((0..<outcome.frame.rowCount).compactMap { clients?[$0] })
    let view = try RowsView(.clients, try source(), today: today) { codes, _ in
      codes.map { _ in nil }
    }
    let entrants = try Entrants(store, view)
    let day = query.asOf ?? today
    var rows: [ESFRow] = []
    var same: [Participation] = []
    func take() throws {
      guard let whole = Participation.joined(same) else { return }
      same = []
      let row = ESFRow(
        whole, try entrants.entrant(whole.client, on: whole.enteredOn), today: day)
      if ESFTable.Part.allCases.contains(where: { $0.holds(row, period) }) { rows.append(row) }
    }
    for participation in try store.participations()
    where wanted.contains(participation.client) && participation.enteredOn <= day {
      if isCancelled() { throw CancellationError() }
      if let first = same.first,
        first.client != participation.client || first.operation != participation.operation
      {
        try take()
      }
      same.append(participation)
    }
    try take()
    let table = ESFTable(rows: rows, period: period)
    let other = ESFTable.secondPath(ref.path)
    let (participants, indicators) = (table.participants, table.indicators(tongue))
    func file(_ path: String, _ frame: Frame) -> ExportFile {
      ExportFile(path: path, fields: frame.columns.map(\.name), count: frame.rowCount) { file in
        let sink = StoppableSink(file.sink, isStopped: self.isCancelled)
        try TableFormat.csv(excel: ref.forExcel).write(frame, to: sink)
      }
    }
    try appear([file(ref.path, participants), file(other, indicators)], ref, isLogged: true, tell)
    let count = rows.count
    tell(
      tongue == .nl
        ? "\(ref.path) (\(count) deelname\(count == 1 ? "" : "s")) en \(other) geschreven\n"
        : "wrote \(ref.path) (\(count) participation\(count == 1 ? "" : "s")) and \(other)\n")
    tellIncomplete(rows.filter { !$0.isComplete }, tell)
  }

  private func tellIncomplete(_ rows: [ESFRow], _ tell: (String) -> Void) {
    if rows.isEmpty { return }
    let words = rows.map { row -> String in
      let missing = row.missing.map { tongue == .nl ? $0.dutch : $0.rawValue }
      return "\(row.participation.client) (\(missing.joined(separator: ", ")))"
    }.joined(separator: ", ")
    tell(
      tongue == .nl
        ? "\(rows.count) onvolledig, enkel in het totaal geteld: \(words)\n"
        : "\(rows.count) incomplete, counted in the total only: \(words)\n")
  }
}

extension ESFRow.Need {
  fileprivate var dutch: String {
    switch self {
    case .sex: "geslacht"
    case .labourStatus: "arbeidsstatuut"
    case .age: "leeftijd"
    case .education: "opleidingsniveau"
    }
  }
}

/// The two tables of an ESF+ period.
struct ESFTable {
  /// Which participations each kind of indicator counts in a period.
  enum Part: CaseIterable {
    /// Entered in it: outputs.
    case entered
    /// Left in it: results on leaving.
    case left
    /// Six months after leaving fall in it: later results.
    case sixMonths

    func holds(_ row: ESFRow, _ period: ClosedRange<Day>) -> Bool {
      switch self {
      case .entered: period.contains(row.participation.enteredOn)
      case .left: row.participation.leftOn.map(period.contains) ?? false
      case .sixMonths:
        row.participation.leftOn.map { period.contains($0.adding(months: 6)) } ?? false
      }
    }
  }

  let rows: [ESFRow]
  let period: ClosedRange<Day>

  /// `esf.csv` has its indicators in `esf.indicators.csv`.
  static func secondPath(_ path: String) -> String {
    let name = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    guard let point = path.lastIndex(of: "."), point > name else { return path + ".indicators" }
    return path[..<point] + ".indicators" + path[point...]
  }

  /// A row per participation: its facts, then each indicator's answer.
  var participants: Frame {
    func days(_ name: String, _ day: (ESFRow) -> Day?) -> Column {
      Column(name, .day, rows.map { day($0)?.number ?? Cell.unknown.raw })
    }
    func flags(_ name: String, _ holds: (ESFRow) -> Bool) -> Column {
      Column(name, .flag, rows.map { holds($0) ? 1 : 0 })
    }
    let answers = ESFIndicator.all.enumerated().map { place, indicator in
      Reference.texts(indicator.code, rows.map { $0.answer(place).rawValue })
    }
    let columns = [
      Reference.texts("operation", rows.map(\.participation.operation)),
      Reference.texts("client", rows.map(\.participation.client)),
      days("entered-on", \.participation.enteredOn), days("left-on", \.participation.leftOn),
      Reference.texts("sex", rows.map(\.sex)),
      Column("age", .count, rows.map { $0.age.map(Int32.init) ?? Cell.unknown.raw }),
      Column("isced", .count, rows.map { $0.isced.map(Int32.init) ?? Cell.unknown.raw }),
      flags("complete", \.isComplete),
      Reference.texts(
        "missing",
        rows.map { row in
          row.isComplete ? nil : row.missing.map(\.rawValue).joined(separator: ";")
        }),
      flags("entered-in-period") { Part.entered.holds($0, period) },
      flags("left-in-period") { Part.left.holds($0, period) },
      flags("six-months-in-period") { Part.sixMonths.holds($0, period) },
    ]
    return Frame(columns: columns + answers, rowCount: rows.count)
  }

  /// Counts of yes by women, men, non-binary, those whose sex is not known, and in total.
  func indicators(_ tongue: Tongue) -> Frame {
    let all = ESFIndicator.all
    func column(_ name: String, _ isOne: (ESFRow) -> Bool = { _ in true }) -> Column {
      let counted = all.indices.map { place in
        rows.count { isOne($0) && counts($0, place) }
      }
      return Column(name, .count, counted.map(Int32.init))
    }
    return Frame(
      columns: [
        Reference.texts("indicator", all.map(\.code)),
        Reference.texts("label", all.map { $0.label.text(tongue) }),
        column("women") { $0.sex == "f" }, column("men") { $0.sex == "m" },
        column("non-binary") { $0.sex == "x" },
        column("sex-unknown") { $0.sex == nil }, column("total"),
        Column("from", .day, all.map { _ in period.lowerBound.number }),
        Column("until", .day, all.map { _ in period.upperBound.number }),
        Reference.texts("mapping", all.map { _ in ISCED.version }),
      ], rowCount: all.count)
  }

  /// A record that is not complete counts in the total of participants only.
  private func counts(_ row: ESFRow, _ place: Int) -> Bool {
    let outputs = ESFIndicator.outputs.count
    let part: Part = place < outputs ? .entered : place < outputs + 4 ? .left : .sixMonths
    return part.holds(row, period) && row.answer(place) == .yes && (place == 0 || row.isComplete)
  }
}
