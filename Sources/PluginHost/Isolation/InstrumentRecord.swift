import Conformance
import InstrumentKit

/// All that an instrument says of itself, as values that can go to another process.
struct InstrumentRecord: Codable, Sendable {
  let description: Description
  let form: Form
  let inputs: [Input]
  let measures: [Measure]
  let goldenCases: [GoldenCase]
  let rules: String?
  let advice: Advice?
  let migrations: [Migration]

  init(_ instrument: any Instrument) {
    description = instrument.description
    form = instrument.form
    inputs = instrument.inputs
    measures = instrument.measures
    goldenCases = instrument.goldenCases
    rules = instrument.rules
    advice = instrument.advice
    migrations = instrument.migrations
  }
}

extension InstrumentRecord {
  /// Whether what goes in and comes out is the same, so that columns mean what they meant.
  func hasShape(of other: InstrumentRecord) -> Bool {
    func kinds(_ measures: [Measure]) -> [String] {
      measures.map { measure in
        let codes = measure.kind.options.map(\.code).joined(separator: " ")
        return "\(measure.id) \(measure.kind.possible) \(codes)"
      }
    }
    return inputs == other.inputs && kinds(measures) == kinds(other.measures)
      && form.items.map(\.id) == other.form.items.map(\.id)
  }
}

/// What the host asks of a child in which a plugin runs.
enum IsolationRequest: Codable, Sendable {
  /// Load the plugin, by the text of a site's rules; answered by a record. Others are loaded first,
  /// for ``examine``.
  case load(rules: String?, others: [TrustedLibrary])
  case explain
  case document(Dossier, Tongue)
  case misreading(String, item: String)
  /// Say all that is wrong with it, for the kit for which it was built.
  case examine(kit: String)
}

/// An instrument that is installed and trusted, with which another must exchange levels.
struct TrustedLibrary: Codable, Sendable {
  let path: String
  /// SHA-256 of what was approved, in hexadecimal.
  let digest: String

  /// Loads it; nil when it is another file now.
  func loaded() -> (any Instrument)? {
    guard let file = try? PluginFile(path), file.digest.hex == digest else { return nil }
    let registrar = Registrar()
    if PluginHost.register(file.nameForLoader(), in: registrar) != nil { return nil }
    return registrar.instruments.first
  }
}

/// What the child answers.
enum IsolationReply: Codable, Sendable {
  case loaded(InstrumentRecord)
  case faults([PluginFault.Kind])
  case reasons([ExplainedMeasure])
  case document(Document?)
  case misreading(Misreading?)
  case examined(Report)
  /// A place outside its columns was named while it gave reasons.
  case outside(Breach)

  struct ExplainedMeasure: Codable, Sendable {
    let measure: Int
    let reason: Reason
  }
}
