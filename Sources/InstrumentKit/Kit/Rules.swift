/// A rules file that the host has read: values with the place where each stands.
public struct Rules: Sendable {
  /// What the file calls itself; kept with every answer.
  public let name: String
  public let version: String
  public let root: Node

  /// - Throws: ``RuleFault`` when the root has no name or version.
  public init(_ root: Node) throws {
    self.root = root
    name = try root.text("name")
    version = try root.text("version")
  }

  /// One value of the file.
  public struct Node: Sendable {
    public indirect enum Value: Sendable {
      case text(String)
      case list([Node])
      case map([(key: String, value: Node)])
    }

    public let value: Value
    /// 1-based.
    public let line: Int
    public let column: Int

    public init(_ value: Value, line: Int, column: Int) {
      self.value = value
      self.line = line
      self.column = column
    }
  }
}

extension Rules.Node {
  public func fault(_ problem: RuleFault.Problem) -> RuleFault {
    RuleFault(line: line, column: column, problem: problem)
  }

  /// The value of a key, nil when there is none.
  ///
  /// - Throws: ``RuleFault`` when this is no map.
  public func optional(_ key: String) throws -> Rules.Node? {
    guard case .map(let pairs) = value else { throw fault(.notAMap) }
    return pairs.first { $0.key == key }?.value
  }

  public func required(_ key: String) throws -> Rules.Node {
    guard let node = try optional(key) else { throw fault(.missing(key)) }
    return node
  }

  /// The values of a list.
  public var list: [Rules.Node] {
    get throws {
      guard case .list(let nodes) = value else { throw fault(.notAList) }
      return nodes
    }
  }

  public var text: String {
    get throws {
      guard case .text(let text) = value, !text.isEmpty else { throw fault(.notAText) }
      return text
    }
  }

  /// The keys and values of a map.
  public var map: [(key: String, value: Rules.Node)] {
    get throws {
      guard case .map(let pairs) = value else { throw fault(.notAMap) }
      return pairs
    }
  }

  public func text(_ key: String) throws -> String { try required(key).text }

  /// The values of a list of a length in a range, by default any but none.
  public func list(_ key: String, _ lengths: ClosedRange<Int> = 1...Int.max) throws
    -> [Rules.Node]
  {
    let node = try required(key)
    let nodes = try node.list
    if nodes.isEmpty { throw node.fault(.emptyList) }
    if !lengths.contains(nodes.count) { throw node.fault(.wrongLength(lengths)) }
    return nodes
  }

  /// A whole number in a range.
  public func number(_ key: String, in range: ClosedRange<Int>) throws -> Int {
    let node = try required(key)
    guard let number = Int(try node.text), range.contains(number) else {
      throw node.fault(.notANumber(range))
    }
    return number
  }

  public func label() throws -> Label { Label(nl: try text("nl"), en: try text("en")) }

  /// A kebab-case word, as codes are.
  public func code(_ key: String = "code") throws -> String {
    let node = try required(key)
    let text = try node.text
    let isCode =
      text.utf8.count <= 32
      && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    guard isCode, text.utf8.first != 45, text.utf8.last != 45 else { throw node.fault(.notACode) }
    return text
  }

  /// A code that was not given before.
  public func code(notAmong taken: some Sequence<String>) throws -> String {
    let code = try code()
    if taken.contains(code) { throw try required("code").fault(.takenTwice(code)) }
    return code
  }

  public var threshold: Threshold {
    get throws {
      guard let threshold = Threshold(code: try text) else {
        throw fault(.notOneOf(Threshold.all.map(\.code)))
      }
      return threshold
    }
  }

  /// Refuses keys that mean nothing here: a misspelt rule would silently not hold.
  public func only(_ known: [String]) throws {
    for (key, node) in try map where !known.contains(key) {
      throw node.fault(.unknownKey(key, known: known))
    }
  }
}

/// What cannot be used in a rules file, and where.
public struct RuleFault: Error, Hashable, Codable, Sendable {
  public enum Problem: Hashable, Codable, Sendable {
    case missing(String)
    case notAMap, notAList, notAText, emptyList, notACode
    case notANumber(ClosedRange<Int>)
    /// A list that is too long or too short.
    case wrongLength(ClosedRange<Int>)
    case notOneOf([String])
    case unknownKey(String, known: [String])
    case takenTwice(String)
    /// The text is no YAML at all.
    case unreadable
  }

  /// 1-based.
  public let line: Int
  public let column: Int
  public let problem: Problem

  public init(line: Int, column: Int, problem: Problem) {
    self.line = line
    self.column = column
    self.problem = problem
  }
}
