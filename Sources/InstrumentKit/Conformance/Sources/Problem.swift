import InstrumentKit

/// What an instrument should do otherwise, as a fact; its words are in the catalogue.
enum Problem: Hashable, Sendable {
  // The shape.
  case form(FormFault)
  case unusableForm
  case unknownInput(String)
  case doubleMeasure(String)
  case missingLabel(String)
  case tooManyCodes(measure: String)
  /// What carries the id, as in `item`, and the id.
  case badID(of: String, String)
  /// What has the list, as in `item pets`, and the code.
  case doubleCode(of: String, String)
  case badCode(of: String, String)
  case badVersion(String)
  case adviceMeasure(String)
  case adviceCode(String)
  case migrationChain(from: String, to: String)
  case migrationItem(String, from: String)
  case unlinkedLevel(item: String)
  case levelWithoutScores(item: String)
  /// The code at which the order of the levels turns round.
  case unorderedLevels(item: String, code: String)
  case uncheckedFields([String])
  // What has an owner as in `item pets`: answers of which there are none, two that look the same to
  // people, rows in rows, a reader that nobody can be, and what no answers ever bring up.
  case emptyList(String)
  case alike(String, String, String)
  case tableInTable(String)
  case unknownRole(String, String)
  case neverAsked(String)

  // Golden cases.
  case noCases
  case golden(caseName: String, Mismatch)

  // What it does with subjects.
  case scored(Scored)

  /// In what a golden case does not come out as its instrument promises.
  enum Mismatch: Hashable, Sendable {
    case measure(String, expected: String, found: String)
    case unknownMeasure(String)
    /// The instrument reads no such input.
    case unknownInput(String)
    /// The value cannot be one of this input.
    case badValue(input: String, value: String)
    case badDay(String)
    /// The instrument leaves this measure as it was: every one is written for every subject.
    case notWritten(String)
    /// The same subject gave another value the second time.
    case notTheSame(String)
    /// It read or wrote where it has no input or measure.
    case outside(Outside)
  }

  /// Where an instrument went that it has no column for.
  enum Outside: Hashable, Sendable {
    /// A place that the kit did not let it read or write.
    case breach(Breach)
    /// Memory beside a column of its measures, which was found changed.
    case memory
  }

  /// What shows when subjects are scored.
  enum Scored: Hashable, Sendable {
    case outside(Outside, inputs: Int, measures: Int, Witness)
    case unwritten(measure: String, Witness)
    case impossible(measure: String, value: Int, Witness)
    case unsteady(measure: String, Unsteadiness, Witness)
    case uncoveredCutOff(input: String, measure: String, [CutOff])
    case unexpectedOutcomes(measure: String, [String])
    /// A measure changes with the sum of others, and no golden case comes near.
    case uncoveredSum(sum: String, measure: String, [CutOff])
    /// Rules that give the reason of a measure for some subjects, and for no golden case.
    case unreachedRules(measure: String, [String])
    case brokenLaw(Law, other: String, item: String)
    case slow(nanoseconds: Int, Slowness)
  }

  /// When the same subject gave another result.
  enum Unsteadiness: Hashable, Sendable {
    case again, otherOrder, twoThreads
  }

  enum Slowness: Hashable, Sendable {
    case noticeable, unbearable
  }

  /// Two neighbouring values of an input between which a measure changes.
  struct CutOff: Hashable, Sendable {
    let below: Int
    /// The values that no golden case has.
    let missing: [Int]
  }

  /// A law by which two instruments prefill each other.
  enum Law: Hashable, Sendable {
    /// Between scales with the same number of levels a code goes there and back unchanged.
    case sameCode
    /// An answer that comes back is the same or not filled.
    case sameOrNone
    /// A level never gets better or worse on the way.
    case sameLevel
    /// An absence is never proposed, and a proposal means the level that was given.
    case onlyLevels
  }
}

extension [Problem] {
  /// Adds what was not told yet.
  mutating func note(_ problem: Problem) {
    if !contains(problem) { append(problem) }
  }
}
