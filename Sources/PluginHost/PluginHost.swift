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
  let nameOwner: @Sendable (String) -> Label?
  /// Where a site keeps its own rules, `ID.yaml` for each instrument.
  let rulesFolder: String?
  package let isolation: Isolation?

  /// How plugins run apart from the host.
  package struct Isolation: Sendable {
    package let program: IsolatedProcess.Program
    package let modes: RunModes
    /// This host and kit: where it is another than before, golden cases run again.
    package let stamp: String
    /// Whether what nobody approved is loaded too, out of folders that were named.
    package let isDeveloper: Bool

    package init(
      program: IsolatedProcess.Program, modes: RunModes, stamp: String, isDeveloper: Bool = false
    ) {
      (self.program, self.modes, self.stamp) = (program, modes, stamp)
      self.isDeveloper = isDeveloper
    }
  }

  /// - Parameters:
  ///   - shared: how the profile's fields are answered, by English name; nil for no such field
  ///     and for those that are computed.
  ///   - knowsField: whether the profile has a field of this English name.
  ///   - nameOwner: what a sentence means by a word already, so that no instrument may have it.
  ///   - rulesFolder: where a site keeps its own rules, `ID.yaml` for each instrument.
  ///   - isolation: without it all run in this process.
  package init(
    search: PluginSearch, approved: ApprovedPlugins, quarantine: Quarantine,
    shared: @escaping @Sendable (String) -> AnswerType?,
    knowsField: @escaping @Sendable (String) -> Bool,
    roles: Set<String>? = nil, nameOwner: @escaping @Sendable (String) -> Label? = { _ in nil },
    rulesFolder: String? = nil,
    isolation: Isolation? = nil
  ) {
    self.nameOwner = nameOwner
    self.rulesFolder = rulesFolder
    self.search = search
    self.approved = approved
    self.quarantine = quarantine
    self.isolation = isolation
    fields = Conformance.Fields(shared: shared, knows: knowsField, roles: roles)
  }

  /// What is there, without loading anything.
  package func list() -> [PluginRow] {
    var judge = judge()
    var modes = RunModes.Said()
    if let isolation { modes = (try? isolation.modes.all()) ?? .unreadable }
    return search.candidates().map { candidate in
      let path = candidate.path
      do throws(PluginFault) {
        let file = try PluginFile(path)
        let manifest = try? file.manifest.get()
        let fault = judge.fault(of: file, from: candidate.origin)
        let runs = fault == nil ? manifest.map { mode(of: file, $0, modes) } : nil
        return PluginRow(
          path: path, origin: candidate.origin, manifest: manifest, digest: file.digest,
          fault: fault, hasCode: file.questionnaire == nil, mode: runs)
      } catch {
        return PluginRow(
          path: path, origin: candidate.origin, manifest: nil, digest: nil, fault: error.kind,
          hasCode: true, mode: nil)
      }
    }
  }

  func judge() -> Judge {
    Judge(approved, quarantine, nameOwner, isDeveloper: isolation?.isDeveloper ?? false)
  }

  /// Decides by manifest, lists and marks alone; the first that may run of an id owns it.
  struct Judge {
    private let approved: ApprovedPlugins
    /// Id and digest of those set aside; nil when that cannot be known, so that nothing may run.
    private let marks: [(id: String, digest: Digest)]?
    private var owners: [String: String] = [:]
    private let nameOwner: @Sendable (String) -> Label?
    private let isDeveloper: Bool
    /// The lists that are not believed.
    let faults: [PluginFault]

    init(
      _ approved: ApprovedPlugins, _ quarantine: Quarantine,
      _ nameOwner: @escaping @Sendable (String) -> Label?, isDeveloper: Bool
    ) {
      self.approved = approved
      self.nameOwner = nameOwner
      self.isDeveloper = isDeveloper
      do throws(PluginFault) {
        marks = try quarantine.marks()
        faults = approved.faults
      } catch {
        marks = nil
        faults = approved.faults + [error]
      }
    }

    mutating func fault(of file: PluginFile, from origin: PluginOrigin) -> PluginFault.Kind? {
      let manifest: PluginManifest
      switch file.manifest {
      case .failure(let fault): return fault.kind
      case .success(let found): manifest = found
      }
      if let mismatch = manifest.mismatch() { return mismatch }
      if let owner = nameOwner(manifest.id) { return .nameTaken(manifest.id, by: owner) }
      let isNamed = origin == .option || origin == .environment
      guard approved.contains(file.digest) || isDeveloper && isNamed else {
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
