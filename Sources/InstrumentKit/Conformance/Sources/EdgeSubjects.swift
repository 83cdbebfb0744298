import InstrumentKit

/// Subjects at the edges of what can be: those of whom nothing is known, and those with the
/// lowest and the highest of everything.
enum EdgeSubjects {
  /// Nobody was asked, everybody declined, and so on; and an instrument that was never used.
  static func withoutAnswers(
    _ form: FormPlan, _ inputs: [InputColumn], _ seed: UInt64
  ) -> [SubjectColumns] {
    let today = Day(number: 15_705)
    var rows = RowGenerator(form, inputs, today: today, seed: seed)
    var unknown = SubjectColumns(today: today, inputs)
    for absence in Absence.allCases { unknown.append(rows.row(.absent(absence))) }
    unknown.append(rows.row(.blank))
    var bare = SubjectColumns(today: today, inputs)
    bare.isBare = true
    bare.append(rows.row(.absent(.notAsked)))
    return [bare, unknown]
  }

  /// On the first and the last day of the calendar, a leap day and an ordinary one.
  static func extreme(
    _ form: FormPlan, _ inputs: [InputColumn], _ seed: UInt64
  ) -> [SubjectColumns] {
    [CellGenerator.firstDay, 11_016, 15_705, CellGenerator.lastDay].enumerated().map { place, day in
      let today = Day(number: day)
      var rows = RowGenerator(form, inputs, today: today, seed: seed &+ UInt64(place))
      var subjects = SubjectColumns(today: today, inputs)
      for style in [RowGenerator.Style.lowest, .highest, .blank] {
        subjects.append(rows.row(style))
      }
      for _ in 0..<200 { subjects.append(rows.row(.extreme)) }
      if inputs.contains(where: \.hasEntries) { subjects.append(rows.row(.crowded)) }
      return subjects
    }
  }
}
