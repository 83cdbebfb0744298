import Cohort
import Exchange
import Foundation
import InstrumentKit
import Language
import Profile
import TestSupport

@testable import Session
@testable import Store

/// A store of a few people that is changed at random by two programs, and what columns say of it
/// beside all its rows read anew.
struct ChangedColumns {
  let trial: TrialSession
  let other: Session
  private let rows: [[String]]
  private var generator: SplitMix64
  private var files = 0

  /// - Parameters:
  ///   - seed: tells which changes come.
  ///   - limits: small ones, so that files are put together often.
  init(seed: UInt64, _ limits: ColumnLimits) throws {
    generator = SplitMix64(seed: seed)
    trial = try TrialSession(clients: 0)
    other = try Session(trial.session.settings, out: MemorySink(), linked: trial.session.plugins)
    for session in [trial.session, other] { session.store?.columnLimits = limits }
    let pool = trial.folder.file("pool.csv")
    try Generation(clients: 40, seed: seed, until: TrialSession.today).write(to: pool)
    rows = try String(contentsOfFile: pool, encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private static let codes = ["T001", "T0015", "T002", "T003", "A9", "T01", "Z", "T004", "M-5"]

  /// One change, by one of the two programs; many are refused.
  ///
  /// - Returns: what was tried.
  mutating func change() throws -> String {
    let session = Bool.random(using: &generator) ? trial.session : other
    let code = Self.codes.randomElement(using: &generator) ?? "T001"
    let number = Int.random(in: 1...40, using: &generator)
    let day =
      "2012-\(Int.random(in: 10...12, using: &generator))-\(Int.random(in: 10...28, using: &generator))"
    let threshold = Threshold.all.randomElement(using: &generator)?.code ?? "mobility"
    let level =
      ["none", "supported", "blocking", "cannot-tell", "not-applicable"].randomElement(
        using: &generator) ?? "none"
    var sentence: String
    switch Int.random(in: 0..<19, using: &generator) {
    case 0...5: return try take(Int.random(in: 1...3, using: &generator), session)
    case 6: return try takeOther(session)
    case 7: return try enter(code, day, session)
    case 8...9: sentence = "record \(code) \(threshold) = \(level) on \(day)"
    case 10: sentence = "correct #\(number) \(threshold) = \(level) because \"x\""
    case 11...12: sentence = "strike #\(number) because \"x\""
    case 13: sentence = "restore #\(number)"
    case 17:
      let other = Self.codes.randomElement(using: &generator) ?? "T001"
      sentence =
        number % 3 == 0 ? "unmerge \(code)" : "merge \(code) into \(other) because \"x\""
    case 14: sentence = "move #\(number) to \(code) because \"x\""
    case 15: sentence = "decide \(code) with icf = specialised-rehabilitation because \"x\""
    case 16: sentence = "consent \(code) to vdab for \"guidance\" of health until 2027-01-01"
    default:
      sentence = number < 8 ? "forget \(code) because \"x\"" : "consent \(code) to vdab withdrawn"
    }
    session.out = MemorySink()
    let exit = session.run(SourceText(sentence)) { _ in }
    return "\(sentence) -> \(exit)"
  }

  /// Registrations as a file brings them, of clients that are known and of others.
  private mutating func take(_ count: Int, _ session: Session) throws -> String {
    guard let head = rows.first else { return "" }
    var lines = [head.joined(separator: ",")]
    for _ in 0..<count {
      guard var row = rows.dropFirst().randomElement(using: &generator) else { continue }
      row[0] = Self.codes.randomElement(using: &generator) ?? "T001"
      for (place, name) in head.enumerated() {
        if name == "national-number" { row[place] = "" }
        let isKept = ["client", "filled-on", "birth-date", "sex", "location"].contains(name)
        if !isKept, Bool.random(using: &generator) { row[place] = "" }
      }
      lines.append(row.joined(separator: ","))
    }
    return try bring(lines.joined(separator: "\n") + "\n", "intake", session)
  }

  private mutating func takeOther(_ session: Session) throws -> String {
    let others = session.plugins.filter { $0.id != "intake" }
    guard let plugin = others.randomElement(using: &generator) else { return "" }
    files += 1
    let file = trial.folder.file("other\(files).csv")
    try AnswerGenerator(plugin, seed: UInt64(files), until: TrialSession.today)
      .write(to: file, clients: Int.random(in: 1...4, using: &generator))
    return bring(file: file, plugin.id, session)
  }

  private mutating func enter(_ code: String, _ day: String, _ session: Session) throws -> String {
    try bring("client,operation,entered-on\n\(code),op,\(day)\n", "participations", session)
  }

  private mutating func bring(_ text: String, _ id: String, _ session: Session) throws -> String {
    files += 1
    _ = try trial.folder.write("in\(files).csv", text)
    return bring(file: trial.folder.file("in\(files).csv"), id, session)
  }

  private func bring(file: String, _ id: String, _ session: Session) -> String {
    var form = ImportForm()
    form.isPartial = true
    form.replaces = true
    let report = try? session.importing(file, as: id, form)
    return "\(id) -> \(report?.written ?? -1)"
  }

  /// What columns say otherwise than all rows read anew.
  func differences() throws -> [String] {
    var found: [String] = []
    for (name, session) in [("own", trial.session), ("other", other)] {
      guard let store = session.store else { continue }
      let whole = StoreColumns(store, try store.reading { try RowColumns(store, $0) })
      found += try Self.misplaced(store)
      found += store.doubts.map { "\(name) doubts \($0)" }
      found += try Self.differences(
        try store.columns(), whole, store, try store.reading { try RowColumns(store, $0) }
      ).map { "\(name) \($0)" }
    }
    return found
  }

  /// What columns of earlier days and moments say otherwise than all rows of then.
  mutating func pastDifferences() throws -> [String] {
    guard let store = trial.session.store else { return [] }
    var found: [String] = []
    func compare(_ until: Day?, _ label: String) throws {
      let rows = try store.reading { try RowColumns(store, $0, until: until) }
      let whole = StoreColumns(store, rows, until)
      found += try Self.differences(
        try store.columns(until: until), whole, store, rows
      ).map { "\(label) \($0)" }
    }
    let first = Day(iso: "2012-10-01") ?? .last
    let day = Day(number: first.number + Int32.random(in: 0..<100, using: &generator))
    try compare(day, "as of \(day)")
    let link = Int64.random(in: 0...Int64(try store.linkCount()), using: &generator)
    try store.asHeld(at: link) {
      try compare(nil, "as known at \(link)")
      try compare(day, "as of \(day) as known at \(link)")
    }
    return found
  }

  private static func differences(
    _ columns: any ColumnSource, _ whole: any ColumnSource, _ store: Store, _ rows: RowColumns
  ) throws -> [String] {
    var found: [String] = []
    var names: [RowKind: Set<String>] = rows.columnNames
    names[.clients, default: []].formUnion(
      Threshold.all.flatMap { threshold in
        ["observed", "since", "source"].map { "\(threshold.code).\($0)" }
      } + ["mpsa.measurements", "icf.measurements", "spb.last-measured", "commune", "employed"])
    names[.clients, default: []].formUnion(["at-start", "benefit.at-start"])
    names[.referrals, default: []].formUnion(["turn", "education.at-start"])
    names[.observations] = [
      "client-row", "threshold", "level", "absence", "on", "source", "number", "organisation",
      "other-level", "other-organisation", "other-number",
    ]
    names[.assessments] = [
      "client-row", "instrument", "version", "organisation", "on", "operator", "whole",
    ]
    names[.decisions] = ["client-row", "instrument", "decided", "override", "on"]
    names[.consents] = ["client-row", "kind", "from", "withdrawn-on", "row"]
    names[.participations] = ["client-row", "operation", "entered-on"]
    for kind in RowKind.allCases {
      if try columns.rowCount(kind) != whole.rowCount(kind) { found.append("\(kind)") }
      for name in (names[kind] ?? []).sorted() {
        let (own, other) = (
          told(try columns.column(name, of: kind), name),
          told(try whole.column(name, of: kind), name)
        )
        if own != other { found.append("\(kind)/\(name): \(own ?? []) for \(other ?? [])") }
      }
    }
    let planes = rows.planeNames.union(
      [.levels, .absences, .accepted(instrument: "mpsa"), .accepted(instrument: "ladder")])
    for name in planes {
      let (own, other) = (try columns.planes(name), try whole.planes(name))
      if own.low != other.low || own.high != other.high { found.append("\(name)") }
    }
    for instrument in ["icf", "spb", "mea", "lights"] {
      let (own, other) = (try columns.history(instrument), try whole.history(instrument))
      if own?.clientRows != other?.clientRows || own?.days != other?.days {
        found.append("history of \(instrument)")
      }
      for (name, column) in other?.columns ?? [:]
      where told(column, name) != told(own?.columns[name], name) {
        found.append("history of \(name)")
      }
    }
    return found
  }

  /// Clients of whom nothing stands and who are in the tables, or the other way round.
  private static func misplaced(_ store: Store) throws -> [String] {
    let any = EntryKind.allCases.map { kind in
      """
      EXISTS (SELECT 1 FROM \(kind.table) e JOIN client o ON o.id = e.client
        WHERE coalesce(o.merged, o.id) = c.id)
      """
    }
    return try store.reading { database in
      let row = try RawStatement(
        database,
        """
        SELECT code FROM client c
        WHERE merged IS NULL AND (gone IS NULL) <> (\(any.joined(separator: " OR ")))
        """)
      var found: [String] = []
      while try row.next() {
        found.append("misplaced \(String(decoding: row.bytes(0), as: UTF8.self))")
      }
      return found
    }
  }

  /// Cells as words; nothing known of anybody is as good as no column.
  private static func told(_ column: Cohort.Column?, _ name: String) -> [String]? {
    guard let column else { return nil }
    let told = column.cells.map { raw -> String in
      guard Cell(raw: raw).isKnown, let pool = column.pool else { return "\(raw)" }
      return pool[Int(raw)]
    }
    return column.cells.allSatisfy { $0 == Cell.unknown.raw } ? nil : told
  }
}
