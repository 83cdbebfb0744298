import Foundation
import InstrumentKit
import Profile
import Yams

/// Reads the text of rules into values that know where they stand.
enum RulesText {
  /// The most that rules may hold, in bytes and in values: a few lines can stand for millions.
  static let limit = 1 << 20
  private static let mostNodes = 20_000

  /// - Throws: `RuleFault` with the line and column of what cannot be used.
  static func read(_ text: String) throws -> Rules {
    guard text.utf8.count <= limit else {
      throw RuleFault(line: 1, column: 1, problem: .unreadable)
    }
    if let place = anchor(in: text) {
      throw RuleFault(line: place.line, column: place.column, problem: .unreadable)
    }
    do {
      guard let node = try Yams.compose(yaml: text) else {
        throw RuleFault(line: 1, column: 1, problem: .unreadable)
      }
      var left = mostNodes
      return try Rules(try converted(node, &left, depth: 0))
    } catch let error as YamlError {
      throw fault(error, text)
    }
  }

  /// The text of a file.
  static func text(file path: String) throws -> String {
    guard let bytes = FileManager.default.contents(atPath: path), bytes.count <= limit,
      let text = String(data: bytes, encoding: .utf8)
    else { throw RuleFault(line: 1, column: 1, problem: .unreadable) }
    return text
  }

  /// Rules that no instrument reads, out of a site's file or a text of the program.
  ///
  /// - Throws: ``RulesFault``.
  static func rules<Value>(
    _ file: String?, _ text: String, _ read: (Rules) throws -> Value
  ) throws -> Value {
    var rules: Rules?
    do {
      let found = try RulesText.read(try file.map { try RulesText.text(file: $0) } ?? text)
      rules = found
      return try read(found)
    } catch let fault as RuleFault {
      throw RulesFault(file: file, fault: fault, misnamed: fault.misnamed(in: rules))
    }
  }

  /// Where a name for a value begins, or the use of one: a few such lines can stand for more than
  /// any machine can read, so rules do without.
  private static func anchor(in text: String) -> (line: Int, column: Int)? {
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      // A value begins a line, or follows a sign that opens one.
      var beginsValue = true
      var before: UInt8 = 0x20
      for (column, byte) in line.utf8.enumerated() {
        if byte == 0x26 || byte == 0x2A, beginsValue {
          return (number + 1, column + 1)
        }
        switch byte {
        case 0x20, 0x09:
          // `- `, `: `, `? ` open a value; `-`, `:` and `?` within a word do not.
          if before == 0x2D || before == 0x3A || before == 0x3F { beginsValue = true }
        case 0x5B, 0x7B, 0x2C: beginsValue = true
        case 0x23 where before == 0x20 || before == 0x09: break
        default: beginsValue = false
        }
        if byte == 0x23, before == 0x20 || before == 0x09 || column == 0 { break }
        before = byte
      }
    }
    return nil
  }

  private static func converted(
    _ node: Node, _ left: inout Int, depth: Int
  ) throws -> Rules.Node {
    let line = node.mark?.line ?? 1
    let column = node.mark?.column ?? 1
    left -= 1
    guard left > 0, depth < 20 else {
      throw RuleFault(line: line, column: column, problem: .unreadable)
    }
    switch node {
    case .scalar(let scalar):
      return Rules.Node(.text(ValueText.kept(scalar.string)), line: line, column: column)
    case .sequence(let sequence):
      let nodes = try sequence.map { try converted($0, &left, depth: depth + 1) }
      return Rules.Node(.list(nodes), line: line, column: column)
    case .mapping(let mapping):
      let pairs = try mapping.map { key, value -> (key: String, value: Rules.Node) in
        guard case .scalar(let scalar) = key else {
          throw RuleFault(line: line, column: column, problem: .notAText)
        }
        return (ValueText.kept(scalar.string), try converted(value, &left, depth: depth + 1))
      }
      return Rules.Node(.map(pairs), line: line, column: column)
    case .alias: throw RuleFault(line: line, column: column, problem: .unreadable)
    }
  }

  private static func fault(_ error: YamlError, _ text: String) -> RuleFault {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      return RuleFault(line: mark.line, column: mark.column, problem: .unreadable)
    case .duplicatedKeysInMapping(let keys, let context):
      return RuleFault(
        line: context.mark.line, column: context.mark.column,
        problem: .takenTwice(keys.first ?? ""))
    default: return RuleFault(line: 1, column: 1, problem: .unreadable)
    }
  }
}
