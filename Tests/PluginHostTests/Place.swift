import Foundation
import TestSupport
import InstrumentKit
import Seal

@testable import PluginHost

/// A folder of plugins with its lists, and a host that looks there.
struct Place {
  let folder: TemporaryFolder
  let plugins: String
  var operatorsList: String { folder.file("config/approved") }
  var quarantine: Quarantine { Quarantine(path: folder.file("config/quarantine")) }

  init() throws {
    folder = try TemporaryFolder()
    plugins = try folder.folder("plugins")
  }

  var approved: ApprovedPlugins {
    ApprovedPlugins(executableFolder: plugins, operatorsList: operatorsList)
  }

  func host(option: [String] = [], environment: String? = nil) -> PluginHost {
    Place.host(
      PluginSearch(option: option, environment: environment, executableFolder: plugins),
      approved, quarantine)
  }

  static func host(
    _ search: PluginSearch, _ approved: ApprovedPlugins, _ quarantine: Quarantine
  ) -> PluginHost {
    PluginHost(
      search: search, approved: approved, quarantine: quarantine,
      shared: { $0 == "birth-country" ? .country : nil },
      knowsField: { ["age", "birth-country"].contains($0) })
  }

  /// Approves all that lies there now.
  func approveAll(_ folders: String...) throws {
    var list = approved
    for folder in folders.isEmpty ? [plugins] : folders {
      for name in try FileManager.default.contentsOfDirectory(atPath: folder)
      where PluginSearch.isInstrument(name) {
        guard let file = try? PluginFile("\(folder)/\(name)") else { continue }
        let found = try? file.manifest.get()
        try list.add(Approval(file, found, name: name, stamp: "-"))
      }
    }
  }
}

extension PluginFault {
  var fileName: String { (path as NSString).lastPathComponent }
}
