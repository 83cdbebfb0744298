import Conformance
import InstrumentKit
import Profile

/// Invented registrations in the format that the intake imports: the same seed, the same bytes.
///
/// Answers hang together as they do in real files (a living wage has a date, only who works has
/// an employment), so that an import of them judges every rule and refuses none.
package struct RegistrationGenerator: Sendable {
  package let seed: UInt64
  /// Registrations are filled in during the twelve months before this day.
  package let until: Day
  /// The national numbers that somebody has: no two people have the same.
  private var taken: Set<Int> = []

  package init(seed: UInt64, until: Day) {
    self.seed = seed
    self.until = until
  }

  /// The columns, in the order in which rows give them.
  package static let columns: [String] =
    """
    client location sex birth-date first-name last-name national-number commune civil-status
    nationality previous-nationality birth-country arrival residence driving-licence work-permit
    diploma diploma-belgian diploma-recognised employed employment benefit living-wage-since
    equivalent-since vdab-registered vdab-category vdab-since unemployed-since followed-up
    not-followed-reason direction stream reason-status reason-client training-ready
    reason-organisation transfer decision job-goal job-goal-realistic training-12m training-kind
    training-provider experience-12m worked-share inactivity-5y dutch-native-or-working
    dutch-level filled-on
    """.split { $0 == " " || $0 == "\n" }.map(String.init)
    + thresholds.map(\.code) + ["specifications", "vdab.actions", "ocmw.actions"]

  static let thresholds: [Threshold] = [
    .illness, .pregnancy, .addiction, .psychological, .disability, .homelessness, .unfitDwelling,
    .moving, .transitHousing, .relationships, .parenting, .childcare, .careDuty, .socialNetwork,
    .workNetwork, .appearance, .communication, .administration, .socialSkills, .careerHistory,
    .appointments, .initiative, .flexibility, .frustration, .motivation, .mobility,
    .selfKnowledge, .structure, .finances, .justice, .unemploymentTrap,
  ]

  /// The code of an invented client, the same whatever is invented about them.
  static func code(of row: Int) -> String {
    let digits = String(row)
    return "C" + String(repeating: "0", count: max(0, 7 - digits.count)) + digits
  }

  /// Appends one row, ended by a line feed.
  package mutating func append(row: Int, to bytes: inout [UInt8]) {
    var writer = RowWriter(
      chance: Chance(seed: seed &+ UInt64(row) &* 0x9E37_79B9_7F4A_7C15), until: until)
    swap(&writer.bytes, &bytes)
    swap(&writer.taken, &taken)
    writer.write(row: row)
    swap(&writer.taken, &taken)
    swap(&writer.bytes, &bytes)
  }
}

/// Chances that follow from a seed.
struct Chance {
  private var numbers: SeededGenerator

  init(seed: UInt64) { numbers = SeededGenerator(seed: seed) }

  mutating func next() -> UInt64 { numbers.next() }

  /// 0 up to but not including the bound.
  mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: ((next() >> 32) &* UInt64(bound)) >> 32)
  }

  mutating func percent(_ share: Int) -> Bool { below(100) < share }
}
