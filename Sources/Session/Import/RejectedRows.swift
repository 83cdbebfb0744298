import Exchange
import InstrumentKit
import Language
import Profile

/// A row that is not taken, with its fields where somebody wants them back.
struct BadRow: Sendable {
  let faults: [RowFault]
  /// More than one where an open quote took in the lines after it.
  let rows: [(line: Int, fields: [[UInt8]])]
  /// How many lines an open quote took in.
  var swallowed = 0

  init(faults: [RowFault], rows: [(line: Int, fields: [[UInt8]])]) {
    self.faults = faults
    self.rows = rows
  }

  /// - Parameter lines: the fields of each line that the row takes.
  init(_ fault: CSVFault, header: [String], _ lines: [[[UInt8]]]) {
    self.init(
      faults: [RowFault(fault, header: header)],
      rows: lines.enumerated().map { (fault.line + $0, $1) })
    swallowed = fault.lines - 1
  }
}

/// Writes bad rows with their reasons, in the order of the file.
struct RejectedRows {
  private let file: RejectedFile
  private let tongue: Tongue

  /// Nil where nobody asked for them.
  init?(_ form: ImportForm, _ header: CSVHeader, _ tongue: Tongue) throws {
    guard let path = form.rejected else { return nil }
    self.tongue = tongue
    file = try RejectedFile(path, of: header, overwrite: form.overwritesRejected)
  }

  func add(_ bad: BadRow) throws {
    for (number, (line, fields)) in bad.rows.enumerated() {
      let swallowed = Label(
        nl: "stond binnen het aanhalingsteken dat op regel \(bad.rows[0].line) opengaat",
        en: "stood inside the quote that opens on line \(bad.rows[0].line)")
      try file.add(
        fields, line: line, columns: number == 0 ? bad.faults.compactMap(\.column) : [],
        reasons: number == 0
          ? bad.faults.map { $0.reason.text(tongue) } : [swallowed.text(tongue)])
    }
  }

  /// Gives the file its name, also when nothing else is kept.
  func published() throws -> (path: String, rows: Int, isOwnersAlone: Bool)? {
    try file.publish()
    return file.rows > 0 ? (file.path, file.rows, file.isOwnersAlone) : nil
  }
}

/// An option that says how tables are read, for a file of responses or another that has none.
struct NotForJSON: Worded {
  let option: Keyword

  var message: Message {
    Message(
      "E526", "\(option.dutch) geldt niet voor json, dat altijd UTF-8 is en geen rijen heeft",
      "\(option.english) is not for json, which is always UTF-8 and has no rows",
      next: ("laat het weg", "leave it out"))
  }
}
