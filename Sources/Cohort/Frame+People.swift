import InstrumentKit
import Profile

/// Who is behind the rows of a table: columns that go along and are never shown.
extension Frame {
  /// No name of a column that anybody can type begins so.
  private static let hiddenStart = "\u{0}"
  private static let peopleName = hiddenStart + "people"
  private static let crowdName = hiddenStart + "crowd"
  private static let totalName = hiddenStart + "total"

  /// The person of each row.
  package var people: Column? { column(Frame.peopleName) }

  /// How many people are behind each row, each counted once; nil when nobody looked.
  package var crowd: [Int]? { column(Frame.crowdName)?.cells.map(Int.init) }

  /// How many people are behind all rows, each counted once; nil when nobody looked.
  package var crowdTotal: Int? { column(Frame.totalName)?.cells.first.map(Int.init) }

  package func with(people: Column?) -> Frame {
    guard let people else { return self }
    var frame = shown
    frame.columns.append(people.renamed(Frame.peopleName))
    return frame
  }

  /// The table as it is seen.
  package var shown: Frame {
    if columns.last.map({ !$0.name.hasPrefix(Frame.hiddenStart) }) ?? true { return self }
    return Frame(
      columns: columns.filter { !$0.name.hasPrefix(Frame.hiddenStart) }, rowCount: rowCount,
      leftOut: leftOut)
  }

  /// Groups with how many people are in each and in all, as the rows tell them.
  package func with(crowdOf rows: Frame, _ grouping: Grouping) -> Frame {
    guard rows.people != nil, grouping.groupCount == rowCount else { return self }
    var found = [Set<Int32>](repeating: [], count: rowCount)
    for (entry, group) in grouping.groups.enumerated() {
      found[Int(group)].insert(rows.person(Int(grouping.rows[entry])))
    }
    let all = Set((0..<rows.rowCount).map(rows.person)).count
    var frame = self
    frame.columns += [
      Column(Frame.crowdName, .count, found.map { Int32($0.count) }),
      Column(Frame.totalName, .count, [Int32](repeating: Int32(all), count: rowCount)),
    ]
    return frame
  }

  /// How many people share a row of all shown columns, where that is least; 0 without rows.
  package var fewestAlike: Int {
    let columns = shown.columns
    var found: [[Int32]: Set<Int32>] = [:]
    for row in 0..<rowCount {
      found[columns.map { $0.cells[row] }, default: []].insert(person(row))
    }
    return found.values.map(\.count).min() ?? 0
  }

  /// A row of nobody known is taken for somebody.
  private func person(_ row: Int) -> Int32 {
    guard let cell = people?[row], cell.isKnown else { return -1 - Int32(row) }
    return cell.raw
  }

  /// The rows that groups are made of, each with the keys of its group.
  package func entries(of grouping: Grouping) -> Frame {
    let keys = grouping.keys.map { $0.gathered(grouping.groups) }
    return Frame(columns: keys, rowCount: grouping.rows.count)
      .with(people: people?.gathered(grouping.rows))
  }
}
