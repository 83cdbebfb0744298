import CXlsxWriter
import Cohort
import InstrumentKit
import Profile

/// A workbook of typed tables, a sheet each: header row with filter, first row in view.
///
/// Texts are cells of type text, so that none is ever run as a formula.
package struct Workbook {
  package struct Sheet {
    package let name: String
    package let frame: Frame

    package init(_ name: String, _ frame: Frame) {
      self.name = name
      self.frame = frame
    }
  }

  package let sheets: [Sheet]
  /// In the file's properties; the day stands where programs expect the clock.
  package let title: String
  package let day: Day
  /// True once somebody said stop.
  package var isStopped: () -> Bool = { false }

  /// How much one sheet can take; more is refused, for who reads the first of two sheets counts
  /// wrong.
  package static let mostRows = 1_048_575
  package static let mostColumns = 16_384
  /// Beyond this the file would pass what its container can hold.
  package static let mostCells = 30_000_000
  /// The longest text of a cell, in units of UTF-16.
  package static let longestText = 32_767

  package init(
    _ sheets: [Sheet], title: String, day: Day, isStopped: @escaping () -> Bool = { false }
  ) {
    self.sheets = sheets
    self.title = title
    self.day = day
    self.isStopped = isStopped
  }

  /// Whether the tables fit, before anything is written.
  ///
  /// - Throws: ``ExchangeError`` `tooLarge`.
  package func check(_ path: String) throws {
    var cells = 0
    for sheet in sheets {
      cells += sheet.frame.rowCount * sheet.frame.columns.count
      guard sheet.frame.rowCount <= Workbook.mostRows,
        sheet.frame.columns.count <= Workbook.mostColumns, cells <= Workbook.mostCells
      else { throw ExchangeError(.tooLarge, path: path) }
    }
  }

  /// Fills the part of a file that is not published yet.
  ///
  /// - Throws: ``ExchangeError``, `CancellationError`; a part is never left half full.
  package func write(to file: AtomicFile) throws {
    try check(file.path)
    try file.fill { part, folder in
      let silenced = drempel_silence()
      defer { drempel_unsilence(silenced) }
      return try folder.withCString { folder in
        try written(part, UnsafeMutablePointer(mutating: folder), file.path)
      }
    } verify: { bytes, expected in
      try WorkbookCheck(path: file.path).check(bytes, expected)
    }
  }

  /// - Returns: how many rows and cells each sheet was given.
  private func written(
    _ part: String, _ folder: UnsafeMutablePointer<CChar>, _ path: String
  ) throws -> [WorkbookCheck.Size] {
    var options = lxw_workbook_options(constant_memory: 1, tmpdir: folder, use_zip64: 0)
    guard let book = workbook_new_opt(part, &options) else {
      throw ExchangeError(.inputOutput, path: path)
    }
    var sizes: [WorkbookCheck.Size] = []
    do {
      setProperties(book)
      let formats = SheetWriter.Formats(book)
      var names = SheetNames()
      for sheet in sheets {
        guard let target = workbook_add_worksheet(book, names.name(sheet.name)) else {
          throw ExchangeError(.inputOutput, path: path)
        }
        let writer = SheetWriter(target, formats, path: path, isStopped: isStopped)
        sizes.append(try writer.write(sheet.frame))
      }
    } catch {
      lxw_workbook_free(book)
      throw error
    }
    let result = workbook_close(book)
    if result != LXW_NO_ERROR { throw ExchangeError(.diskFull, path: path) }
    return sizes
  }

  private func setProperties(_ book: UnsafeMutablePointer<lxw_workbook>) {
    var properties = lxw_doc_properties()
    properties.created = time_t(day.number) * 86_400 + 43_200
    title.withCString { title in
      properties.title = UnsafeMutablePointer(mutating: title)
      _ = workbook_set_properties(book, &properties)
    }
  }
}

/// Names that a workbook takes: short, without some signs, and each once.
struct SheetNames {
  private var taken: Set<String> = ["history"]

  mutating func name(_ wished: String) -> String {
    let plain = ValueText.shown(wished, breaks: " ")
    var name = String(plain.map { "[]:*?/\\".contains($0) ? "-" : $0 })
    while name.hasPrefix("'") { name.removeFirst() }
    name = SheetNames.cut(name, to: 31)
    while name.hasSuffix("'") { name.removeLast() }
    if name.isEmpty { name = "table" }
    var candidate = name
    var number = 2
    while !taken.insert(candidate.lowercased()).inserted {
      candidate = SheetNames.cut(name, to: 31 - " (\(number))".count) + " (\(number))"
      number += 1
    }
    return candidate
  }

  private static func cut(_ text: String, to units: Int) -> String {
    var cut = text
    while cut.utf16.count > units { cut.removeLast() }
    return cut
  }
}
