import InstrumentKit
import Seal

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
  package let path: String
  package let origin: PluginOrigin
  package let digest: Digest

  package var id: String { manifest.id }
  package var version: String { manifest.version }
}

extension LoadedPlugin {
  /// An instrument that is part of this very program, so that there is nothing to approve.
  ///
  /// - Throws: `FormFault` when its form cannot be used.
  package init(linked instrument: any Instrument, shared: (String) -> AnswerType?) throws {
    let description = instrument.description
    let form = instrument.form
    let measures = instrument.measures
    let plan = try FormPlan(form, shared: shared)
    let manifest = PluginManifest(
      id: description.id, version: description.version, kit: Kit.version,
      swift: PluginManifest.hostSwift, items: plan.items.count, measures: measures.count)
    self.init(
      instrument: instrument, description: description, sections: form.sections, form: plan,
      inputs: instrument.inputs, measures: measures, manifest: manifest, path: "",
      origin: .executable, digest: Digest(of: description.id.utf8))
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

  package var state: PluginState { PluginState(fault) }
}
