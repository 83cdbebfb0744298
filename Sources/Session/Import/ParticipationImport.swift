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
  var isPartial = false
  var replaces = false
  var isDry = false

  private static let keys = ["client", "operation", "entered-on"]
  private static let columns = keys + Participation.Fact.allCases.map(\.rawValue)

  /// Undoes the change of a dry import.
  private struct OnlyTried: Error {}

  /// - Throws: ``ImportRefused``, ``ImportPlan/HeaderFault``, `CSVFault`, `ExchangeError` or
  ///   `StoreError`; nothing is then taken.
  func run(_ path: String) throws -> ImportReport {
    let digest = BackgroundDigest()
    let blocks = try CSVBlocks(path: path) { digest.add($0) }
    let header = blocks.header.names
    try check(header)
    var report = ImportReport()
    var rows: [(line: Int, participation: Participation)] = []
    var reader = try CSVReader(blocks)
    while let outcome = try reader.next() {
      report.judged += 1
      switch outcome {
      case .failure(let fault): report.add([RowFault(fault, header: header)])
      case .success(let row):
        let (participation, faults) = judge(row, header)
        report.add(faults)
        if let participation, faults.isEmpty { rows.append((row.line, participation)) }
      }
    }
    if report.badRows > 0, !isPartial { throw ImportRefused(report: report) }
    do {
      try store.keep(
        rows.map(\.participation), replaces: replaces, actor: actor, digest: "\(digest.finished())"
      ) { place, kept in
        report.add(kept, line: rows[place].line)
        if place == rows.count - 1 {
          if report.badRows > 0, !isPartial { throw ImportRefused(report: report) }
          if isDry { throw OnlyTried() }
        }
      }
    } catch is OnlyTried {
      // The report tells what would have come of it.
    }
    return report
  }

  private func check(_ header: [String]) throws {
    func fault(
      _ position: Int, _ name: String, _ problem: ImportPlan.HeaderFault.Problem
    ) -> ImportPlan.HeaderFault {
      ImportPlan.HeaderFault(
        position: position, name: name, problem: problem, known: Self.columns)
    }
    var seen: Set<String> = []
    for (place, name) in header.enumerated() {
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
    if operation.isEmpty { note("operation", .missing) }
    if operation.utf8.count > 100 { note("operation", .tooLong(limit: 100)) }
    guard let entered = Day(iso: value("entered-on")) else {
      note("entered-on", value("entered-on").isEmpty ? .missing : .notADay)
      return (nil, faults)
    }
    if entered > reference { note("entered-on", .filledLater) }
    var participation = Participation(client: client, operation: operation, enteredOn: entered)
    for fact in Participation.Fact.allCases {
      do {
        try participation.set(fact, value(fact.rawValue))
      } catch {
        note(fact.rawValue, RowFault.Problem(error))
      }
    }
    if let left = participation.leftOn, left < entered { note("left-on", .endsEarlier) }
    if let since = participation.unemployedSince, since > entered {
      note("unemployed-since", .filledLater)
    }
    return (participation, faults)
  }
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
  mutating func add(_ kept: Store.Kept, line: Int) {
    func bad(_ problem: RowFault.Problem) {
      add([RowFault(line: line, column: "client", valueClass: .word, problem: problem)])
    }
    switch kept {
    case .added: added += 1
    case .replaced: replaced += 1
    case .same: same += 1
    case .conflict:
      add([RowFault(line: line, column: nil, valueClass: .text, problem: .conflict)])
    case .unknownClient: bad(.unknownClient)
    case .forgotten: bad(.forgotten)
    }
  }
}
