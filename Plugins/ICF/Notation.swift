import InstrumentKit

/// The written form of ICF codes: `b130.2`, `d240.23` (performance, capacity), `e310.2` (barrier),
/// `e310+2` (facilitator).
enum Notation {
  /// The part of the classification that a code belongs to.
  enum Part: Sendable {
    /// b: one qualifier.
    case body
    /// d: performance, and capacity where it was judged; `_` stands for no performance.
    case activity
    /// e: a barrier after a point, a facilitator after a plus.
    case environment

    /// The part of a code of one letter and three to five digits, nil for any other text.
    init?(_ code: String) {
      let digits = code.utf8.dropFirst()
      guard (3...5).contains(digits.count), digits.allSatisfy({ (48...57).contains($0) }) else {
        return nil
      }
      switch code.utf8.first {
      case UInt8(ascii: "b"): self = .body
      case UInt8(ascii: "d"): self = .activity
      case UInt8(ascii: "e"): self = .environment
      default: return nil
      }
    }
  }

  /// What one written code says.
  struct Reading: Sendable {
    /// 0 to 4, 8 or 9; nil for a facilitator, and where only capacity was judged.
    let problem: Int?
    let capacity: Int?
    /// 0 to 4 or 8.
    let facilitator: Int?

    init(problem: Int? = nil, capacity: Int? = nil, facilitator: Int? = nil) {
      self.problem = problem
      self.capacity = capacity
      self.facilitator = facilitator
    }
  }

  static let qualifiers = [0, 1, 2, 3, 4, 8, 9]
  private static let helping = [0, 1, 2, 3, 4, 8]

  /// Every written form of a code after its letter and digits, with what it says, in one order.
  static func forms(_ part: Part) -> [(suffix: String, reading: Reading)] {
    let single = qualifiers.map { (".\($0)", Reading(problem: $0)) }
    switch part {
    case .body: return single
    case .activity:
      let pairs = qualifiers.flatMap { problem in
        qualifiers.map { (".\(problem)\($0)", Reading(problem: problem, capacity: $0)) }
      }
      return single + pairs + qualifiers.map { ("._\($0)", Reading(capacity: $0)) }
    case .environment: return single + helping.map { ("+\($0)", Reading(facilitator: $0)) }
    }
  }

  /// What a reading says of a barrier: 8 is not specified, 9 and facilitators say nothing.
  static func finding(_ reading: Reading) -> Finding {
    switch reading.problem {
    case 0: .level(.noBarrier)
    case 1, 2: .level(.supported)
    case 3, 4: .level(.blocking)
    case 8: .absent(.cannotTell)
    case nil where reading.facilitator == nil: .absent(.notAsked)
    default: .silent
    }
  }

  /// Where a text stops being a code of an item, and what was expected there.
  static func misreading(_ text: String, of item: String) -> Misreading? {
    guard let part = Part(item) else { return nil }
    let characters = Array(text)
    let code = Array(item)
    for (place, expected) in code.enumerated() {
      guard place < characters.count, characters[place] == expected else {
        return Misreading(
          at: place + 1, Label(nl: "verwacht de code \(item)", en: "expected the code \(item)"))
      }
    }
    var place = code.count
    func expected(_ nl: String, _ en: String) -> Misreading {
      Misreading(at: place + 1, Label(nl: "verwacht \(nl)", en: "expected \(en)"))
    }
    let isEnvironment = part == .environment
    guard place < characters.count,
      characters[place] == "." || (isEnvironment && characters[place] == "+")
    else { return isEnvironment ? expected(". of +", ". or +") : expected(".", ".") }
    let helps = characters[place] == "+"
    place += 1
    let allowed = helps ? helping : qualifiers
    func isQualifier(_ place: Int) -> Bool {
      place < characters.count
        && allowed.contains { Character("\($0)") == characters[place] }
    }
    let list = helps ? "0, 1, 2, 3, 4, 8" : "0, 1, 2, 3, 4, 8, 9"
    let leavesOut = part == .activity && place < characters.count && characters[place] == "_"
    guard leavesOut || isQualifier(place) else {
      return expected("een van \(list)", "one of \(list)")
    }
    place += 1
    if part == .activity, leavesOut || place < characters.count {
      guard isQualifier(place) else { return expected("een van \(list)", "one of \(list)") }
      place += 1
    }
    return place < characters.count ? expected("niets meer", "nothing more") : nil
  }
}
