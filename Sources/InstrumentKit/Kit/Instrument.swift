/// A way to assess people: its questions, its scale and its scoring.
///
/// Pure and deterministic: no clock, no file, no network, nothing remembered between subjects.
public protocol Instrument: Sendable {
  var description: Description { get }
  var form: Form { get }
  var inputs: [Input] { get }
  var measures: [Measure] { get }
  var goldenCases: [GoldenCase] { get }

  /// Writes every measure of one subject, by place in ``measures``.
  func score(_ subject: Subject, into result: inout Result)
}

/// What an instrument is.
public struct Description: Sendable {
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
public struct GoldenCase: Sendable {
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
  public static let version = "1.0"
}
