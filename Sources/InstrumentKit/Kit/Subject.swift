/// One person as an instrument sees them: a row of columns, never a copy, never an identity.
@frozen public struct Subject {
  /// The columns: for hosts that score elsewhere.
  public let batch: Batch
  /// Which of their rows it is.
  public let row: Int

  /// The person in a row of a batch.
  @inlinable public init(_ batch: Batch, row: Int) {
    self.batch = batch
    self.row = row
  }

  /// The newest known level of every threshold, from any instrument.
  @inlinable public var levels: ThresholdRecord {
    ThresholdRecord(low: batch.low[row], high: batch.high[row])
  }

  /// Only the levels that were given or accepted in this instrument.
  @inlinable public var accepted: ThresholdRecord {
    ThresholdRecord(low: batch.acceptedLow[row], high: batch.acceptedHigh[row])
  }

  /// The day for which is scored.
  @inlinable public var today: Day { batch.today }

  /// The input at this place of the instrument's list; unknown when there is no such column. A place
  /// that the instrument has no input for is kept for the host, which tells it.
  @inlinable public subscript(_ input: Int) -> Cell {
    guard batch.inputs.holds(input) else {
      ColumnBounds.misread(batch.inputs, input, row)
      return .unknown
    }
    guard let column = batch.inputs[input] else { return .unknown }
    return Cell(raw: column[row])
  }

  /// The number of a count or percentage, nil when unknown.
  @inlinable public func number(_ input: Int) -> Int? { self[input].value }

  /// The day of an input, nil when unknown.
  @inlinable public func day(_ input: Int) -> Day? {
    let cell = self[input]
    return cell.isKnown ? Day(number: cell.raw) : nil
  }

  /// Yes, no, or nil when unknown.
  @inlinable public func flag(_ input: Int) -> Bool? { self[input].value.map { $0 != 0 } }

  /// The entries of a history (two cells each) or of a table's rows (a cell per column). Of an input
  /// that has none the place is kept for the host, which tells it.
  @inlinable public func entries(_ input: Int, width: Int = 2) -> Entries {
    guard batch.inputs.holdsEntries(input) else {
      ColumnBounds.misread(batch.inputs, input, row)
      return Entries.none
    }
    guard let column = batch.inputs[input], width > 0 else { return Entries.none }
    let start = Int(column[row])
    return Entries(
      cells: column + start, count: (Int(column[row + 1]) - start) / width, width: width)
  }

  /// The places of all answers as a mask, nil when the question was not answered.
  @inlinable public func mask(_ input: Int) -> Int32? {
    let cell = self[input]
    return cell.isKnown ? cell.raw : nil
  }
}

/// What one person has several of: judgements over time, or rows of a table, oldest first.
@frozen public struct Entries {
  @usableFromInline let cells: UnsafePointer<Int32>?
  /// How many entries there are.
  public let count: Int
  @usableFromInline let width: Int

  @inlinable init(cells: UnsafePointer<Int32>?, count: Int, width: Int) {
    self.cells = cells
    self.count = count
    self.width = width
  }

  @inlinable static var none: Entries { Entries(cells: nil, count: 0, width: 1) }

  /// Unknown outside the entries and their cells.
  @inlinable public subscript(_ entry: Int, _ cell: Int) -> Cell {
    guard let cells, entry >= 0, entry < count, cell >= 0, cell < width else { return .unknown }
    return Cell(raw: cells[entry * width + cell])
  }

  /// The day in a cell of an entry, nil when unknown.
  @inlinable public func day(_ entry: Int, _ cell: Int = 0) -> Day? {
    let found = self[entry, cell]
    return found.isKnown ? Day(number: found.raw) : nil
  }
}

/// The columns on which subjects are views; owned by the host and valid during one call only.
@frozen public struct Batch {
  /// The day for which is scored.
  public let today: Day
  /// The low bits of the newest known levels, a word per row.
  public let low: UnsafePointer<UInt64>
  /// The high bits of those levels.
  public let high: UnsafePointer<UInt64>
  /// The low bits of the levels that were given or accepted in this instrument.
  public let acceptedLow: UnsafePointer<UInt64>
  /// The high bits of those levels.
  public let acceptedHigh: UnsafePointer<UInt64>
  /// One column per input of the instrument, nil where nothing was ever recorded. For entries the
  /// column begins with a start per row and one more, counted from its own beginning. Where it is of a
  /// ``ColumnTable``, nothing outside is read.
  public let inputs: UnsafePointer<UnsafePointer<Int32>?>

  /// Columns that must outlive the call.
  @inlinable public init(
    today: Day, low: UnsafePointer<UInt64>, high: UnsafePointer<UInt64>,
    acceptedLow: UnsafePointer<UInt64>, acceptedHigh: UnsafePointer<UInt64>,
    inputs: UnsafePointer<UnsafePointer<Int32>?>
  ) {
    self.today = today
    self.low = low
    self.high = high
    self.acceptedLow = acceptedLow
    self.acceptedHigh = acceptedHigh
    self.inputs = inputs
  }
}

/// Where an instrument writes what it computes for one subject.
@frozen public struct Result {
  /// A column per measure: for hosts that score elsewhere. Where it is of a ``ColumnTable``, nothing
  /// outside is written.
  public let measures: UnsafePointer<UnsafeMutablePointer<Int32>>
  /// Which of their rows it is.
  public let row: Int
  /// Present only when somebody asked why.
  public let explanation: Explanation?

  /// The row of some measures, with where reasons go when somebody asked why.
  @inlinable public init(
    measures: UnsafePointer<UnsafeMutablePointer<Int32>>, row: Int,
    explanation: Explanation? = nil
  ) {
    self.measures = measures
    self.row = row
    self.explanation = explanation
  }

  /// Writes any value, or that there is none, to the measure at this place. A place that the
  /// instrument has no measure for is not written; it is kept for the host, which tells it.
  @inlinable public func set(_ measure: Int, _ cell: Cell) {
    guard measures.holds(measure) else {
      return ColumnBounds.miswritten(measures, measure, row)
    }
    measures[measure][row] = cell.raw
  }
  /// Writes a number or a code's place to the measure at this place.
  @inlinable public func set(_ measure: Int, _ number: Int) { set(measure, Cell(number)) }
  /// Writes a yes or a no to the measure at this place.
  @inlinable public func set(_ measure: Int, _ answer: Bool) { set(measure, Cell(answer)) }
  /// Writes a day to the measure at this place.
  @inlinable public func set(_ measure: Int, _ day: Day) { set(measure, Cell(day)) }

  /// Sets a measure and gives the reason, which is made only when somebody asked for it.
  @inlinable public func set(
    _ measure: Int, _ cell: Cell, because reason: @autoclosure () -> Reason
  ) {
    set(measure, cell)
    explanation?.add(measure: measure, reason())
  }
}

/// Why a measure has its value: the rule that decided, in words for people.
public struct Reason: Hashable, Codable, Sendable {
  /// The name of the rule, in kebab-case.
  public let rule: String
  /// Why, in words that the client can read too.
  public let words: Label

  /// A rule with its words.
  public init(_ rule: String, _ words: Label) {
    self.rule = rule
    self.words = words
  }
}

/// The reasons given while one subject is scored.
public final class Explanation {
  /// The reasons in the order in which they were given, with the places of their measures.
  public private(set) var reasons: [(measure: Int, reason: Reason)] = []

  /// An explanation without reasons yet.
  public init() {}

  /// Keeps the reason for the measure at this place.
  public func add(measure: Int, _ reason: Reason) { reasons.append((measure, reason)) }
}
