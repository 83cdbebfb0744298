/// A way to assess people: its questions, its scale and its scoring.
///
/// Pure and deterministic: no clock, no file, no network, nothing remembered between subjects.
public protocol Instrument: Sendable {
  var description: Description { get }
  var form: Form { get }
  var inputs: [Input] { get }
  var measures: [Measure] { get }
  var goldenCases: [GoldenCase] { get }

  /// The text of the rules that a site may replace, as shipped; nil when there are none.
  var rules: String? { get }
  /// What a counsellor decides upon, nil when the instrument advises nothing.
  var advice: Advice? { get }
  /// How answers of earlier versions become this version's, oldest first.
  var migrations: [Migration] { get }

  /// Writes every measure of one subject, by place in ``measures``.
  func score(_ subject: Subject, into result: inout Result)

  /// The same instrument by other rules.
  ///
  /// - Throws: ``RuleFault`` with the place of what cannot be used.
  func following(_ rules: Rules) throws -> any Instrument

  /// Why a text is no answer to an item of closed answers; nil when there is no more to say than
  /// that it is none of them.
  func misreading(_ text: String, of item: String) -> Misreading?

  /// The instrument's own form of what it knows about one person; nil for the host's.
  func document(_ dossier: Dossier, _ tongue: Tongue) -> Document?
}

extension Instrument {
  public var rules: String? { nil }
  public var advice: Advice? { nil }
  public var migrations: [Migration] { [] }

  public func following(_ rules: Rules) throws -> any Instrument { self }
  public func misreading(_ text: String, of item: String) -> Misreading? { nil }
  public func document(_ dossier: Dossier, _ tongue: Tongue) -> Document? { nil }
}

/// Where in an answer something is wrong, and what.
public struct Misreading: Hashable, Codable, Sendable {
  /// 1-based, in characters.
  public let position: Int
  public let words: Label

  public init(at position: Int, _ words: Label) {
    self.position = position
    self.words = words
  }
}

/// What an instrument advises, which a person then decides.
public struct Advice: Hashable, Codable, Sendable {
  /// Which way a decision may depart from the advice.
  public enum Direction: String, Hashable, Codable, Sendable {
    case up, down, both
  }

  /// The measure that holds the advice, of kind code or flag.
  public let measure: String
  /// The codes that can be decided, from least to most; `no` and `yes` for a flag.
  public let order: [String]
  public let overrides: Direction

  public init(measure: String, order: [String], overrides: Direction) {
    self.measure = measure
    self.order = order
    self.overrides = overrides
  }
}

/// How the answers of one version become those of the next.
public struct Migration: Codable, Sendable {
  public enum Step: Sendable {
    case renamed(String, to: String)
    /// Each answer goes to an item of its own, with that item's answer.
    case split(String, into: [String: (item: String, answer: String)])
    /// Codes of an item, or scores of a level, that have another code now.
    case recoded(String, [String: String])
    case dropped(String)
  }

  public let from: String
  public let to: String
  public let steps: [Step]

  public init(from: String, to: String, _ steps: [Step]) {
    self.from = from
    self.to = to
    self.steps = steps
  }
}

/// What an instrument is.
public struct Description: Codable, Sendable {
  /// Kebab-case and short: `mpsa`. Unique among installed instruments.
  public let id: String
  public let version: String
  public let label: Label
  public let summary: Label
  /// Where its questions and rules come from.
  public let source: String
  public let licence: String

  public init(
    id: String, version: String, label: Label, summary: Label, source: String, licence: String
  ) {
    self.id = id
    self.version = version
    self.label = label
    self.summary = summary
    self.source = source
    self.licence = licence
  }
}

/// A subject whose result is known: run when a plugin is added and whenever host or kit change.
public struct GoldenCase: Codable, Sendable {
  public let name: String
  public let today: String
  public let levels: [Threshold: Level]
  /// The levels accepted in this instrument; nil when all levels were.
  public let accepted: [Threshold: Level]?
  /// Input (`age`, `item:incapacity`, `measurements` …) to value, both as text.
  public let inputs: [String: String]
  /// Measure to expected value as text; `unknown` for none.
  public let expects: [String: String]

  public init(
    _ name: String, today: String = "2012-12-31", levels: [Threshold: Level] = [:],
    accepted: [Threshold: Level]? = nil, inputs: [String: String] = [:],
    expects: [String: String]
  ) {
    self.name = name
    self.today = today
    self.levels = levels
    self.accepted = accepted
    self.inputs = inputs
    self.expects = expects
  }
}

/// Receives the instruments of one plugin.
public final class Registrar {
  public private(set) var instruments: [any Instrument] = []

  public init() {}

  public func add(_ instrument: any Instrument) { instruments.append(instrument) }

  /// The registrar behind the pointer that `drempel_plugin_register` was given.
  public static func at(_ pointer: UnsafeMutableRawPointer) -> Registrar {
    Unmanaged<Registrar>.fromOpaque(pointer).takeUnretainedValue()
  }
}

/// The version of the contract between host and plugins.
public enum Kit {
  /// Same first number: a plugin built for an older second number still loads.
  public static let version = "1.2"
}
