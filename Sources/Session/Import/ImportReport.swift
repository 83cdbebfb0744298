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

  /// Rows judged so far, good and bad.
  package internal(set) var judged = 0

  mutating func add(_ found: [RowFault]) {
    guard !found.isEmpty else { return }
    badRows += 1
    faultCount += found.count
    faults += found.prefix(max(0, ImportReport.keptFaults - faults.count))
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
    return Message(
      "E506", "\(bad) van \(all) rijen fout: er is niets opgenomen",
      "\(bad) of \(all) rows bad: nothing was taken",
      next: (
        "met gedeeltelijk worden de goede rijen opgenomen", "with partial the good ones come in"
      )
    )
  }
}
