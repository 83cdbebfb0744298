/// The rows of a csv file that were not taken, with the reasons beside them: to be mended and
/// imported again. It appears whole or not at all, and only its owner can read it.
///
/// Columns, order and sign between fields are those of the file itself; the reasons stand in three
/// columns behind them, which an import passes over.
package final class RejectedFile {
  package static let columns = ["rejected-line", "rejected-column", "rejected-because"]

  package let path: String
  /// How many rows were written.
  package private(set) var rows = 0
  private let file: AtomicFile
  private let dialect: CSVDialect
  /// The places of the columns that are the file's own.
  private let kept: [Int]
  private let width: Int

  /// - Throws: ``ExchangeError``, also when there is such a file and it may not be replaced.
  package init(_ path: String, of header: CSVHeader, overwrite: Bool) throws {
    self.path = path
    file = try AtomicFile(path, overwrite: overwrite)
    dialect = CSVDialect(
      separator: CSVDialect.isEscaped(path) ? 9 : header.separator,
      isEscaped: CSVDialect.isEscaped(path))
    width = header.names.count
    kept = header.names.indices.filter { !Self.columns.contains(header.names[$0]) }
    if header.hasByteOrderMark, !dialect.isEscaped { try put([0xEF, 0xBB, 0xBF]) }
    try put(kept.map { Array(header.names[$0].utf8) } + Self.columns.map { Array($0.utf8) })
  }

  /// - Parameters:
  ///   - fields: as they stand in the file; too many are one, too few are filled up.
  ///   - columns: the names of the columns that are wrong.
  package func add(
    _ fields: [[UInt8]], line: Int, columns: [String], reasons: [String]
  ) throws {
    var fields = fields
    if fields.count > width {
      let beyond = fields[(width - 1)...].joined(separator: [dialect.separator])
      fields[(width - 1)...] = [Array(beyond)]
    }
    while fields.count < width { fields.append([]) }
    let said = ["\(line)", columns.joined(separator: "; "), reasons.joined(separator: "; ")]
    try put(kept.map { fields[$0] } + said.map { Array($0.utf8) })
    rows += 1
  }

  /// Whether nobody else can read it: one that takes the place of another has that one's rights.
  package var isOwnersAlone: Bool { !file.hasReplaced }

  /// Gives the file its name, when there is anything in it.
  package func publish() throws {
    if rows > 0 { try file.publish() } else { file.discard() }
  }

  private func put(_ fields: [[UInt8]]) throws {
    var bytes: [UInt8] = []
    for (place, field) in fields.enumerated() {
      if place > 0 { bytes.append(dialect.separator) }
      if dialect.isEscaped {
        Self.escape(field, to: &bytes)
      } else {
        TextEscape.appendField(field, dialect.separator, to: &bytes)
      }
    }
    try put(bytes + [13, 10])
  }

  private func put(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { try file.sink.write($0) }
  }

  private static func escape(_ field: [UInt8], to bytes: inout [UInt8]) {
    for byte in field {
      switch byte {
      case 9: bytes += Array("\\t".utf8)
      case 10: bytes += Array("\\n".utf8)
      case 13: bytes += Array("\\r".utf8)
      case UInt8(ascii: "\\"): bytes += Array("\\\\".utf8)
      default: bytes.append(byte)
      }
    }
  }
}

extension CSVRow {
  /// All fields, as they are read.
  package var copies: [[UInt8]] { (0..<count).map { Array(self[$0]) } }
}

extension CSVDialect {
  /// The fields of each physical line of what is no row, without minding quotes.
  package func lines(of bytes: some BidirectionalCollection<UInt8>) -> [[[UInt8]]] {
    var lines = bytes.split(separator: 10, omittingEmptySubsequences: false).map { line in
      line.split(separator: separator, omittingEmptySubsequences: false).map { unquoted(Array($0)) }
    }
    if bytes.last == 10 { lines.removeLast() }
    return lines
  }

  private func unquoted(_ field: [UInt8]) -> [UInt8] {
    var field = field
    if field.last == 13 { field.removeLast() }
    if field.count > 1, field.first == quote, field.last == quote {
      return Array(field.dropFirst().dropLast())
    }
    return field
  }
}
