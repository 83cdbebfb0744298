import Foundation
import PluginHost
import Profile

/// The folders and files that a run uses, all decided at the start.
package struct Places: Sendable {
  /// The operator's own folder, for keys, lists and history.
  package let configuration: String
  package let executableFolder: String
  private let pluginFolders: [String]
  private let environmentPlugins: String?

  package init(environment: [String: String], executableFolder: String, pluginFolders: [String]) {
    let home = environment["HOME"] ?? NSHomeDirectory()
    let base = environment["XDG_CONFIG_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? home + "/.config"
    configuration = base + "/drempel"
    self.executableFolder = executableFolder
    self.pluginFolders = pluginFolders
    environmentPlugins = environment["DREMPEL_PLUGINS"]
  }

  package func keyFile(of store: String) -> String { "\(configuration)/keys/\(store).key" }

  package func history(of store: String) -> String { "\(configuration)/history/\(store)" }

  /// The operator's own settings of the prompt.
  package var settingsFile: String { "\(configuration)/rc" }

  package var approvedList: String { "\(configuration)/approved-plugins" }

  package func pluginHost() -> PluginHost {
    PluginHost(
      search: PluginSearch(
        option: pluginFolders, environment: environmentPlugins,
        executableFolder: executableFolder),
      approved: ApprovedPlugins(executableFolder: executableFolder, operatorsList: approvedList),
      quarantine: Quarantine(path: "\(configuration)/quarantine"),
      shared: { FieldCatalog.standard.field($0)?.type.answers },
      knowsField: { FieldCatalog.standard.field($0) != nil },
      rulesFolder: "\(configuration)/rules")
  }

  /// Where a site keeps its own rules for an instrument.
  package func rules(of instrument: String) -> String {
    "\(configuration)/rules/\(instrument).yaml"
  }
}
