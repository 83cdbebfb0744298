import Conformance
import Foundation
import InstrumentKit

/// What was found of a file that may be a plugin.
package struct PluginReport: Sendable {
  package let path: String
  package let manifest: PluginManifest?
  /// What was read, nil when it could not be.
  package var file: PluginFile?
  /// What keeps it from being loaded at all.
  package var faults: [PluginFault] = []
  /// What the instrument says of itself; nil when it could not be loaded.
  package var instrument: (any Instrument)?
  /// What the checks found; nil when it could not be loaded.
  package var conformance: Report?
  /// What a questionnaire says and is not used here.
  package var notes: [Remark] = []

  package var isSound: Bool { faults.isEmpty && conformance?.isSound == true }
}

extension PluginHost {
  /// Checks a file without running any of it in this process, nor opening it for others.
  package func check(_ path: String) -> PluginReport {
    let file: PluginFile
    let manifest: PluginManifest
    do throws(PluginFault) {
      file = try PluginFile(path)
      switch file.manifest {
      case .success(let found): manifest = found
      case .failure(let fault):
        let all = file.questionnaire?.faults.map { PluginFault.Kind.remark($0) } ?? []
        let kinds = all.isEmpty ? [fault.kind] : all
        return PluginReport(
          path: path, manifest: nil,
          faults: kinds.map { PluginFault(path: path, id: nil, kind: $0) },
          notes: file.questionnaire?.notes ?? [])
      }
    } catch {
      return PluginReport(path: path, manifest: nil, faults: [error])
    }
    var report = PluginReport(path: path, manifest: manifest, file: file)
    let rows = list()
    if let kind = manifest.mismatch() ?? taken(manifest.id) ?? owner(of: manifest.id, file, rows) {
      report.faults = [PluginFault(path: path, id: manifest.id, kind: kind)]
      return report
    }
    report.notes = file.questionnaire?.notes ?? []
    do throws(PluginFault) {
      try examine(file, manifest, rows, &report)
    } catch {
      report.faults.append(error)
    }
    return report
  }

  private func examine(
    _ file: PluginFile, _ manifest: PluginManifest, _ rows: [PluginRow],
    _ report: inout PluginReport
  ) throws(PluginFault) {
    func fault(_ kind: PluginFault.Kind) -> PluginFault {
      PluginFault(path: file.path, id: manifest.id, kind: kind)
    }
    if let instrument = file.questionnaire?.instrument {
      report.instrument = instrument
      do {
        report.conformance = try Conformance(of: instrument, fields: fields).report()
      } catch {
        throw fault(.wrongReply)
      }
      return
    }
    guard let isolation else { throw fault(.notLoadable("no program to be a child of")) }
    let process = IsolatedProcess(
      file, id: manifest.id, others: libraries(rows, but: manifest.id), program: isolation.program)
    let instrument = IsolatedInstrument(record: try process.start(), process: process)
    let conformance = Conformance(of: instrument, fields: fields)
    report.faults = manifest.faults(of: conformance).map(fault)
    if !report.faults.isEmpty { return }
    let (found, hasPrinted) = try process.examine(kit: manifest.kit, conformance)
    report.instrument = instrument
    report.conformance = found
    if hasPrinted { report.notes.append(PluginHost.prints(manifest)) }
    guard found.isSound else { return }
    // The child called it directly; now the same subjects go through the memory between the two.
    let shape = IsolatedProcess.Shape(instrument.inputs, instrument.measures)
    do {
      let other = try conformance.fingerprint { batch, rows, columns in
        try process.score(
          batch, rows: rows, as: shape, into: columns)
      }
      if other != found.fingerprint { report.faults = [fault(.disagrees)] }
    } catch {
      throw error as? PluginFault ?? fault(.wrongReply)
    }
  }

  /// What an instrument prints goes nowhere, and a maker should know. Who built for an earlier kit
  /// could not.
  private static func prints(_ manifest: PluginManifest) -> Remark {
    Remark(
      "E667", .advice, at: "score",
      Label(
        nl: "drukt af op standaarduitvoer, waar enkel uitkomsten komen; het wordt weggegooid",
        en: "prints to standard output, where only results come; that is thrown away"),
      remedy: Label(nl: "neem elke print uit de plugin", en: "take every print out of the plugin"))
  }

  private func taken(_ id: String) -> PluginFault.Kind? {
    nameOwner(id).map { .nameTaken(id, by: $0) }
  }

  /// The file that provides this instrument already, or has the place where this would come, when
  /// it is another than this and is not to be replaced by it.
  private func owner(
    of id: String, _ file: PluginFile, _ rows: [PluginRow]
  ) -> PluginFault.Kind? {
    let own = URL(fileURLWithPath: file.path).resolvingSymlinksInPath().path
    let owner = rows.first { row in
      if row.path == own || row.digest == file.digest { return false }
      let isMine = row.origin == .operators && file.isNewVersion(of: row.path)
      if row.manifest?.id == id { return row.state == .ready && !isMine }
      return row.manifest != nil && row.origin == .operators
        && row.path.hasSuffix("/\(file.nameToKeep)")
    }
    return owner.map { .shadowed(by: $0.path) }
  }

  /// What came with the host, to exchange levels with.
  private func libraries(_ rows: [PluginRow], but id: String) -> [TrustedLibrary] {
    rows.compactMap { row in
      guard row.state == .ready, row.manifest?.id != id, let digest = row.digest,
        approved[digest]?.isShipped == true
      else { return nil }
      return TrustedLibrary(path: row.path, digest: digest.hex)
    }
  }
}
