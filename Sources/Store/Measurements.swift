import InstrumentKit
import Records

/// Counts measurements while the visits with one instrument come by in order of time. Where what the
/// rows say at a glance does not tell, the client is left to be read.
struct Measurements {
  /// What a row says of a visit without its answers being read.
  struct Glance {
    let day: Int32
    let levels: ThresholdRecord
    let absences: AbsenceRecord
    /// How many core questions applied, 0 for a visit of a part.
    let applicable: Int32
    let answered: Int32
  }

  private enum Way {
    /// The form asks nothing at its core.
    case eachVisit
    /// The levels of these thresholds.
    case levels(UInt64)
    /// By what was counted; below so many answers a round is open for certain.
    case counted(always: Int32, isOneVisit: Bool)
    /// The instrument is not there: whole visits are all that can be told.
    case wholeVisits
    case reading
  }

  private let way: Way
  private let reader: VisitReader?
  private(set) var counts: [Int32]
  /// The clients, by id, whose visits must be read.
  private(set) var unsure: Set<Int64> = []
  /// Of each open round what was answered: levels as bits, else how many.
  private var answered: [UInt64]
  /// The day on which it began, unknown where none is open.
  private var begun: [Int32]

  init(rows: Int, _ reader: VisitReader?) {
    self.reader = reader
    way = reader.map(Measurements.way) ?? .wholeVisits
    counts = [Int32](repeating: 0, count: rows)
    answered = [UInt64](repeating: 0, count: rows)
    begun = [Int32](repeating: Cell.unknown.raw, count: rows)
  }

  private static func way(_ reader: VisitReader) -> Way {
    if reader.law.core.isEmpty { return .eachVisit }
    if let bits = reader.thresholds { return .levels(bits) }
    return reader.tellsByCount
      ? .counted(always: reader.always, isOneVisit: reader.hasContributors) : .reading
  }

  /// Takes the next visit of a client; whether it makes a measurement whole, as far as can be told.
  mutating func add(_ visit: Glance, of client: Int64, in row: Int) -> Bool {
    switch way {
    case .eachVisit: return count(row)
    case .wholeVisits:
      return visit.applicable > 0 && visit.answered == visit.applicable && count(row)
    case .reading:
      unsure.insert(client)
      return false
    case .levels(let bits):
      let said = visit.levels.assessed.bits | (visit.absences.low & visit.absences.high)
      return add(said & bits, of: bits, on: visit.day, in: row)
    case .counted(let always, let isOneVisit):
      return add(visit, of: client, in: row, always: always, isOneVisit)
    }
  }

  private mutating func add(
    _ said: UInt64, of bits: UInt64, on day: Int32, in row: Int
  ) -> Bool {
    if said == bits { return count(row) }
    let isOpen = Cell(raw: begun[row]).isKnown
    let first = Day(number: begun[row])
    if isOpen, reader?.law.isWithin(from: first, Day(number: day)) ?? true {
      answered[row] |= said
      return answered[row] == bits && count(row)
    }
    (begun[row], answered[row]) = (day, said)
    return false
  }

  private mutating func add(
    _ visit: Glance, of client: Int64, in row: Int, always: Int32, _ isOneVisit: Bool
  ) -> Bool {
    let isFirst = counts[row] == 0 && !Cell(raw: begun[row]).isKnown
    if isOneVisit, !isFirst {
      unsure.insert(client)
    } else if visit.applicable > 0, visit.answered == visit.applicable {
      return count(row)
    } else if reader?.isCounted(visit.applicable) != true {
      unsure.insert(client)
    } else {
      // Two visits cannot answer more than both together.
      answered[row] += UInt64(max(0, visit.answered))
      if Cell(raw: begun[row]).isKnown, answered[row] >= UInt64(always) { unsure.insert(client) }
    }
    begun[row] = visit.day
    return false
  }

  /// A round of a client is whole, and none is open.
  private mutating func count(_ row: Int) -> Bool {
    counts[row] += 1
    (begun[row], answered[row]) = (Cell.unknown.raw, 0)
    return true
  }

  /// What reading the visits of a client told.
  mutating func set(_ count: Int, _ row: Int) { counts[row] = Int32(clamping: count) }
}
