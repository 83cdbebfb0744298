import Foundation
import InstrumentKit
import PluginHost

/// What was found of a file that may be a plugin.
package typealias CheckedPlugin = PluginReport

/// The operator's word on which files may be loaded, and in which process they run.
package enum PluginApproval {
  /// Checks a file without running any of it here.
  package static func check(_ path: String, _ places: Places) -> PluginReport {
    places.pluginHost().check(path)
  }

  /// Approves a file that was checked, and puts it where it is found from now on.
  ///
  /// - Returns: where it lies.
  /// - Throws: ``UnsoundPlugin`` when the check found a fault, `PluginFault` when it cannot be put
  ///   or written down.
  package static func add(_ report: PluginReport, _ places: Places) throws -> String {
    guard let file = report.file, let manifest = report.manifest, report.isSound else {
      throw UnsoundPlugin(
        name: report.manifest?.id ?? (report.path as NSString).lastPathComponent)
    }
    let host = places.pluginHost()
    let folder = URL(fileURLWithPath: report.path).deletingLastPathComponent()
      .resolvingSymlinksInPath().path
    let isFound =
      host.search.folders.contains { $0.path == folder } && PluginSearch.isInstrument(file.name)
    let path = isFound ? report.path : try file.copy(into: places.pluginFolder)
    var approved = host.approved
    try approved.add(
      Approval(file, manifest, name: (path as NSString).lastPathComponent, stamp: places.stamp))
    return path
  }

  /// Takes back what was approved, by a file's name or its instrument; what lay in the operator's
  /// own folder goes with it. False when there was no such approval.
  package static func remove(_ word: String, _ places: Places) throws -> Bool {
    let host = places.pluginHost()
    var approved = host.approved
    let gone = try approved.remove(word)
    for approval in gone {
      PluginFile.remove(approval.name, from: places.pluginFolder)
      // What was said of it is not said of what comes after it.
      try host.isolation?.modes.forget(approval.id)
    }
    return !gone.isEmpty
  }

  /// Says in which process an instrument runs from the next start on.
  ///
  /// - Throws: ``MissingPlugin`` for one that is not there, ``NoProcess`` for one without code.
  package static func run(_ id: String, _ mode: RunModes.Mode, _ places: Places) throws {
    let host = places.pluginHost()
    let rows = host.list()
    guard let row = rows.first(where: { $0.manifest?.id == id }), let digest = row.digest else {
      throw MissingPlugin(
        id: id, searched: host.search.folders.map(\.path), known: rows.compactMap(\.manifest?.id))
    }
    if !row.hasCode { throw NoProcess(id: id) }
    try host.isolation?.modes.set(mode, of: id, digest)
  }
}

/// A plugin that was not added because of what the check found.
struct UnsoundPlugin: Worded {
  let name: String

  var message: Message {
    Message(
      "E646", "plugin \(name) is niet toegevoegd", "plugin \(name) was not added",
      next: (
        "herstel wat hierboven staat, en voeg opnieuw toe",
        "mend what stands above, and add it again"
      ))
  }
}

/// A word that names no file and no instrument on the operator's list.
package struct NothingApproved: Worded {
  let name: String

  package init(_ name: String) { self.name = name }

  var message: Message {
    Message(
      "E649", "u hebt niets goedgekeurd met de naam \"\(name)\"",
      "you approved nothing by the name \"\(name)\"",
      next: ("wat er is: drempel plugin list", "what there is: drempel plugin list"))
  }
}

/// A word that names nothing that was set aside after a crash.
package struct NothingSetAside: Worded {
  let name: String

  package init(_ name: String) { self.name = name }

  var message: Message {
    Message(
      "E653", "geen instrument \"\(name)\" is opzijgezet",
      "no instrument \"\(name)\" is set aside",
      next: ("wat er is: drempel plugin list", "what there is: drempel plugin list"))
  }
}

/// An instrument that is a questionnaire, so that nothing of it can crash.
struct NoProcess: Worded {
  let id: String

  var message: Message {
    Message(
      "E647", "\(id) is een vragenlijst zonder code: er is niets af te zonderen",
      "\(id) is a questionnaire without code: there is nothing to isolate")
  }
}
