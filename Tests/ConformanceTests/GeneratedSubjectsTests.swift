import InstrumentKit
import Testing

@testable import Conformance

/// The laws of made-up subjects.
@Suite struct GeneratedSubjectsTests {
  private func subjects(_ sample: Sample, seed: UInt64, count: Int = 500) throws
    -> GeneratedSubjects
  {
    GeneratedSubjects(
      instrument: sample, form: try #require(Conformance(of: sample).form),
      fields: Sample.fields, seed: seed, count: count)
  }

  private static let everything = Sample().with {
    let table = AnswerType.table([
      Item("kind", Sample.label("x"), .one(Sample.colours)), Item("on", Sample.label("x"), .day),
    ])
    $0.items += [
      Item("number", Sample.label("x"), .number(-5...7)),
      Item("past", Sample.label("x"), table), Item("open", Sample.label("x"), .note),
    ]
    $0.inputs = [
      .field("age"), .item("pets"), .item("colours"), .item("share"), .item("number"),
      .item("mobility"), .measurements, .firstMeasured, .lastMeasured, .applicable, .answered,
      .observed(.mobility), .has("open"), .history("share"), .history("pets"), .rows("past"),
      .field("sex"), .item("since"),
    ]
  }

  private func rows(_ style: RowGenerator.Style, seed: UInt64, _ count: Int = 300) throws
    -> [SubjectColumns.Row]
  {
    let form = try #require(Conformance(of: Self.everything).form)
    let inputs = Self.everything.inputs.map { InputColumn($0, form, fields: Sample.fields) }
    var rows = RowGenerator(form, inputs, today: Day(number: 15_000), seed: seed)
    return (0..<count).map { _ in rows.row(style) }
  }

  @Test func theSameSeedMakesTheSameSubjects() throws {
    let scoring: Conformance.Scoring = { batch, rows, columns in
      Conformance.score(with: Sample(), batch, rows, columns)
    }
    let one = try subjects(Sample(), seed: 5)
    #expect(one.count == 500)
    let other = try subjects(Sample(), seed: 5)
    #expect(one.today == other.today)
    let print = try one.fingerprint(scoring: scoring)
    #expect(try other.fingerprint(scoring: scoring) == print)
    #expect(try subjects(Sample(), seed: 6).fingerprint(scoring: scoring) != print)
    #expect(
      try one.fingerprint { batch, rows, columns in
        try scoring(batch, rows, columns)
        columns[0][499] &+= 1
      } != print)
  }

  @Test(arguments: 1...5) func aSubjectKeepsWhatHostsPromise(_ seed: UInt64) throws {
    for style in [RowGenerator.Style.usual, .extreme, .lowest, .highest] {
      for row in try rows(style, seed: seed) {
        let cells = row.cells.map { Cell(raw: $0) }
        // Colours are asked only of those who have pets.
        if cells[1].value != 1 { #expect(!cells[2].isKnown) }
        if let answered = cells[10].value {
          #expect(answered <= (cells[9].value ?? -1))
        }
        if let first = cells[7].value, let last = cells[8].value { #expect(first <= last) }
        if row.levels[.mobility] == nil { #expect(!cells[11].isKnown) }
        let days = [13, 14].map { input in
          stride(from: 0, to: row.entries[input]?.count ?? 0, by: 2).map { row.entries[input]?[$0] }
        }
        #expect(days[0] == days[1])
        #expect(days[0].compactMap(\.self) == days[0].compactMap(\.self).sorted())
        #expect((row.entries[15]?.count ?? 1) % 2 == 0)
        #expect(row.accepted.assessed.subtracting(row.levels.assessed).isEmpty)
      }
    }
  }

  @Test(arguments: 1...5) func everyCellIsWithinItsType(_ seed: UInt64) throws {
    let ranges: [Int: ClosedRange<Int>] = [
      0: 0...9_998, 1: 0...1, 2: 0...3, 3: 0...100, 4: -5...7, 5: 0...3, 12: 0...1, 16: 0...1,
    ]
    for style in [RowGenerator.Style.usual, .extreme, .lowest, .highest, .crowded] {
      for row in try rows(style, seed: seed, style == .crowded ? 2 : 200) {
        for (input, range) in ranges {
          if let value = Cell(raw: row.cells[input]).value { #expect(range.contains(value)) }
        }
        if let day = Cell(raw: row.cells[17]).value {
          #expect((1...9_999).contains(Day(number: Int32(day)).civil.year))
        }
      }
    }
  }

  @Test func whereNothingIsKnownNothingIs() throws {
    for absence in Absence.allCases {
      for row in try rows(.absent(absence), seed: 1, 3) {
        #expect(row.levels == ThresholdRecord() && row.accepted == ThresholdRecord())
        for (input, column) in row.cells.enumerated() where ![13, 14, 15].contains(input) {
          #expect(Cell(raw: column).absence == absence)
        }
        #expect(row.entries[13]?.count == 4)
      }
    }
    for row in try rows(.blank, seed: 1, 3) {
      #expect(row.entries.values.joined().allSatisfy { !Cell(raw: $0).isKnown })
      #expect(row.entries[15]?.isEmpty == false)
    }
  }

  @Test func usualSubjectsHaveEveryAnswerAndItsAbsence() throws {
    let rows = try rows(.usual, seed: 3, 2_000)
    for (input, values) in [1: 2, 2: 4, 5: 4, 16: 2, 12: 2] {
      let found = Set(rows.map { Cell(raw: $0.cells[input]) })
      #expect(found.count { $0.isKnown } == values, "\(input)")
      #expect(found.contains(.unknown))
    }
    let counts = Set(rows.map { $0.entries[13]?.count })
    #expect(counts.contains(0) && counts.count > 5)
    #expect(rows.contains { $0.levels.assessed.isEmpty == false && $0.accepted.assessed.isEmpty })
    #expect(rows.contains { $0.levels.thresholds(at: .blocking).isEmpty })
  }

  @Test func entriesBeginWhereTheColumnSays() throws {
    let form = try #require(Conformance(of: Self.everything).form)
    let inputs = Self.everything.inputs.map { InputColumn($0, form, fields: Sample.fields) }
    let rows = try rows(.usual, seed: 9, 40)
    var columns = SubjectColumns(today: Day(number: 15_000), inputs)
    for row in rows { columns.append(row) }
    columns.withBatch { batch in
      for (place, row) in rows.enumerated() {
        let subject = Subject(batch, row: place)
        #expect(subject.levels == row.levels && subject.accepted == row.accepted)
        let entries = subject.entries(13)
        #expect(entries.count * 2 == row.entries[13]?.count)
        for entry in 0..<entries.count {
          #expect(entries[entry, 1].raw == row.entries[13]?[entry * 2 + 1])
        }
        #expect(subject[4].raw == row.cells[4])
      }
    }
    let again = columns.row(7)
    #expect(again.entries == rows[7].entries && again.levels == rows[7].levels)
  }
}
