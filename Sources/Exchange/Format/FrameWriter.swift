import Cohort
import Profile

/// Writes a table in one format: ``begin()``, rows, ``end()``.
package final class FrameWriter {
  private let format: TableFormat
  private let columns: [Column]
  private let sink: any ByteSink
  private let tables: [CellTable]
  private let buffer = RowBuffer()
  private var hasRows = false

  package init(_ format: TableFormat, _ frame: Frame, to sink: any ByteSink) {
    self.format = format
    self.sink = sink
    columns = frame.columns
    // A row of one empty field would be an empty line, which readers pass over.
    let isSeparated = if case .separated = format.style { true } else { false }
    let empty: [UInt8] = isSeparated && columns.count == 1 ? Array("\"\"".utf8) : []
    tables = frame.columns.enumerated().map { place, column in
      CellTable(column, format.style, prefix: format.prefix(place, column.name), empty: empty)
    }
  }

  /// - Throws: what the sink throws.
  package func begin() throws { try put(format.head(columns)) }

  /// Writes one row of the frame.
  ///
  /// - Throws: what the sink throws.
  package func row(_ row: Int) throws { try rows(row..<row + 1) }

  /// Writes some rows of the frame, faster than one by one.
  ///
  /// - Throws: what the sink throws.
  package func rows(_ rows: Range<Int>) throws {
    if rows.isEmpty || columns.isEmpty { return }
    try FrameWriter.withCells(tables[...], []) { cells in
      let (first, later) = format.rowStart
      let rowEnd = format.rowEnd
      for row in rows {
        let start = hasRows ? later : first
        if !start.isEmpty { buffer.append(start) }
        hasRows = true
        for place in tables.indices { tables[place].append(cells[place][row], to: buffer) }
        buffer.append(rowEnd)
        if buffer.isFull { try buffer.drain(to: sink) }
      }
    }
    try buffer.drain(to: sink)
  }

  /// - Throws: what the sink throws.
  package func end() throws {
    try put(format.tail(hasRows: hasRows))
    try sink.flush()
  }

  private func put(_ bytes: [UInt8]) throws { try bytes.withUnsafeBytes { try sink.write($0) } }

  /// Holds the cells of all columns in place while rows are written.
  private static func withCells(
    _ tables: ArraySlice<CellTable>, _ cells: [UnsafeBufferPointer<Int32>],
    _ body: ([UnsafeBufferPointer<Int32>]) throws -> Void
  ) throws {
    guard let table = tables.first else { return try body(cells) }
    try table.cells.withUnsafeBufferPointer { pointer in
      try withCells(tables.dropFirst(), cells + [pointer], body)
    }
  }
}
