import Cohort
import InstrumentKit
import Profile
import Records

/// What reads differently of one client, without why.
struct ReadingDifference {
  struct Item {
    let name: String
    let before: String?
    let after: String?
    /// What the column has.
    let cell: Cell
  }

  struct LevelItem {
    let threshold: Threshold
    let before: String?
    let after: String?
  }

  struct WordItem {
    let threshold: Threshold
    let word: Specification
    let before: String
    let after: String
    let isNoBarrier: Bool
  }

  private(set) var answers: [Item] = []
  private(set) var levels: [LevelItem] = []
  private(set) var specifications: [WordItem] = []
  /// Whether there is a barrier of which nobody said what it consists of.
  let isUnspecified: Bool

  var isEmpty: Bool { answers.isEmpty && levels.isEmpty && specifications.isEmpty }

  /// - Parameter columns: of what was answered, by the id of its name.
  init(
    _ reading: FormerReading, _ builder: ColumnBuilder, _ row: Int, _ columns: [Int64: Column]
  ) {
    let (levels, absences) = (builder.levels[row], builder.absences)
    let (some, none) = (builder.specified.low[row], builder.specified.high[row])
    isUnspecified =
      levels.assessed.bits & ~(levels.low & ~levels.high) & ~(some | none)
      & SpecificationMasks.all != 0
    for (id, column) in columns {
      let (before, cell) = (reading.answers[id], column[row])
      if ReadingDifference.isSame(before, cell, column) { continue }
      answers.append(
        Item(
          name: column.name, before: before.flatMap { ReadingDifference.text($0, column.type) },
          after: ReadingDifference.text(cell, column), cell: cell))
    }
    answers.sort { $0.name < $1.name }
    let reasons = AbsenceRecord(low: absences.low[row], high: absences.high[row])
    for threshold in Threshold.all {
      let before = reading.levels[threshold]?.code ?? reading.absences[threshold].told
      let after = levels[threshold]?.code ?? reasons[threshold].told
      if before != after {
        self.levels.append(LevelItem(threshold: threshold, before: before, after: after))
      }
    }
    let words = SpecificationSet(
      low: builder.specifications.low[row], high: builder.specifications.high[row])
    if words == reading.specifications { return }
    for threshold in Threshold.all {
      let bit = ThresholdSet(threshold).bits
      for word in threshold.specifications {
        let (before, after) = (reading.specifications.contains(word), words.contains(word))
        if before == after { continue }
        specifications.append(
          WordItem(
            threshold: threshold, word: word, before: before ? "yes" : "no",
            after: after ? "yes" : (some | none) & bit != 0 ? "no" : "unknown",
            isNoBarrier: none & bit != 0))
      }
    }
  }

  private static func isSame(_ answer: Answer?, _ cell: Cell, _ column: Column) -> Bool {
    switch answer {
    case .one(let raw)?, .many(let raw)?: cell.raw == raw
    case .words(let text)?: cell.value.map { column.pool?[$0] == text } ?? false
    case .absent(let absence)?: cell.absence == absence
    case .noLongerKnown?, nil: cell == .unknown
    }
  }

  private static func text(_ answer: Answer, _ type: FieldType) -> String? {
    switch answer {
    case .one(let raw), .many(let raw): text(Cell(raw: raw), type)
    case .words(let text): text
    case .absent(let absence): absence.told
    case .noLongerKnown: nil
    }
  }

  private static func text(_ cell: Cell, _ column: Column) -> String? {
    if let place = cell.value, let pool = column.pool { return pool[place] }
    return text(cell, column.type)
  }

  /// As a file has it.
  private static func text(_ cell: Cell, _ type: FieldType) -> String? {
    guard let value = cell.value else { return cell.absence?.told }
    switch type {
    case .flag: return value == 0 ? "no" : "yes"
    case .day: return "\(Day(number: cell.raw))"
    case .code(let list): return list.codes.indices.contains(value) ? list.codes[value].en : nil
    case .codes(let list):
      return list.codes.enumerated().filter {
        Cell.mask($0.offset).map { cell.raw & $0 != 0 } ?? false
      }
      .map(\.element.en).joined(separator: ";")
    default: return "\(value)"
    }
  }
}

extension Absence {
  /// Its code, nil for what nobody asked.
  fileprivate var told: String? { self == .notAsked ? nil : code }
}
