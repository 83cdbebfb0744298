import Foundation

@testable import Exchange

/// What an exported file says, whatever its format.
enum Exported {
  static let formats = ["csv", "tsv", "json", "ndjson", "markdown", "html", "xlsx"]

  /// All text of a file; of a workbook that of its sheets and properties.
  static func text(_ path: String) throws -> String {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    guard path.hasSuffix(".xlsx") else { return String(decoding: data, as: UTF8.self) }
    return try data.withUnsafeBytes { bytes in
      try ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "docProps/core.xml", "docProps/app.xml"]
        .map { try WorkbookCheck(path: path).text($0, of: bytes) }.joined()
    }
  }
}
