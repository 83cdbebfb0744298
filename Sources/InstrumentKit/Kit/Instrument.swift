/// A way to assess people: its questions, its scale and its scoring.
///
/// Pure and deterministic: no clock, no file, no network, nothing remembered between subjects.
public protocol Instrument: Sendable {
  /// Who it is: id, version, labels, source and licence.
  var description: Description { get }
  /// What it asks.
  var form: Form { get }
  /// What it reads of each subject besides thresholds; ``score(_:into:)`` names them by place.
  var inputs: [Input] { get }
  /// What it computes of each subject; ``score(_:into:)`` writes them by place.
  var measures: [Measure] { get }
  /// Subjects whose results are known: the borders of every rule.
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
  /// None: nothing can be replaced.
  public var rules: String? { nil }
  /// None: nothing is decided upon.
  public var advice: Advice? { nil }
  /// None: there was no earlier version.
  public var migrations: [Migration] { [] }

  /// The same instrument: it has no rules of a site.
  public func following(_ rules: Rules) throws -> any Instrument { self }
  /// Nothing more than that the text is no answer.
  public func misreading(_ text: String, of item: String) -> Misreading? { nil }
  /// The host's own form.
  public func document(_ dossier: Dossier, _ tongue: Tongue) -> Document? { nil }
}

/// Where in an answer something is wrong, and what.
public struct Misreading: Hashable, Codable, Sendable {
  /// 1-based, in characters.
  public let position: Int
  /// What is wrong there, in both languages.
  public let words: Label

  /// Words about a place in an answer.
  public init(at position: Int, _ words: Label) {
    self.position = position
    self.words = words
  }
}

/// What an instrument advises, which a person then decides.
public struct Advice: Hashable, Codable, Sendable {
  /// Which way a decision may depart from the advice.
  public enum Direction: String, Hashable, Codable, Sendable {
    /// To more, to less, or to either.
    case up, down, both
  }

  /// The measure that holds the advice, of kind code or flag.
  public let measure: String
  /// The codes that can be decided, from least to most; `no` and `yes` for a flag.
  public let order: [String]
  /// Which way a decision may depart.
  public let overrides: Direction

  /// Advice in a measure, with what can be decided in order.
  public init(measure: String, order: [String], overrides: Direction) {
    self.measure = measure
    self.order = order
    self.overrides = overrides
  }
}

/// How the answers of one version become those of the next.
public struct Migration: Codable, Sendable {
  /// What becomes of the answers to one item.
  public enum Step: Sendable {
    /// The item has another id now.
    case renamed(String, to: String)
    /// Each answer goes to an item of its own, with that item's answer.
    case split(String, into: [String: (item: String, answer: String)])
    /// Codes of an item, or scores of a level, that have another code now.
    case recoded(String, [String: String])
    /// The item is gone; its answers stay readable and count in nothing.
    case dropped(String)
  }

  /// The version that answers were given in.
  public let from: String
  /// The version that they become.
  public let to: String
  /// The steps, in the order in which they are taken.
  public let steps: [Step]

  /// The steps from one version to the next.
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
  /// Pinned to every answer: a new one whenever items or rules change.
  public let version: String
  /// Its name for people.
  public let label: Label
  /// What it is for, on one line.
  public let summary: Label
  /// Where its questions and rules come from.
  public let source: String
  /// Under which licence its questions and labels may be used.
  public let licence: String

  /// What a host and people must know of an instrument.
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
  /// What the case shows, as a short sentence.
  public let name: String
  /// The day for which is scored, as `2012-12-31`.
  public let today: String
  /// The newest known levels, from any instrument; all others are not assessed.
  public let levels: [Threshold: Level]
  /// The levels accepted in this instrument; nil when all levels were.
  public let accepted: [Threshold: Level]?
  /// Input (`age`, `item:incapacity`, `measurements` …) to value, both as text.
  public let inputs: [String: String]
  /// Measure to expected value as text; `unknown` for none.
  public let expects: [String: String]

  /// A case; every input that is not given is unknown.
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
  /// All that was registered, in order.
  public private(set) var instruments: [any Instrument] = []

  /// A registrar that has received nothing yet.
  public init() {}

  /// Receives the plugin's instrument; a host refuses a plugin with none or several.
  public func add(_ instrument: any Instrument) { instruments.append(instrument) }

  /// The registrar behind the pointer that `drempel_plugin_register` was given.
  public static func at(_ pointer: UnsafeMutableRawPointer) -> Registrar {
    Unmanaged<Registrar>.fromOpaque(pointer).takeUnretainedValue()
  }
}

/// The version of the contract between host and plugins.
public enum Kit {
  /// Same first number: a plugin built for an older second number still loads.
  public static let version = "1.3"
}
