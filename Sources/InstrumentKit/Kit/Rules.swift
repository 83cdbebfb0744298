/// A rules file that the host has read: values with the place where each stands.
public struct Rules: Sendable {
  /// What the file calls itself; kept with every answer.
  public let name: String
  /// The version of the file, kept with every answer too.
  public let version: String
  /// The whole file as a map.
  public let root: Node

  /// - Throws: ``RuleFault`` when the root has no name or version.
  public init(_ root: Node) throws {
    self.root = root
    name = try root.text("name")
    version = try root.text("version")
  }

  /// One value of the file.
  public struct Node: Sendable {
    /// What stands at a place of the file.
    public indirect enum Value: Sendable {
      /// A word, a number or a sentence, as it was written.
      case text(String)
      /// Values one after another.
      case list([Node])
      /// Values under keys, in the order of the file.
      case map([(key: String, value: Node)])
    }

    /// What stands here.
    public let value: Value
    /// 1-based.
    public let line: Int
    /// 1-based, in characters.
    public let column: Int

    /// A value with its place.
    public init(_ value: Value, line: Int, column: Int) {
      self.value = value
      self.line = line
      self.column = column
    }
  }
}

extension Rules.Node {
  /// What is wrong here, to be thrown.
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

  /// The value of a key that must be there; throws ``RuleFault`` when it is not.
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

  /// The text that stands here; throws ``RuleFault`` for an empty one and all else.
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

  /// The text of a key that must be there.
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

  /// The keys `nl` and `en` as a label; both must be there.
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

  /// The threshold whose code stands here.
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
  /// What is wrong with a value.
  public enum Problem: Hashable, Codable, Sendable {
    /// This key is not there.
    case missing(String)
    /// The value is of another kind, empty, or no kebab-case word.
    case notAMap, notAList, notAText, emptyList, notACode
    /// The value is no whole number of this range.
    case notANumber(ClosedRange<Int>)
    /// A list that is too long or too short.
    case wrongLength(ClosedRange<Int>)
    /// The value is none of these.
    case notOneOf([String])
    /// The key means nothing here; these do.
    case unknownKey(String, known: [String])
    /// This code was given before.
    case takenTwice(String)
    /// The text is no YAML at all.
    case unreadable
  }

  /// 1-based.
  public let line: Int
  /// 1-based, in characters.
  public let column: Int
  /// What is wrong there.
  public let problem: Problem

  /// A fault at a place of the file.
  public init(line: Int, column: Int, problem: Problem) {
    self.line = line
    self.column = column
    self.problem = problem
  }
}
