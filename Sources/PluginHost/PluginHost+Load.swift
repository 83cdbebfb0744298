import Conformance
import Foundation
import InstrumentKit
import Seal

extension PluginHost {
  /// Loads all that may be; every fault of every plugin is in the list. Once per process: a
  /// library that was loaded stays.
  package func load(_ notice: Quarantine.Notice = .init())
    -> (plugins: [LoadedPlugin], faults: [PluginFault])
  {
    var judge = Judge(approved, quarantine)
    var plugins: [LoadedPlugin] = []
    var faults = judge.faults
    do throws(PluginFault) { try quarantine.watch(notice) } catch { faults.append(error) }
    for candidate in search.candidates() {
      do throws(PluginFault) {
        let file = try PluginFile(candidate.path)
        if let kind = judge.fault(of: file) {
          faults.append(PluginFault(path: file.path, id: file.id, kind: kind))
          continue
        }
        let (plugin, found) = load(
          file, origin: candidate.origin, sitesRules: file.id.flatMap(sitesRules))
        if let plugin { plugins.append(plugin) }
        faults += found
      } catch {
        faults.append(error)
      }
    }
    return (plugins, faults)
  }

  /// Loads one file whether it is approved or not, and runs its golden cases.
  ///
  /// The code of an unknown plugin runs: only for a child process that has nothing to lose.
  package func examine(_ path: String) -> (faults: [PluginFault], remarks: [Remark]) {
    do throws(PluginFault) {
      let file = try PluginFile(path)
      if case .failure(let fault) = file.manifest {
        return ([PluginFault(path: path, id: nil, kind: fault.kind)], [])
      }
      if let kind = try? file.manifest.get().mismatch() {
        return ([PluginFault(path: path, id: file.id, kind: kind)], [])
      }
      // An instrument keeps its word by the rules that it brings, whatever a site makes of it.
      let (plugin, faults) = load(file, origin: .option, sitesRules: nil)
      guard let plugin else { return (faults, []) }
      let remarks: [Remark]
      do {
        remarks = try Quarantine.guarded(plugin.id, plugin.digest) {
          try Conformance(of: plugin.instrument, fields: fields).golden()
        }
      } catch {
        return ([PluginFault(path: path, id: file.id, kind: .notLoadable("\(error)"))], [])
      }
      return (faults, remarks)
    } catch {
      return ([error], [])
    }
  }

  /// The site's own rules for an instrument, nil when there are none.
  private func sitesRules(_ id: String) -> String? {
    guard let rulesFolder else { return nil }
    let path = "\(rulesFolder)/\(id).yaml"
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }

  private func load(
    _ file: PluginFile, origin: PluginOrigin, sitesRules: String?
  ) -> (LoadedPlugin?, [PluginFault]) {
    guard let manifest = try? file.manifest.get() else { return (nil, []) }
    let (plugin, kinds) = Quarantine.guarded(manifest.id, file.digest) {
      () -> (LoadedPlugin?, [PluginFault.Kind]) in
      let registrar = Registrar()
      if let kind = register(file, in: registrar) { return (nil, [kind]) }
      guard registrar.instruments.count == 1 else {
        return (nil, [.instruments(registrar.instruments.count)])
      }
      let instrument = registrar.instruments[0]
      let ruled: (instrument: any Instrument, rules: Rules?)
      do throws(RulesFault) {
        ruled = try LoadedPlugin.ruled(instrument, sitesRules)
      } catch {
        return (nil, [.rules(error)])
      }
      let conformance = Conformance(of: ruled.instrument, fields: fields)
      // A site's own rules may make other items than the manifest counts.
      var kinds = sitesRules == nil ? manifest.faults(of: conformance) : []
      kinds += conformance.shape(kit: manifest.kit).filter { $0.severity == .fault }
        .map { .remark($0) }
      guard let form = conformance.form, kinds.isEmpty else { return (nil, kinds) }
      return (
        LoadedPlugin(
          instrument: ruled.instrument, description: conformance.description,
          sections: conformance.sections, form: form, inputs: conformance.inputs,
          measures: conformance.measures, manifest: manifest, rules: ruled.rules, path: file.path,
          origin: origin, digest: file.digest), []
      )
    }
    return (plugin, kinds.map { PluginFault(path: file.path, id: manifest.id, kind: $0) })
  }

  /// Runs the plugin's own code for the first time.
  private func register(_ file: PluginFile, in registrar: Registrar) -> PluginFault.Kind? {
    guard let library = dlopen(file.nameForLoader(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE) else {
      return .notLoadable(dlerror().map { String(cString: $0) } ?? "")
    }
    guard let symbol = dlsym(library, "drempel_plugin_register") else { return .noRegistration }
    typealias Register = @convention(c) (UnsafeMutableRawPointer) -> Void
    let register = unsafeBitCast(symbol, to: Register.self)
    withExtendedLifetime(registrar) {
      register(Unmanaged.passUnretained(registrar).toOpaque())
    }
    return nil
  }
}

extension PluginManifest {
  /// In what an instrument is not as its manifest says.
  fileprivate func faults(of found: Conformance) -> [PluginFault.Kind] {
    let pairs = [
      ("id", found.description.id == id), ("version", found.description.version == version),
      ("items", found.sections.reduce(0) { $0 + $1.items.count } == items),
      ("measures", found.measures.count == measures),
    ]
    return pairs.filter { !$0.1 }.map { .notAsManifest(what: $0.0) }
  }
}
