import Foundation
import InstrumentKit
import PluginHost
import Profile
import Seal

/// The folders and files that a run uses, all decided at the start.
package struct Places: Sendable {
  /// The operator's own folder, for keys, lists and history.
  package let configuration: String
  package let executableFolder: String
  /// The operator's home, whatever the environment says.
  package let home: String
  private let pluginFolders: [String]
  private let environmentPlugins: String?
  /// Whether plugins that nobody approved are loaded out of the folders that were named.
  package let isDeveloper: Bool

  package init(
    environment: [String: String], executableFolder: String, pluginFolders: [String],
    isDeveloper: Bool = false
  ) {
    self.isDeveloper = isDeveloper
    // What is empty or hangs on the folder one works in is no home: keys would lie about.
    func absolute(_ name: String) -> String? {
      environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    home = absolute("HOME") ?? Places.homeOfUser
    configuration = (absolute("XDG_CONFIG_HOME") ?? home + "/.config") + "/drempel"
    self.executableFolder = executableFolder
    self.pluginFolders = pluginFolders
    environmentPlugins = environment["DREMPEL_PLUGINS"]
  }

  private static var homeOfUser: String {
    guard let entry = getpwuid(geteuid()), let folder = entry.pointee.pw_dir else { return "/" }
    return String(cString: folder)
  }

  /// A path as a shell would read it: `~/` is the operator's home.
  package func expanded(_ path: String) -> String {
    path == "~" || path.hasPrefix("~/") ? home + path.dropFirst() : path
  }

  package func keyFile(of store: String) -> String { "\(configuration)/keys/\(store).key" }

  package func history(of store: String) -> String { "\(configuration)/history/\(store)" }

  /// The operator's own settings of the prompt.
  package var settingsFile: String { "\(configuration)/rc" }

  package var approvedList: String { "\(configuration)/approved-plugins" }

  /// Where plugins are put that an operator adds from elsewhere.
  package var pluginFolder: String { "\(configuration)/plugins" }

  /// This program and its kit: another after each build or installation.
  package var stamp: String {
    let files = ["drempel", "libInstrumentKit.so"].map { name -> String in
      var status = stat()
      guard stat("\(executableFolder)/\(name)", &status) == 0 else { return "-" }
      return "\(status.st_size).\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }
    let text = ([Kit.version] + files).joined(separator: " ")
    return String(Digest(of: text.utf8).hex.prefix(16))
  }

  package func pluginHost() -> PluginHost {
    PluginHost(
      search: PluginSearch(
        option: pluginFolders, environment: environmentPlugins, operators: pluginFolder,
        executableFolder: executableFolder),
      approved: ApprovedPlugins(executableFolder: executableFolder, operatorsList: approvedList),
      quarantine: Quarantine(path: "\(configuration)/quarantine"),
      shared: Places.fields.shared, knowsField: Places.fields.knows,
      roles: Places.fields.roles,
      nameOwner: TakenName.owner,
      rulesFolder: "\(configuration)/rules",
      isolation: PluginHost.Isolation(
        program: IsolatedProcess.Program(path: "\(executableFolder)/drempel"),
        modes: RunModes(path: "\(configuration)/plugin-modes"), stamp: stamp,
        isDeveloper: isDeveloper))
  }

  /// Where a site keeps its own rules for an instrument.
  package func rules(of instrument: String) -> String {
    "\(configuration)/rules/\(instrument).yaml"
  }
}
