import InstrumentKit
import Store

extension RowJudge {
  /// The most rows of one table.
  private static let mostRows = 60

  mutating func readTable(
    _ bytes: UnsafeBufferPointer<UInt8>, into place: Int, _ columns: [FieldReader?]
  ) -> RowFault.Problem? {
    var cells: [RegistrationDraft.TableCell] = []
    var number = 0
    let problem = RowJudge.split(bytes) { line in
      defer { number += 1 }
      guard number < RowJudge.mostRows else { return .tooLong(limit: RowJudge.mostRows) }
      // Everything after the last comma that separates belongs to the last column.
      let parts = line.split(
        separator: UInt8(ascii: ","), maxSplits: max(0, columns.count - 1),
        omittingEmptySubsequences: false)
      for (column, part) in parts.enumerated() {
        let trimmed = RowJudge.trimmed(UnsafeBufferPointer(rebasing: part))
        guard columns.indices.contains(column), let reader = columns[column], !trimmed.isEmpty
        else { continue }
        var raw = Cell.unknown.raw
        var text: [UInt8]?
        if case .text(let limit) = reader {
          if trimmed.count > limit { return .inRow(number + 1, .tooLong(limit: limit)) }
          text = Array(trimmed)
        } else if let problem = RowJudge.cell(trimmed, reader, into: &raw) {
          return .inRow(number + 1, problem)
        }
        cells.append(.init(place: place, row: number, column: column, raw: raw, text: text))
      }
      return nil
    }
    row.table += cells
    return problem
  }

  static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var bytes = bytes[...]
    while bytes.first == 32 { bytes = bytes.dropFirst() }
    while bytes.last == 32 { bytes = bytes.dropLast() }
    return UnsafeBufferPointer(rebasing: bytes)
  }

  /// Gives each part between semicolons; the first problem ends it.
  static func split(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ each: (UnsafeBufferPointer<UInt8>) -> RowFault.Problem?
  ) -> RowFault.Problem? {
    var start = 0
    for end in 0...bytes.count where end == bytes.count || bytes[end] == UInt8(ascii: ";") {
      let part = trimmed(UnsafeBufferPointer(rebasing: bytes[start..<end]))
      if let problem = each(part) { return problem }
      start = end + 1
    }
    return nil
  }
}
