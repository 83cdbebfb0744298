/// Why a row of a csv file cannot be read: facts, never the row's contents.
package struct CSVFault: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// A quoted field runs to the end of the file.
    case unclosedQuote
    /// A quote inside an unquoted field, or text after a closing quote.
    case strayQuote
    /// Bytes that are no UTF-8; the offset counts bytes from the start of the row, from 0.
    case invalidUTF8(offset: Int)
    case fieldCount(expected: Int, found: Int)
    case nul
    /// In bytes.
    case fieldTooLong(limit: Int)
    /// In bytes.
    case rowTooLong(limit: Int)
    case tooManyColumns(limit: Int)
    /// There is no header line.
    case empty
  }

  /// The physical line where the row starts, from 1.
  package let line: Int
  /// The field, from 1; nil when the whole row is meant.
  package let column: Int?
  package let kind: Kind
  /// How many physical lines the row takes; an open quote swallows line ends.
  package let lines: Int

  package init(line: Int, column: Int?, kind: Kind, lines: Int = 1) {
    self.line = line
    self.column = column
    self.kind = kind
    self.lines = lines
  }
}

/// How large the parts of a csv file may be, in bytes, and how many columns it may have.
package struct CSVLimits: Hashable, Sendable {
  package var field = 1 << 20
  package var row = 4 << 20
  package var columns = 4096

  package init() {}
}

/// What the first line of a csv file says.
package struct CSVHeader: Hashable, Sendable {
  package let names: [String]
  package let dialect: CSVDialect
  package let hasByteOrderMark: Bool
  /// The lines before the rows: that of the names, `sep=;`, and empty ones.
  package let lines: Int

  /// `,`, `;` or a tab.
  package var separator: UInt8 { dialect.separator }
}

/// How the fields of a file are kept apart.
package struct CSVDialect: Hashable, Sendable {
  package let separator: UInt8
  /// Whether quotes are letters, and tab, line end and backslash are written `\t`, `\n`, `\r`,
  /// `\\`: the convention of files that are called `.tsv`.
  package let isEscaped: Bool

  package init(separator: UInt8, isEscaped: Bool = false) {
    self.separator = separator
    self.isEscaped = isEscaped
  }

  /// What encloses a field; a byte that no text has where nothing does.
  var quote: UInt8 { isEscaped ? 0xFF : UInt8(ascii: "\"") }
}
