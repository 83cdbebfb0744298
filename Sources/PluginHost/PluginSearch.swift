import Foundation

/// Where plugins are looked for, in order.
package struct PluginSearch: Hashable, Sendable {
  package let folders: [String]

  /// - Parameters:
  ///   - option: folders of `--plugins`.
  ///   - environment: `DREMPEL_PLUGINS`, folders with colons between them.
  package init(option: [String], environment: String?, executableFolder: String) {
    let named = environment?.split(separator: ":").map(String.init) ?? []
    folders = option + named + [executableFolder]
  }

  /// The files whose names say that they hold an instrument, by name within each folder.
  package func candidates() -> [String] {
    var seen: Set<String> = []
    return folders.flatMap { folder in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      return names.filter { $0.hasPrefix("lib") && $0.hasSuffix("Instrument.so") }.sorted()
        .map { "\(folder)/\($0)" }
    }.filter { seen.insert($0).inserted }
  }
}
