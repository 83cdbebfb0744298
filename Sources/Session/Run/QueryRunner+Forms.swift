import Cohort
import Exchange
import InstrumentKit
import Language
import PluginHost
import Profile
import Store

/// Reports, and forms about clients.
extension QueryRunner {
  /// A report as it is, or a table of all its numbers once stages ask for one.
  func run(_ query: Query, _ report: Report) throws -> Outcome {
    var report = report
    var frame: Frame?
    var outcome = Outcome(frame: report.frame)
    for stage in query.stages {
      if isCancelled() { throw CancellationError() }
      switch stage {
      case .export(let ref): outcome.export = ref
      case .publish where frame == nil: report = report.published()
      default:
        outcome.answers = nil
        let table = frame ?? report.frame
        if case .chart = stage, makesDocuments { outcome.documents = [chart(table)] }
        var leftOut = outcome.frame.leftOut
        frame = try apply(stage, to: table, &leftOut, &outcome.answers)
        frame?.leftOut = leftOut
        outcome.frame = frame ?? table
      }
    }
    if frame == nil {
      outcome.frame = report.frame
      outcome.sheets = report.sheets
      if makesDocuments { outcome.documents = [report.document(tongue)] }
    }
    outcome.notes = notes.labels
    return outcome
  }

  /// A form about each client that is left.
  func forms(_ ref: ExportRef, _ query: Query, of state: State) throws -> Outcome {
    let (view, shown): (RowsView, [String: [ClientForms.Shown]])
    switch state {
    case .rows(let rows): (view, shown) = (try clients(of: rows.clientPlaces()), [:])
    case .frame(let frame): (view, shown) = try clients(of: frame)
    }
    var kept = view
    if ref.format == .spb {
      let begun = try view.named("spb.first-measured", .day)
      kept.keep((0..<Int32(view.count)).filter { begun[Int($0)].isKnown })
      if let period = ref.period { try keep(in: period, query.asOf, &kept) }
    }
    try mustBeFew(kept)
    let maker = ClientForms(
      ref: ref, view: kept, shown: shown, tongue: tongue, policy: policy,
      registrations: registrations)
    let forms: [ClientForm]
    if ref.format == .spb {
      guard let spb = try plugin("spb") else { return Outcome(frame: view.clientCodes([])) }
      forms = try maker.balances(spb, try observed(kept))
    } else {
      forms = try maker.referrals(try observed(kept))
    }
    return Outcome(
      frame: kept.clientCodes(forms.map(\.client)), export: ref, notes: notes.labels, forms: forms)
  }

  /// Keeps those who have a balance in a period; the forms say the same of each, once they are made.
  private func keep(in period: ClosedRange<Day>, _ asOf: Day?, _ view: inout RowsView) throws {
    let all = try RowsView(.assessments, source, today: today, sealed: sealed)
    let instruments = try all.named("instrument", .text)
    let days = try all.named("on", .day)
    let last = min(period.upperBound, asOf ?? .last)
    guard let spb = instruments.pool?.place(of: "spb"), let places = try all.clientPlaces(),
      period.lowerBound <= last
    else { return view.keep([]) }
    var meant: Set<Int32> = []
    for (row, place) in places.enumerated() where instruments[row].value == spb {
      let day = days[row].value.map { Day(number: Int32($0)) }
      if let day, day >= period.lowerBound, day <= last { meant.insert(place) }
    }
    let own = try view.clientPlaces() ?? Array(0..<Int32(view.total))
    view.keep((0..<Int32(view.count)).filter { meant.contains(own[Int($0)]) })
  }

  /// - Throws: ``TooMany``.
  func mustBeFew(_ view: RowsView) throws {
    if view.count > mostAtOnce { throw TooMany(count: view.count, limit: mostAtOnce) }
  }

  private func clients(of places: [Int32]?) throws -> RowsView {
    var view = try RowsView(.clients, source, today: today, sealed: sealed)
    if let places { view.keep(Set(places).sorted()) }
    return view
  }

  /// The clients of a table, and what its other columns say of each.
  private func clients(of frame: Frame) throws -> (RowsView, [String: [ClientForms.Shown]]) {
    var view = try clients(of: nil)
    guard let codes = frame.column("client") else { return (view, [:]) }
    let others = frame.columns.filter { $0.name != "client" }.map { column in
      let label = FieldCatalog.standard.field(column.name)?.label.text(tongue) ?? column.name
      return (
        name: column.name, label: label, words: ColumnWords(column, tongue),
        plain: ColumnWords(column, nil)
      )
    }
    var shown: [String: [ClientForms.Shown]] = [:]
    for row in 0..<frame.rowCount {
      guard let code = codes[row].value.flatMap({ codes.pool?[$0] }) else { continue }
      for other in others {
        let fact = Document.Fact(other.label, other.words[row] ?? "–")
        let entry = ClientForms.Shown(name: other.name, fact: fact, plain: other.plain[row] ?? "")
        if shown[code]?.contains(entry) != true { shown[code, default: []].append(entry) }
      }
      shown[code] = shown[code] ?? []
    }
    let all = try view.named("client", .text)
    view.keep(
      (0..<Int32(view.count)).filter { row in
        all[Int(row)].value.flatMap { all.pool?[$0] }.map { shown[$0] != nil } ?? false
      })
    return (view, shown)
  }
}
