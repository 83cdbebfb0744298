import Conformance
import Foundation
import InstrumentKit
import Seal

/// Finds, judges and loads plugins; one that is bad never stops the others.
package struct PluginHost: Sendable {
  package let search: PluginSearch
  package let approved: ApprovedPlugins
  package let quarantine: Quarantine
  let fields: Conformance.Fields
  /// Where a site keeps its own rules, `ID.yaml` for each instrument.
  let rulesFolder: String?

  /// - Parameters:
  ///   - shared: how the profile's fields are answered, by English name; nil for no such field
  ///     and for those that are computed.
  ///   - knowsField: whether the profile has a field of this English name.
  ///   - rulesFolder: where a site keeps its own rules, `ID.yaml` for each instrument.
  package init(
    search: PluginSearch, approved: ApprovedPlugins, quarantine: Quarantine,
    shared: @escaping @Sendable (String) -> AnswerType?,
    knowsField: @escaping @Sendable (String) -> Bool, rulesFolder: String? = nil
  ) {
    self.rulesFolder = rulesFolder
    self.search = search
    self.approved = approved
    self.quarantine = quarantine
    fields = Conformance.Fields(shared: shared, knows: knowsField)
  }

  /// What is there, without loading anything.
  package func list() -> [PluginRow] {
    var judge = Judge(approved, quarantine)
    return search.candidates().map { candidate in
      let path = candidate.path
      do throws(PluginFault) {
        let file = try PluginFile(path)
        return PluginRow(
          path: path, origin: candidate.origin, manifest: try? file.manifest.get(),
          digest: file.digest, fault: judge.fault(of: file))
      } catch {
        return PluginRow(
          path: path, origin: candidate.origin, manifest: nil, digest: nil, fault: error.kind)
      }
    }
  }

  /// Decides by manifest, lists and marks alone; the first that may run of an id owns it.
  struct Judge {
    private let approved: ApprovedPlugins
    /// Id and digest of those set aside; nil when that cannot be known, so that nothing may run.
    private let marks: [(id: String, digest: Digest)]?
    private var owners: [String: String] = [:]
    /// The lists that are not believed.
    let faults: [PluginFault]

    init(_ approved: ApprovedPlugins, _ quarantine: Quarantine) {
      self.approved = approved
      do throws(PluginFault) {
        marks = try quarantine.marks()
        faults = approved.faults
      } catch {
        marks = nil
        faults = approved.faults + [error]
      }
    }

    mutating func fault(of file: PluginFile) -> PluginFault.Kind? {
      let manifest: PluginManifest
      switch file.manifest {
      case .failure(let fault): return fault.kind
      case .success(let found): manifest = found
      }
      if let mismatch = manifest.mismatch() { return mismatch }
      guard approved.contains(file.digest) else {
        let name = (file.path as NSString).lastPathComponent
        return approved.knows(name: name) ? .changed : .notApproved
      }
      guard let marks else { return .quarantined }
      if marks.contains(where: { $0 == (manifest.id, file.digest) }) { return .quarantined }
      if let owner = owners[manifest.id] { return .shadowed(by: owner) }
      owners[manifest.id] = file.path
      return nil
    }
  }
}
