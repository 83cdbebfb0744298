import InstrumentKit

/// How participations are counted: each reading of the guidance, in a file that has a version.
package struct ESFRules: Hashable, Sendable {
  /// What an event says of a person.
  package enum Meaning: String, CaseIterable, Sendable {
    case seeking, working, inactive, better, learning, qualified
  }

  /// A country that may tell of a foreign background.
  package enum Origin: String, CaseIterable, Sendable {
    case motherBorn = "mother-born", fatherBorn = "father-born", ownBorn = "own-born"
    case formerNationality = "former-nationality", nationality
  }

  /// How a short stay counts.
  package enum ShortStay: String, CaseIterable, Sendable {
    case asOthers = "as-others", totalOnly = "total-only", not
  }

  /// A result that depends on the labour status on entering.
  package enum Result: String, CaseIterable, Sendable {
    case searching, employment, sixMonths = "six-months", improved
  }

  package let name, version: String
  package let union: Set<String>
  package let home: String
  package let origins, neededOrigins: [Origin]
  /// Under this age a spell of ``longMonths`` is long, from it one of ``longMonthsOtherwise``.
  package let longUnder, longMonths, longMonthsOtherwise: Int
  package let minor, young, older: Int
  package let housing: [Threshold]
  package let housingFrom: Level
  package let leavingDays, laterMonths: Int
  package let shortDays: Int
  package let shortStay: ShortStay
  package let meanings: [Participation.EventKind: Meaning]
  package let entitled: [Result: Set<Participation.LabourStatus>]
  /// By codes of `Names.diploma`.
  package let isced: [String: Int]

  /// The ages from which something else is counted.
  package var ageBorders: [Int] { [minor, longUnder, young + 1, older] }

  /// - Throws: `RuleFault` with the line and column of what cannot be used.
  package init(_ rules: Rules) throws {
    (name, version) = (rules.name, rules.version)
    let root = rules.root
    try root.only([
      "name", "version", "union", "foreign-background", "long-term", "ages", "housing", "leaving",
      "short-stays", "events", "results", "isced",
    ])
    union = Set(try root.list("union").map(ESFRules.country))
    let background = try root.required("foreign-background")
    try background.only(["home", "counts", "needed"])
    home = try ESFRules.country(background.required("home"))
    origins = try background.list("counts").map { try $0.word() }
    neededOrigins = try background.list("needed").map { try $0.word() }
    (longUnder, longMonths, longMonthsOtherwise) = try ESFRules.spell(root.required("long-term"))
    (minor, young, older) = try ESFRules.ages(root.required("ages"))
    (housing, housingFrom) = try ESFRules.housing(root.required("housing"))
    (leavingDays, laterMonths) = try ESFRules.leaving(root.required("leaving"))
    (shortDays, shortStay) = try ESFRules.stays(root.required("short-stays"))
    meanings = try root.required("events").words()
    entitled = try ESFRules.entitled(root.required("results"))
    isced = try ESFRules.levels(root.required("isced"))
  }
}

extension ESFRules {
  private static func country(_ node: Rules.Node) throws -> String {
    let code = try node.text
    guard Country.codes.contains(code) else { throw node.fault(.notOneOf(Array(Country.codes))) }
    return code
  }

  private static func spell(_ node: Rules.Node) throws -> (Int, Int, Int) {
    try node.only(["under", "months", "otherwise"])
    return (
      try node.number("under", in: 0...120), try node.number("months", in: 1...120),
      try node.number("otherwise", in: 1...120)
    )
  }

  private static func ages(_ node: Rules.Node) throws -> (Int, Int, Int) {
    try node.only(["under", "young", "older"])
    let minor = try node.number("under", in: 1...120)
    let young = try node.number("young", in: minor...120)
    return (minor, young, try node.number("older", in: young + 1...121))
  }

  private static func housing(_ node: Rules.Node) throws -> ([Threshold], Level) {
    try node.only(["thresholds", "from"])
    return (
      try node.list("thresholds").map { try $0.threshold }, try level(node.required("from"))
    )
  }

  private static func leaving(_ node: Rules.Node) throws -> (Int, Int) {
    try node.only(["days", "months"])
    return (try node.number("days", in: 0...366), try node.number("months", in: 1...60))
  }

  private static func stays(_ node: Rules.Node) throws -> (Int, ShortStay) {
    try node.only(["days", "count"])
    return (try node.number("days", in: 0...31), try node.required("count").word())
  }

  private static func level(_ node: Rules.Node) throws -> Level {
    switch try node.text {
    case "supported": return .supported
    case "blocking": return .blocking
    case _: throw node.fault(.notOneOf(["supported", "blocking"]))
    }
  }

  private static func entitled(
    _ node: Rules.Node
  ) throws -> [Result: Set<Participation.LabourStatus>] {
    try node.only(Result.allCases.map(\.rawValue))
    var found: [Result: Set<Participation.LabourStatus>] = [:]
    for result in Result.allCases {
      found[result] = Set(try node.list(result.rawValue).map { try $0.word() })
    }
    return found
  }

  /// Each diploma has a level: one that had none would be unknown in silence.
  private static func levels(_ node: Rules.Node) throws -> [String: Int] {
    let codes = Names.diploma.codes.map(\.en)
    try node.only(codes)
    return Dictionary(
      uniqueKeysWithValues: try codes.map { ($0, try node.number($0, in: 0...8)) })
  }

  /// A foreign diploma counts at the level that was stated for it, and is unknown without.
  func level(of participation: Participation, _ entrant: Entrant) -> Int? {
    if let told = participation.education { return isced[told] }
    if entrant.diplomaIsBelgian == false { return entrant.statedDiploma.flatMap { isced[$0] } }
    return entrant.diploma.flatMap { isced[$0] }
  }
}

extension Rules.Node {
  /// One of a fixed list of words.
  fileprivate func word<Word: RawRepresentable<String> & CaseIterable>() throws -> Word {
    guard let word = Word(rawValue: try text) else {
      throw fault(.notOneOf(Word.allCases.map(\.rawValue)))
    }
    return word
  }

  /// A word under each word of a fixed list.
  fileprivate func words<
    Key: RawRepresentable<String> & CaseIterable & Hashable,
    Word: RawRepresentable<String> & CaseIterable
  >() throws -> [Key: Word] {
    try only(Key.allCases.map(\.rawValue))
    return Dictionary(
      uniqueKeysWithValues: try Key.allCases.map { ($0, try required($0.rawValue).word()) })
  }
}
