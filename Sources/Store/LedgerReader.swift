import GRDB
import Seal

/// Something of which the ledger keeps marks, as it is stored now.
struct LedgerItem {
  let number: Int64
  var client: Int64?
  var isForgotten = false
}

/// Contents of items one after another, of which marks are made many at once.
final class LedgerContents {
  private(set) var bytes: [UInt8] = []
  private var items: [LedgerItem] = []
  private var ends: [Int] = []
  private let marks: ContentMark
  private let took: (LedgerItem, ArraySlice<UInt8>) throws -> Void

  /// - Parameter took: what is done with an item and its mark.
  init(_ marks: ContentMark, _ took: @escaping (LedgerItem, ArraySlice<UInt8>) throws -> Void) {
    (self.marks, self.took) = (marks, took)
  }

  /// - Parameter fill: writes what it says behind the others and gives whose it is.
  func add(
    _ kind: LedgerKind, _ number: Int64, _ fill: (inout [UInt8], inout LedgerItem) throws -> Void
  ) throws {
    var item = LedgerItem(number: number)
    bytes.append(UInt8(truncatingIfNeeded: kind.number))
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    try fill(&bytes, &item)
    items.append(item)
    ends.append(bytes.count)
    if bytes.count > 1 << 22 { try finish() }
  }

  func finish() throws {
    let made = marks.marks(of: bytes, ends: ends)
    for (place, item) in items.enumerated() {
      let start = place * ContentMark.length
      try took(item, made[start..<start + ContentMark.length])
    }
    bytes.removeAll(keepingCapacity: true)
    items.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }
}

/// Reads all bytes of rows of one kind, in the order of their numbers.
final class LedgerReader {
  private let kind: LedgerKind
  private let parts: [Rows]
  private let whole: RawStatement?
  private let wholeColumns: Int32

  /// The rows of one table.
  private struct Rows {
    let row: RawStatement
    let columns: Int32
    /// The number of the row that is next; nil after the last.
    var number: Int64?

    mutating func advance() throws { number = try row.next() ? row.number(0) : nil }
  }

  /// What stands before the columns: number, codes, client, and whether it was forgotten.
  private static let before: Int32 = 4

  /// - Parameter formerly: whether versions that an entry had before are read as if they stood.
  init(_ kind: LedgerKind, _ database: Database, formerly: Bool = false) throws {
    self.kind = kind
    parts = try kind.parts.map { part in
      let columns = try LedgerReader.columns(of: part, database)
      let table = (formerly ? "past_" : "") + part.table
      return Rows(
        row: try RawStatement(
          database,
          """
          SELECT t.\(part.key), \(part.code), \(part.client), \(part.isForgotten),
            \(columns.joined(separator: ", "))
          FROM main.\(table) t \(part.join)
          WHERE t.\(part.key) BETWEEN ?1 AND ?2 \(formerly ? "AND t.until = ?3" : "")
          ORDER BY t.\(part.key)\(formerly ? ", t.rowid" : part.order)
          """), columns: Int32(columns.count))
    }
    whole = try kind.whole.map { try RawStatement(database, $0) }
    wholeColumns = kind == .meta ? 2 : 4
  }

  private static func columns(of part: LedgerKind.Part, _ database: Database) throws -> [String] {
    try database.columns(in: part.table, in: "main").map(\.name)
      .map { part.without.contains($0) ? "NULL" : "t.\($0)" }
  }

  /// Reads the version that an entry had until a link of the trail.
  func read(_ number: Int64, until link: Int64, into contents: LedgerContents) throws {
    for part in parts { part.row.bind(3, link) }
    try read(number...number, into: contents)
  }

  /// - Parameter range: of numbers.
  func read(_ range: ClosedRange<Int64>, into contents: LedgerContents) throws {
    if let whole {
      try contents.add(kind, 0) { bytes, _ in
        while try whole.next() {
          LedgerReader.append(whole, 0, 0..<wholeColumns, to: &bytes)
        }
      }
      return
    }
    var parts = parts
    for place in parts.indices {
      parts[place].row.bind(1, range.lowerBound)
      parts[place].row.bind(2, range.upperBound)
      try parts[place].advance()
    }
    while let number = LedgerReader.least(parts) {
      try contents.add(kind, number) { bytes, item in
        for place in parts.indices {
          while parts[place].number == number {
            let row = parts[place].row
            LedgerReader.append(
              row, UInt8(truncatingIfNeeded: place),
              LedgerReader.before..<LedgerReader.before + parts[place].columns, to: &bytes)
            if place == 0 {
              row.append(1, as: 255, to: &bytes)
              item.client = row.knownNumber(2)
              item.isForgotten = row.number(3) != 0
            }
            try parts[place].advance()
          }
        }
      }
    }
  }

  private static func least(_ parts: [Rows]) -> Int64? {
    var least: Int64?
    for part in parts {
      guard let number = part.number else { continue }
      least = least.map { min($0, number) } ?? number
    }
    return least
  }

  /// A row begins with its table and ends with a sign that is no column.
  private static func append(
    _ row: RawStatement, _ table: UInt8, _ places: Range<Int32>, to bytes: inout [UInt8]
  ) {
    bytes.append(table)
    for place in places {
      row.append(place, as: UInt8(truncatingIfNeeded: place - places.lowerBound), to: &bytes)
    }
    bytes.append(254)
  }
}
