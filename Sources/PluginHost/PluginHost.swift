import CSystem
import Foundation
import InstrumentKit
import Seal

/// An instrument that was found, approved and checked.
package struct LoadedPlugin: Sendable {
  package let instrument: any Instrument
  package let form: FormPlan
  package let manifest: PluginManifest
  package let path: String
  package let digest: String

  package var id: String { manifest.id }
}

/// One line of the list of plugins.
package struct PluginRow: Hashable, Sendable {
  package let path: String
  package let manifest: PluginManifest?
  package let digest: String?
  /// Nil when it is ready for use.
  package let fault: PluginFault.Kind?
}

/// Finds, judges and loads plugins; one that is bad never stops the others.
package struct PluginHost: Sendable {
  package let search: PluginSearch
  package let approved: ApprovedPlugins
  package let quarantine: Quarantine
  /// How the profile's fields are answered, by English name; nil for no such field.
  private let shared: @Sendable (String) -> AnswerType?
  private let knowsField: @Sendable (String) -> Bool

  package init(
    search: PluginSearch, approved: ApprovedPlugins, quarantine: Quarantine,
    shared: @escaping @Sendable (String) -> AnswerType?,
    knowsField: @escaping @Sendable (String) -> Bool
  ) {
    self.search = search
    self.approved = approved
    self.quarantine = quarantine
    self.shared = shared
    self.knowsField = knowsField
  }

  /// What is there, without loading anything.
  package func list() -> [PluginRow] {
    var owners: [String: String] = [:]
    return search.candidates().map { path in
      do {
        let file = try PluginFile(path)
        let fault = judged(file, &owners)
        return PluginRow(
          path: path, manifest: try? file.manifest.get(), digest: "\(file.digest)", fault: fault)
      } catch {
        return PluginRow(
          path: path, manifest: nil, digest: nil,
          fault: (error as? PluginFault)?.kind ?? .notALibrary)
      }
    }
  }

  /// Loads all that may be; every fault of every plugin is in the list.
  package func load() -> (plugins: [LoadedPlugin], faults: [PluginFault]) {
    var owners: [String: String] = [:]
    var plugins: [LoadedPlugin] = []
    var faults: [PluginFault] = []
    drempel_guard_install(quarantine.path)
    for path in search.candidates() {
      do {
        let file = try PluginFile(path)
        if let kind = judged(file, &owners) {
          faults.append(PluginFault(path: path, id: file.id, kind: kind))
          continue
        }
        plugins.append(try load(file))
      } catch let fault as PluginFault {
        faults.append(fault)
      } catch {
        faults.append(PluginFault(path: path, id: nil, kind: .notLoadable))
      }
    }
    return (plugins, faults)
  }

  /// Decides by manifest, lists and marks alone; the first of an id owns it.
  private func judged(_ file: PluginFile, _ owners: inout [String: String]) -> PluginFault.Kind? {
    let manifest: PluginManifest
    switch file.manifest {
    case .failure(let fault): return fault.kind
    case .success(let found): manifest = found
    }
    if let mismatch = manifest.mismatch { return mismatch }
    let digest = "\(file.digest)"
    guard approved.contains(digest) else {
      let name = (file.path as NSString).lastPathComponent
      return approved.knows(name: name) ? .changed : .notApproved
    }
    if quarantine.contains(digest) { return .quarantined }
    if let owner = owners[manifest.id] { return .shadowed(by: owner) }
    owners[manifest.id] = file.path
    return nil
  }

  private func load(_ file: PluginFile) throws -> LoadedPlugin {
    let manifest = try file.manifest.get()
    func fault(_ kind: PluginFault.Kind) -> PluginFault {
      PluginFault(path: file.path, id: manifest.id, kind: kind)
    }
    let registrar = Registrar()
    let digest = "\(file.digest)"
    drempel_guard_enter(Quarantine.line(id: manifest.id, digest: digest))
    defer { drempel_guard_leave() }
    guard
      let library = dlopen(
        "/proc/self/fd/\(file.descriptor)", RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE)
    else { throw fault(.notLoadable) }
    guard let symbol = dlsym(library, "drempel_plugin_register") else {
      throw fault(.noRegistration)
    }
    let register = unsafeBitCast(
      symbol, to: (@convention(c) (UnsafeMutableRawPointer) -> Void).self)
    register(Unmanaged.passUnretained(registrar).toOpaque())
    guard registrar.instruments.count == 1 else {
      throw fault(.instruments(registrar.instruments.count))
    }
    let instrument = registrar.instruments[0]
    let form = try checked(instrument, manifest, fault)
    return LoadedPlugin(
      instrument: instrument, form: form, manifest: manifest, path: file.path, digest: digest)
  }

  /// - Throws: the first thing in which an instrument does not keep its word.
  private func checked(
    _ instrument: any Instrument, _ manifest: PluginManifest,
    _ fault: (PluginFault.Kind) -> PluginFault
  ) throws -> FormPlan {
    let description = instrument.description
    if description.id != manifest.id { throw fault(.notAsManifest(what: "id")) }
    if description.version != manifest.version { throw fault(.notAsManifest(what: "version")) }
    let form: FormPlan
    do {
      form = try FormPlan(instrument.form, shared: shared)
    } catch let problem as FormFault {
      throw fault(.form(problem))
    }
    let measures = instrument.measures
    if form.items.count != manifest.items { throw fault(.notAsManifest(what: "items")) }
    if measures.count != manifest.measures { throw fault(.notAsManifest(what: "measures")) }
    var seen: Set<String> = []
    for measure in measures where !seen.insert(measure.id).inserted {
      throw fault(.doubleMeasure(measure.id))
    }
    for input in instrument.inputs {
      switch input {
      case .field(let name): if !knowsField(name) { throw fault(.unknownInput(name)) }
      case .item(let item):
        if form.place(of: item) == nil { throw fault(.unknownInput(item)) }
      default: continue
      }
    }
    let labels = form.items.map { ($0.id, $0.label) } + measures.map { ($0.id, $0.label) }
    for (name, label) in labels where label.nl.isEmpty || label.en.isEmpty {
      throw fault(.missingLabel(name))
    }
    return form
  }
}
