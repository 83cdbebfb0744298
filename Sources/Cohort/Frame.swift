import Profile

/// A table as the stages of a sentence pass it on: columns of one length, in the order shown.
package struct Frame: Sendable {
  package var columns: [Column]
  package let rowCount: Int
  /// How many rows a condition left out because it could not tell.
  package var leftOut: Int

  package init(columns: [Column], rowCount: Int, leftOut: Int = 0) {
    self.columns = columns
    self.rowCount = rowCount
    self.leftOut = leftOut
  }

  package func column(_ name: String) -> Column? { columns.first { $0.name == name } }

  /// The same columns for other rows, in their order.
  package func gathered(_ rows: [Int32]) -> Frame {
    Frame(
      columns: columns.map { $0.gathered(rows) }, rowCount: rows.count, leftOut: leftOut)
  }
}
