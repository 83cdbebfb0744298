import Cohort
import Language

extension Frame {
  func picked(_ columns: [(column: ColumnRef, title: String)]) throws -> Frame {
    Frame(
      columns: try columns.map { try QueryRunner.column($0.column, of: self).renamed($0.title) },
      rowCount: rowCount
    ).with(people: people)
  }

  func summarised(_ summaries: [SummaryRef], _ grouping: Grouping) throws -> Frame {
    var columns = grouping.keys
    for summary in summaries {
      guard let function = Summary(rawValue: summary.function.rawValue) else { continue }
      let column = try QueryRunner.column(summary.column, of: self)
      let (values, known) = grouping.summarised(column, function, name: summary.title)
      columns += [values, known]
    }
    return Frame(
      columns: columns, rowCount: max(grouping.groupCount, grouping.keys.isEmpty ? 1 : 0))
  }
}
