import Exchange
import InstrumentKit
import Language
import Profile
import Seal
import Store

/// Takes a file of participations in ESF operations into the store: all rows or none, unless told
/// to be partial. Columns are `client`, `operation`, `entered-on`, and what is told of each.
struct ParticipationImport {
  let store: Store
  let actor: Actor
  /// Nothing in the file may be later than this day.
  let reference: Day
  /// The exact birth day of a client, where it is known.
  let born: (String) -> Day?
  var form = ImportForm()
  var isDry = false
  var tongue = Tongue.en

  private static let keys = ["client", "operation", "entered-on"]
  private static let columns = keys + Participation.Fact.allCases.map(\.rawValue)

  /// Undoes the change of a dry import.
  private struct OnlyTried: Error {}

  /// - Throws: ``ImportRefused``, ``ImportPlan/HeaderFault``, `CSVFault`, `ExchangeError` or
  ///   `StoreError`; nothing is then taken.
  func run(_ path: String) throws -> ImportReport {
    let digest = BackgroundDigest()
    let blocks = try CSVBlocks(path: path, encoding: form.encoding) { digest.add($0) }
    let header = blocks.header.names.map(Self.name)
    try check(header)
    var report = ImportReport()
    report.headerLines = blocks.header.lines
    let rejected = try RejectedRows(form, blocks.header, tongue)
    let rows = try read(CSVReader(blocks), header, &report, rejected)
    if report.badRows > 0, !form.isPartial {
      report.rejected = try rejected?.published()
      throw ImportRefused(report: report)
    }
    do {
      try store.keep(
        rows.map(\.participation), replaces: form.replaces, actor: actor,
        digest: "\(digest.finished())"
      ) { place, kept in
        if let fault = report.add(kept, line: rows[place].line) {
          report.add([fault])
          try rejected?.add(
            BadRow(faults: [fault], rows: [(rows[place].line, rows[place].fields)]))
        }
        if place == rows.count - 1 {
          report.rejected = try rejected?.published()
          if report.badRows > 0, !form.isPartial { throw ImportRefused(report: report) }
          if isDry { throw OnlyTried() }
        }
      }
    } catch is OnlyTried {
      // The report tells what would have come of it.
    }
    if rows.isEmpty { report.rejected = try rejected?.published() }
    return report
  }

  private typealias Row = (line: Int, fields: [[UInt8]], participation: Participation)

  private func read(
    _ reader: consuming CSVReader, _ header: [String], _ report: inout ImportReport,
    _ rejected: RejectedRows?
  ) throws -> [Row] {
    var rows: [Row] = []
    var lines: [[String]: Int] = [:]
    while let outcome = try reader.next() {
      report.judged += 1
      switch outcome {
      case .failure(let fault):
        let bad = BadRow(
          fault, header: header, reader.lastLines)
        report.add(bad.faults)
        report.swallowed += bad.swallowed
        try rejected?.add(bad)
      case .success(let row):
        if row.isBlank {
          report.judged -= 1
          report.blank += row.lines
          continue
        }
        report.continued += row.lines - 1
        var (participation, faults) = judge(row, header)
        if let made = participation, faults.isEmpty {
          if let earlier = lines[made.key] {
            faults = [
              RowFault(
                line: row.line, column: nil, valueClass: .text, problem: .repeated(line: earlier))
            ]
          } else {
            lines[made.key] = row.line
            warn(made, line: row.line, &report)
            rows.append((row.line, row.copies, made))
          }
        }
        if faults.isEmpty { continue }
        report.add(faults)
        try rejected?.add(BadRow(faults: faults, rows: [(row.line, row.copies)]))
      }
    }
    return rows
  }

  /// A column's name as the program writes it, when it is that in Dutch or with capitals.
  private static func name(_ given: String) -> String {
    let plain = ColumnNames.plain(given)
    let own = SourceKind.participations.own.first { Names.folded($0.dutch) == plain }
    return own?.name
      ?? (plain == "client" || FieldCatalog.standard.field(plain)?.name == "client"
        ? "client" : plain)
  }

  private func check(_ header: [String]) throws {
    func fault(
      _ position: Int, _ name: String, _ problem: ImportPlan.HeaderFault.Problem
    ) -> ImportPlan.HeaderFault {
      ImportPlan.HeaderFault(
        position: position, name: name, problem: problem, known: Self.columns)
    }
    var seen: Set<String> = []
    for (place, name) in header.enumerated() where !RejectedFile.columns.contains(name) {
      guard seen.insert(name).inserted else { throw fault(place + 1, name, .takenTwice) }
      if !Self.columns.contains(name) { throw fault(place + 1, name, .unknownColumn) }
    }
    for name in Self.keys where !seen.contains(name) { throw fault(0, name, .noKey) }
  }

  private func judge(_ row: CSVRow, _ header: [String]) -> (Participation?, [RowFault]) {
    var faults: [RowFault] = []
    func value(_ name: String) -> String {
      ValueText.kept(header.firstIndex(of: name).map(row.text) ?? "")
    }
    func note(_ name: String, _ problem: RowFault.Problem) {
      let place = header.firstIndex(of: name) ?? 0
      faults.append(
        RowFault(
          line: row.line, column: name, valueClass: RowFault.ValueClass(row[place]),
          problem: problem))
    }
    let client = value("client")
    if client.isEmpty {
      note("client", .missing)
    } else if !ClientCode.isWellFormed(client.utf8) {
      note("client", .notAClientCode)
    } else if NationalNumber(client, on: reference) != nil {
      note("client", .isNationalNumber)
    }
    let operation = value("operation")
    if let problem = Participation.fault(inOperation: operation) { note("operation", problem) }
    guard let entered = form.dates.day(value("entered-on")) else {
      note("entered-on", value("entered-on").isEmpty ? .missing : .notADay)
      return (nil, faults)
    }
    var participation = Participation(client: client, operation: operation, enteredOn: entered)
    for fact in Participation.Fact.allCases {
      do {
        let given = value(fact.rawValue)
        let isDay = fact == .leftOn || fact == .unemployedSince
        try participation.set(fact, isDay ? form.dates.day(given)?.description ?? given : given)
      } catch {
        note(fact.rawValue, RowFault.Problem(error))
      }
    }
    let born = born(participation.client)
    for (fact, problem) in participation.implausible(born: born, reference: reference) {
      note(fact, problem)
    }
    return (participation, faults)
  }
}

extension ParticipationImport {
  /// A day of leaving that has not come is a plan: it is kept, and counts from that day.
  private func warn(_ participation: Participation, line: Int, _ report: inout ImportReport) {
    guard let left = participation.leftOn, left > reference else { return }
    report.add(RowWarning(kind: .leavesLater, item: "left-on"), line: line)
  }
}

extension Participation {
  /// What an operation may not be called; nil where it may.
  static func fault(inOperation name: String) -> RowFault.Problem? {
    name.isEmpty ? .missing : name.utf8.count > 100 ? .tooLong(limit: 100) : nil
  }

  /// Days that cannot be: their columns, and why.
  ///
  /// - Parameter reference: nothing may be later than this day.
  func implausible(
    born: Day?, reference: Day
  ) -> [(column: String, problem: RowFault.Problem)] {
    var found: [(String, RowFault.Problem)] = []
    if enteredOn > reference { found.append(("entered-on", .filledLater)) }
    if enteredOn < Day.earliest { found.append(("entered-on", .longAgo)) }
    if let born, enteredOn < born { found.append(("entered-on", .beforeBirth)) }
    if let left = leftOn, left < enteredOn { found.append(("left-on", .endsEarlier)) }
    if let since = unemployedSince {
      if since > enteredOn { found.append(("unemployed-since", .afterEntering)) }
      if let born, since < born { found.append(("unemployed-since", .beforeBirth)) }
    }
    // One fault a column is enough to find it.
    if events.contains(where: { $0.on > reference }) {
      found.append(("events", .filledLater))
    } else if events.contains(where: { $0.on < enteredOn }) {
      found.append(("events", .beforeEntering))
    }
    return found
  }

  /// The columns that tell of one, by both names.
  static let columns: [CodeList.Code] =
    (["operation", "entered-on"] + Fact.allCases.map(\.rawValue)).map { name in
      let own = SourceKind.participations.own.first { $0.name == name }
      return CodeList.Code(en: name, nl: own?.dutch ?? name)
    }

  /// What two rows of a file cannot share.
  fileprivate var key: [String] { [client, operation, "\(enteredOn)"] }
}

extension RowFault.Problem {
  init(_ fault: Participation.Fault) {
    switch fault {
    case .notADay: self = .notADay
    case .notYesNo: self = .notYesNo
    case .notACode(let codes): self = .notACode(list: codes)
    }
  }
}

extension ImportReport {
  /// Counts what became of a row; gives what is wrong with it when it was not kept.
  mutating func add(_ kept: Store.Kept, line: Int) -> RowFault? {
    func bad(_ problem: RowFault.Problem) -> RowFault {
      RowFault(line: line, column: "client", valueClass: .word, problem: problem)
    }
    switch kept {
    case .added: added += 1
    case .replaced: replaced += 1
    case .same: same += 1
    case .conflict:
      return RowFault(line: line, column: nil, valueClass: .text, problem: .conflict)
    case .unknownClient: return bad(.unknownClient)
    case .forgotten: return bad(.forgotten)
    }
    return nil
  }
}
