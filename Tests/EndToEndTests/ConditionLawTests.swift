import Foundation
import TestSupport
import Testing

/// Conditions answer as an independent reading of the same file does, unknowns included.
@Suite struct ConditionLawTests {
  typealias Row = [String: String]
  /// Yes, no, or nil for unknown.
  typealias Answer = (Row) -> Bool?

  static let levels = ["1": 1, "2": 2, "3": 3]
  static let levelNames = ["none", "supported", "blocking"]
  static let thresholds = ["illness", "addiction", "mobility", "childcare", "finances"]
  static let benefits = ["none", "unemployment", "sickness", "living-wage", "other"]
  static let signs = ["=", "!=", "<", "<=", ">", ">="]

  private func compared<Value: Comparable>(_ left: Value, _ sign: String, _ right: Value) -> Bool {
    switch sign {
    case "=": left == right
    case "!=": left != right
    case "<": left < right
    case "<=": left <= right
    case ">": left > right
    default: left >= right
    }
  }

  private func atom(_ generator: inout SplitMix64) -> (text: String, answer: Answer) {
    let threshold = Self.thresholds.randomElement(using: &generator) ?? ""
    let sign = Self.signs.randomElement(using: &generator) ?? ""
    let level = Int.random(in: 1...3, using: &generator)
    func known(_ row: Row) -> Int? { row[threshold].flatMap { Self.levels[$0] } }
    switch Int.random(in: 0..<6, using: &generator) {
    case 0:
      let isKnown = Bool.random(using: &generator)
      return (
        "\(threshold) is \(isKnown ? "known" : "unknown")", { (known($0) != nil) == isKnown }
      )
    case 1:
      let other = level % 3 + 1
      return (
        "\(threshold) in (\(Self.levelNames[level - 1]), \(Self.levelNames[other - 1]))",
        { known($0).map { [level, other].contains($0) } }
      )
    case 2:
      let code = Self.benefits.randomElement(using: &generator) ?? ""
      return (
        "benefit has \(code)",
        { row in
          let text = row["benefit"] ?? ""
          return text.isEmpty ? nil : text.split(separator: ";").contains { $0 == code }
        }
      )
    case 3:
      let day = "2012-0\(Int.random(in: 1...9, using: &generator))-15"
      return ("filled-on \(sign) \(day)", { self.compared($0["filled-on"] ?? "", sign, day) })
    case 4:
      let year = Int.random(in: 1950...1994, using: &generator)
      return (
        "birth-year \(sign) \(year)",
        { row in Int((row["birth-date"] ?? "").prefix(4)).map { self.compared($0, sign, year) } }
      )
    default:
      return (
        "\(threshold) \(sign) \(Self.levelNames[level - 1])",
        { known($0).map { self.compared($0, sign, level) } }
      )
    }
  }

  private func condition(
    _ depth: Int, _ generator: inout SplitMix64
  ) -> (text: String, answer: Answer) {
    if depth == 0 { return atom(&generator) }
    let (left, right) = (condition(depth - 1, &generator), condition(depth - 1, &generator))
    switch Int.random(in: 0..<3, using: &generator) {
    case 0: return ("not (\(left.text))", { left.answer($0).map { !$0 } })
    case 1:
      return (
        "(\(left.text)) and (\(right.text))",
        { row in
          switch (left.answer(row), right.answer(row)) {
          case (false, _), (_, false): false
          case (true, true): true
          default: nil
          }
        }
      )
    default:
      return (
        "(\(left.text)) or (\(right.text))",
        { row in
          switch (left.answer(row), right.answer(row)) {
          case (true, _), (_, true): true
          case (false, false): false
          default: nil
          }
        }
      )
    }
  }

  @Test func countsAreThoseOfAnIndependentReading() throws {
    let program = try Program()
    defer { program.remove() }
    let file = program.folder + "/invented.csv"
    #expect(try program.run(["generate", file, "--clients", "800", "--seed", "11"]).code == 0)
    _ = try program.run(["store", "new", "\(program.folder)/store", "--date", "2012-12-31"])
    try #require(try program.run(["import", file, "--as", "intake"]).code == 0)
    // The generator writes no quotes, so a plain split reads its files.
    let lines = try String(contentsOfFile: file, encoding: .utf8)
      .split(whereSeparator: \.isNewline)
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    let rows = lines.dropFirst().map { fields in
      Row(uniqueKeysWithValues: zip(lines[0], fields))
    }
    #expect(rows.count == 800 && lines.allSatisfy { $0.count == lines[0].count })
    var generator = SplitMix64(seed: 3)
    let conditions = (0..<150).map { _ in condition(3, &generator) }
    let answer = try program.run(
      ["--mode", "csv"]
        + conditions.flatMap { ["-c", "clients where \($0.text) | count"] })
    #expect(answer.code == 0, "\(answer.err)")
    let counts = answer.out.split(whereSeparator: \.isNewline).compactMap { Int($0) }
    try #require(counts.count == conditions.count)
    for (condition, count) in zip(conditions, counts) {
      #expect(rows.filter { condition.answer($0) == true }.count == count, "\(condition.text)")
    }
  }
}
