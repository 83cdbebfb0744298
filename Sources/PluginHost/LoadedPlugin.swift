import InstrumentKit
import Questionnaires
import Seal
import Profile

/// An instrument that was found, approved and checked.
///
/// What it says of itself is kept as values: only scoring runs its code again.
package struct LoadedPlugin: Sendable {
  package let instrument: any Instrument
  package let description: Description
  package let sections: [Section]
  package let form: FormPlan
  package let inputs: [Input]
  package let measures: [Measure]
  package let manifest: PluginManifest
  /// The rules that it follows, nil when it has none.
  package let rules: Rules?
  package let path: String
  package let origin: PluginOrigin
  package let digest: Digest
  /// The process in which its code runs, nil for this one.
  let isolated: IsolatedProcess?
  /// Whether nobody approved it: only a developer's session loads such a one.
  package let isUnapproved: Bool

  package var id: String { manifest.id }
  /// What it was made from, nil for one with code.
  package var questionnaire: QuestionnaireInstrument? { instrument as? QuestionnaireInstrument }
  package var isIsolated: Bool { isolated != nil }
  package var advice: Advice? { instrument.advice }

  /// The instrument's version and that of its rules: what is kept with every answer.
  package var version: String {
    guard let rules else { return description.version }
    return "\(description.version)+\(rules.name)-\(rules.version)"
  }

  /// Whether it reads what was answered before, so that this is kept at hand.
  package var readsHistory: Bool { inputs.contains(where: \.hasEntries) }

  /// The instrument by a site's rules, or by those that it brings.
  ///
  /// - Throws: ``RulesFault``, or whatever the instrument throws beside that.
  static func ruled(
    _ instrument: any Instrument, _ file: String?
  ) throws -> (instrument: any Instrument, rules: Rules?) {
    do {
      return try ruled(instrument, text: try file.map { try RulesText.text(file: $0) })
    } catch let fault as RulesFault {
      throw RulesFault(file: file, fault: fault.fault, misnamed: fault.misnamed)
    } catch let fault as RuleFault {
      throw RulesFault(file: file, fault: fault)
    }
  }

  /// The instrument by rules of this text, or by those that it brings.
  ///
  /// - Throws: ``RulesFault``, or whatever the instrument throws beside that.
  static func ruled(
    _ instrument: any Instrument, text: String?
  ) throws -> (instrument: any Instrument, rules: Rules?) {
    guard let text = text ?? instrument.rules else { return (instrument, nil) }
    var read: Rules?
    do {
      let rules = try RulesText.read(text)
      read = rules
      return (try instrument.following(rules), rules)
    } catch let fault as RuleFault {
      throw RulesFault(file: nil, fault: fault, misnamed: fault.misnamed(in: read))
    }
  }
}

/// Rules that cannot be followed: the site's file, or nil for those that the instrument brings.
package struct RulesFault: Error, Hashable, Codable, Sendable {
  package let file: String?
  package let fault: RuleFault
  /// The wrong name in it with the nearest that there is, where a name is wrong.
  package var misnamed: Misnamed?
}

extension LoadedPlugin {
  /// An instrument that is part of this very program, so that there is nothing to approve.
  ///
  /// - Parameter rulesFile: the rules to follow instead of its own.
  /// - Throws: `FormFault` when its form cannot be used, ``RulesFault`` when its rules cannot.
  package init(
    linked shipped: any Instrument, rulesFile: String? = nil, shared: (String) -> AnswerType?
  ) throws {
    let (instrument, rules) = try LoadedPlugin.ruled(shipped, rulesFile)
    let description = instrument.description
    let form = instrument.form
    let measures = instrument.measures
    let plan = try FormPlan(form, shared: shared)
    let manifest = PluginManifest(
      id: description.id, version: description.version, kit: Kit.version,
      swift: PluginManifest.hostSwift, items: plan.items.count, measures: measures.count)
    self.init(
      instrument: instrument, description: description, sections: form.sections, form: plan,
      inputs: instrument.inputs, measures: measures, manifest: manifest,
      rules: rules, path: "", origin: .executable, digest: Digest(of: description.id.utf8),
      isolated: nil, isUnapproved: false)
  }
}

/// One line of the list of plugins.
package struct PluginRow: Hashable, Sendable {
  package let path: String
  package let origin: PluginOrigin
  /// Nil when it cannot be read.
  package let manifest: PluginManifest?
  /// SHA-256 of the content, nil when that cannot be read.
  package let digest: Digest?
  /// Nil when it is ready for use.
  package let fault: PluginFault.Kind?
  /// Whether there is code to run at all: of a questionnaire there is none.
  package let hasCode: Bool
  /// Where its code runs, nil when it is not loaded.
  package let mode: RunModes.Mode?

  package var state: PluginState { PluginState(fault) }
}
