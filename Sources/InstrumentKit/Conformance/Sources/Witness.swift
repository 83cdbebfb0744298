import InstrumentKit

/// The subject in which something showed, in few words.
struct Witness: Hashable, Sendable {
  let facts: String

  /// Levels and answers of one subject, as golden cases give them, and no more than fit on a line.
  init(_ row: SubjectColumns.Row, on today: Day, _ inputs: [InputColumn]) {
    var facts = ["\(today)"]
    for (place, input) in inputs.enumerated() {
      if let entries = row.entries[place], !entries.isEmpty {
        facts.append("\(input.name) (\(entries.count / input.width))")
      } else if !input.hasEntries, row.cells[place] != Cell.unknown.raw {
        let cell = Cell(raw: row.cells[place])
        facts.append("\(input.name) \(GoldenText.words(cell, as: input.type ?? .count))")
      }
    }
    for threshold in row.levels.assessed.members {
      if let level = row.levels[threshold] { facts.append("\(threshold.code) \(level.code)") }
    }
    self.facts = facts.prefix(8).joined(separator: ", ") + (facts.count > 8 ? ", …" : "")
  }
}

extension GoldenText {
  /// A cell of an input in the words of golden cases.
  static func words(_ cell: Cell, as type: AnswerType) -> String {
    if let absence = cell.absence { return absence.code }
    let number = Int(cell.raw)
    switch type {
    case .flag: return number == 0 ? "no" : "yes"
    case .day: return "\(Day(number: cell.raw))"
    case .one(let options) where options.indices.contains(number): return options[number].code
    case .many(let options):
      return options.indices.filter { $0 < 30 && number >> $0 & 1 == 1 }.map { options[$0].code }
        .joined(separator: ";")
    case .level(let scale) where scale.steps.indices.contains(number):
      return scale.steps[number].code
    case .country where Country.codes.indices.contains(number): return Country.codes[number]
    default: return "\(number)"
    }
  }
}
