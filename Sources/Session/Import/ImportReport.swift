import Exchange
import InstrumentKit
import Profile
import Store

/// What became of a file.
package struct ImportReport: Sendable {
  package internal(set) var added = 0
  package internal(set) var replaced = 0
  /// Responses that took the place of an earlier form of them.
  package internal(set) var corrected = 0
  /// Registrations that are in the store now and were not.
  package var written: Int { added + replaced + corrected }
  /// Registrations that were in the store already, word for word.
  package internal(set) var same = 0
  /// The first bad rows, in the order of the file.
  package internal(set) var faults: [RowFault] = []
  package internal(set) var faultCount = 0
  package internal(set) var badRows = 0
  /// Oddities of rows that were taken: how often, and the first line.
  package internal(set) var warnings: [RowWarning: (count: Int, line: Int)] = [:]

  /// More faults than this are counted, and not kept.
  static let keptFaults = 50

  /// Core items that are no column of the file.
  package internal(set) var missing: [String] = []
  /// Columns that the program itself works out, of which nothing was taken.
  package internal(set) var passedOver: [String] = []

  /// Lines that an open quote took into a bad row.
  package internal(set) var swallowed = 0
  /// Lines beyond the first of good rows, whose texts have line ends in them.
  package internal(set) var continued = 0
  /// Lines on which nothing stands.
  package internal(set) var blank = 0
  /// The lines before the first row.
  package internal(set) var headerLines = 0
  /// What bytes that are no UTF-8 tell of the file.
  var guess = EncodingGuess()
  /// Where the bad rows were written; nil when there was none, or nobody asked.
  package internal(set) var rejected: (path: String, rows: Int, isOwnersAlone: Bool)?

  /// All lines of the file: each is one of these.
  package var lines: Int { headerLines + judged + swallowed + continued + blank }

  /// What changed in entries that were there, of the first clients or of all.
  private(set) var changes: [EntryChange] = []
  private(set) var changeCount = 0
  /// Clients of whom something else stands than the file says, or whom it says otherwise than another
  /// of that day.
  package internal(set) var otherwise: [String] = []
  /// The items of which no answer is shown.
  var hidden: Set<String> = []

  mutating func changed(_ change: EntryChange, all: Bool) {
    changeCount += 1
    if all || changes.count < EntryChange.toldClients { changes.append(change) }
  }

  /// Rows judged so far, good and bad.
  package internal(set) var judged = 0

  mutating func add(_ batch: Importer.Batch) {
    judged += batch.prepared.count + batch.bad.count
    for bad in batch.bad {
      add(bad.faults)
      swallowed += bad.swallowed
    }
    continued += batch.continued
    blank += batch.blank
    if let found = batch.guess { guess.add(found) }
  }

  mutating func add(_ found: [RowFault]) {
    guard !found.isEmpty else { return }
    badRows += 1
    faultCount += found.count
    faults += found.prefix(max(0, ImportReport.keptFaults - faults.count))
  }

  /// Counts what became of a row; why it was not taken, where it was not.
  mutating func take(_ outcome: RegistrationWriter.Outcome, line: Int) -> RowFault.Problem? {
    switch outcome {
    case .added: added += 1
    case .replaced: replaced += 1
    case .same: same += 1
    case .corrected(let from, let to):
      corrected += 1
      add(RowWarning(kind: .corrected(from: from, to: to), item: ""), line: max(line, 1))
    case .outdated:
      same += 1
      add(RowWarning(kind: .outdated, item: ""), line: max(line, 1))
    case .repeated(line: _, isSame: true): add(RowWarning(kind: .rowTwice, item: ""), line: line)
    case .repeated(line: let first, isSame: false): return .repeated(line: first)
    case .before(let deed):
      same += 1
      add(RowWarning(kind: .before(deed), item: ""), line: max(line, 1))
    case .revised(let deed): return .revised(deed)
    case .conflict: return .conflict
    case .forgotten: return .forgotten
    case .otherClient: return .response(.otherClient)
    case .beforeBirth: return .beforeBirth
    case .bornAfter: return .bornAfterEarlier
    case .numberTaken(let holder):
      return holder.line.map { .numberRepeated(line: $0) } ?? .numberTaken(client: holder.client)
    }
    return nil
  }

  mutating func add(_ warning: RowWarning, line: Int) {
    warnings[warning, default: (0, line)].count += 1
  }
}

/// A file of which nothing was taken, because of its bad rows.
package struct ImportRefused: Worded {
  package let report: ImportReport

  var message: Message {
    let (bad, all) = (report.badRows, report.judged)
    let lost = report.swallowedWords.map { Label(nl: ", \($0.nl)", en: ", \($0.en)") }
    return Message(
      "E506",
      "\(bad) van \(Counted.row.text(all, .nl)) fout\(lost?.nl ?? ""): er is niets opgenomen",
      "\(bad) of \(Counted.row.text(all, .en)) bad\(lost?.en ?? ""): nothing was taken",
      next: (
        "met gedeeltelijk worden de goede rijen opgenomen", "with partial the good ones come in"
      )
    )
  }
}
