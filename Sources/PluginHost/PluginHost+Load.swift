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
    var judge = judge()
    var plugins: [LoadedPlugin] = []
    var faults = judge.faults
    do throws(PluginFault) { try quarantine.watch(notice) } catch { faults.append(error) }
    var modes = RunModes.Said()
    do throws(PluginFault) { modes = try isolation?.modes.all() ?? modes } catch {
      modes = .unreadable
      faults.append(error)
    }
    for candidate in search.candidates() {
      do throws(PluginFault) {
        let file = try PluginFile(candidate.path)
        if let kind = judge.fault(of: file, from: candidate.origin) {
          faults.append(PluginFault(path: file.path, id: file.id, kind: kind))
          continue
        }
        let (plugin, found) = load(file, origin: candidate.origin, modes)
        if let plugin { plugins.append(plugin) }
        faults += found
      } catch {
        faults.append(error)
      }
    }
    return (plugins, faults)
  }

  private func load(
    _ file: PluginFile, origin: PluginOrigin, _ modes: RunModes.Said
  ) -> (LoadedPlugin?, [PluginFault]) {
    guard let manifest = try? file.manifest.get() else { return (nil, []) }
    func faults(_ kinds: [PluginFault.Kind]) -> [PluginFault] {
      kinds.map { PluginFault(path: file.path, id: manifest.id, kind: $0) }
    }
    do throws(PluginFault) {
      let (ruled, process) = try instrument(file, manifest, modes)
      let (plugin, kinds) = Quarantine.guarded(manifest.id, file.digest) {
        checked(ruled, process, file, manifest, origin)
      }
      guard let plugin else { return (nil, faults(kinds)) }
      let golden = try goldenFaults(plugin, file)
      return (golden.isEmpty ? plugin : nil, faults(golden))
    } catch {
      return (nil, [error])
    }
  }

  /// Runs the plugin's own code for the first time, here or in a process of its own.
  private func instrument(
    _ file: PluginFile, _ manifest: PluginManifest, _ modes: RunModes.Said
  ) throws(PluginFault) -> ((any Instrument, Rules?), IsolatedProcess?) {
    let rules = sitesRules(manifest.id)
    if let reading = file.questionnaire, let instrument = reading.instrument {
      return ((instrument, reading.rules), nil)
    }
    do {
      if let isolation, mode(of: file, manifest, modes) == .isolated {
        let process = IsolatedProcess(
          file, id: manifest.id, rules: try rules.map { try RulesText.text(file: $0) },
          program: isolation.program)
        let record = try process.start()
        let text = try rules.map { try RulesText.text(file: $0) } ?? record.rules
        let instrument = IsolatedInstrument(record: record, process: process)
        return ((instrument, try text.map { try RulesText.read($0) }), process)
      }
      let ruled = try Quarantine.guarded(manifest.id, file.digest) {
        let registrar = Registrar()
        if let kind = PluginHost.register(file.nameForLoader(), in: registrar) {
          throw PluginManifest.FaultKind(kind)
        }
        guard registrar.instruments.count == 1 else {
          throw PluginManifest.FaultKind(.instruments(registrar.instruments.count))
        }
        return try LoadedPlugin.ruled(registrar.instruments[0], rules)
      }
      return ((ruled.instrument, ruled.rules), nil)
    } catch {
      throw PluginFault(path: file.path, id: manifest.id, kind: PluginHost.kind(of: error, rules))
    }
  }

  private static func kind(of error: any Error, _ rules: String?) -> PluginFault.Kind {
    switch error {
    case let error as PluginManifest.FaultKind: error.kind
    case let error as RuleFault: .rules(RulesFault(file: rules, fault: error))
    case let error as PluginFault:
      if case .rules(let inChild) = error.kind {
        .rules(RulesFault(file: rules, fault: inChild.fault, misnamed: inChild.misnamed))
      } else {
        error.kind
      }
    case let error as RulesFault: .rules(error)
    default: .threw
    }
  }

  /// What came with the host runs in its process, and what an operator added in another, unless
  /// somebody said otherwise.
  func mode(
    of file: PluginFile, _ manifest: PluginManifest, _ modes: RunModes.Said
  ) -> RunModes.Mode {
    // Of a questionnaire there is no code to keep apart.
    if isolation == nil || file.questionnaire != nil { return .inProcess }
    let approval = approved[file.digest]
    guard let said = modes.mode(of: manifest.id, file.digest, isApproved: approval != nil) else {
      return approval?.isShipped == true ? .inProcess : .isolated
    }
    return said
  }

  /// Whether it keeps the word of its manifest and can be used by this host.
  private func checked(
    _ ruled: (instrument: any Instrument, rules: Rules?), _ process: IsolatedProcess?,
    _ file: PluginFile, _ manifest: PluginManifest, _ origin: PluginOrigin
  ) -> (LoadedPlugin?, [PluginFault.Kind]) {
    let conformance = Conformance(of: ruled.instrument, fields: fields)
    // A site's own rules may make other items than the manifest counts.
    var kinds = sitesRules(manifest.id) == nil ? manifest.faults(of: conformance) : []
    kinds += conformance.shape(kit: manifest.kit).filter { $0.severity == .fault }
      .map { .remark($0) }
    guard let form = conformance.form, kinds.isEmpty else { return (nil, kinds) }
    let plugin = LoadedPlugin(
      instrument: ruled.instrument, description: conformance.description,
      sections: conformance.sections, form: form, inputs: conformance.inputs,
      measures: conformance.measures, manifest: manifest, rules: ruled.rules, path: file.path,
      origin: origin, digest: file.digest, isolated: process,
      isUnapproved: !approved.contains(file.digest))
    return (plugin, [])
  }

  /// Runs the golden cases again where host or kit are not those with which they came out last.
  private func goldenFaults(
    _ plugin: LoadedPlugin, _ file: PluginFile
  ) throws(PluginFault) -> [PluginFault.Kind] {
    guard let isolation, var approval = approved[plugin.digest], !approval.isShipped,
      !approval.id.isEmpty,
      approval.stamp != isolation.stamp
    else { return [] }
    let remarks: [Remark]
    do {
      remarks =
        if sitesRules(plugin.id) == nil || file.questionnaire != nil {
          try Conformance(of: plugin.instrument, fields: fields, scoring: plugin.scoring).golden()
        } else {
          try shippedGolden(file, plugin, isolation)
        }
    } catch {
      throw error as? PluginFault
        ?? PluginFault(path: plugin.path, id: plugin.id, kind: .wrongReply)
    }
    let faults = remarks.filter { $0.severity == .fault }
    if faults.isEmpty {
      approval.stamp = isolation.stamp
      var approved = approved
      // They came out: where that cannot be written down, they run again at the next start.
      try? approved.add(approval)
    }
    return faults.map { .remark($0) }
  }

  /// The cases are of the rules that the plugin brings, which only a child of its own follows where
  /// a site has others.
  private func shippedGolden(
    _ file: PluginFile, _ plugin: LoadedPlugin, _ isolation: Isolation
  ) throws -> [Remark] {
    let process = IsolatedProcess(file, id: plugin.id, program: isolation.program)
    let instrument = IsolatedInstrument(record: try process.start(), process: process)
    let shape = IsolatedProcess.Shape(instrument.inputs, instrument.measures)
    return try Conformance(
      of: instrument, fields: fields,
      scoring: { batch, rows, columns in
        try process.score(batch, rows: rows, as: shape, into: columns)
      }
    ).golden()
  }

  /// The site's own rules for an instrument, nil when there are none.
  private func sitesRules(_ id: String) -> String? {
    guard let rulesFolder else { return nil }
    let path = "\(rulesFolder)/\(id).yaml"
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }

  /// Has the loader open a library by this name, and the library give its instruments.
  static func register(_ name: String, in registrar: Registrar) -> PluginFault.Kind? {
    guard let library = dlopen(name, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE) else {
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
  func faults(of found: Conformance) -> [PluginFault.Kind] {
    let pairs = [
      ("id", found.description.id == id), ("version", found.description.version == version),
      ("items", found.sections.reduce(0) { $0 + $1.items.count } == items),
      ("measures", found.measures.count == measures),
    ]
    return pairs.filter { !$0.1 }.map { .notAsManifest(what: $0.0) }
  }
}
