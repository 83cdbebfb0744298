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

/// What the host asks of a child in which a plugin runs.
enum IsolationRequest: Codable, Sendable {
  /// Load the plugin, with the text of a site's rules; answered by a record.
  case load(id: String, rules: String?)
  case explain
  case document(Dossier, Tongue)
  case misreading(String, item: String)
  /// Load other instruments first, then this one, and say all that is wrong with it.
  case examine(ExamineRequest)
}

/// What the child answers.
enum IsolationReply: Codable, Sendable {
  case loaded(InstrumentRecord)
  case faults([PluginFault.Kind])
  case reasons([ExplainedMeasure])
  case document(Document?)
  case misreading(Misreading?)
  case examined(Examination)

  struct ExplainedMeasure: Codable, Sendable {
    let measure: Int
    let reason: Reason
  }
}
