import InstrumentKit
import Profile
import Store

extension RowJudge {
  /// Nobody is born after they are registered, nothing is registered in the future, and nothing at
  /// all is older than the people whom the program is about.
  func dates(_ line: Int) -> [RowFault] {
    func fault(_ column: String, _ problem: RowFault.Problem) -> [RowFault] {
      [RowFault(line: line, column: column, valueClass: .day, problem: problem)]
    }
    let filled = row.filledOn
    let filledOn = plan.name(of: ColumnNames.filledOn)
    if filled > plan.reference.number { return fault(filledOn, .filledLater) }
    if filled < Day.earliest.number { return fault(filledOn, .longAgo) }
    guard let place = plan.birthDate, let born = day(place)?.number else { return [] }
    let birthDate = plan.name(of: plan.form.items[place].id)
    if born > filled { return fault(birthDate, .bornLater) }
    return born < Day.earliest.number ? fault(birthDate, .longAgo) : []
  }

  /// What is so since a day that had not come yet may be true: it is taken, and told.
  mutating func compareBeginnings() {
    for place in plan.beginnings where row.applicable[place] {
      guard let since = day(place), since.number > row.filledOn else { continue }
      warnings.append(RowWarning(kind: .beginsLater, item: plan.form.items[place].id))
    }
  }
}

extension Day {
  /// Nobody about whom something is kept was born before it, and nothing was entered of a day before.
  static let earliest = Day(year: 1900, month: 1, day: 1) ?? .first
}
