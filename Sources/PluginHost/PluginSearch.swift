import Foundation

/// Where a plugin was found.
package enum PluginOrigin: String, CaseIterable, Sendable {
  /// A folder of `--plugins`.
  case option
  /// A folder of `DREMPEL_PLUGINS`.
  case environment
  /// The operator's own folder.
  case operators
  /// Beside the executable.
  case executable
}

/// Where plugins are looked for, in order.
package struct PluginSearch: Hashable, Sendable {
  package struct Folder: Hashable, Sendable {
    package let path: String
    package let origin: PluginOrigin
  }

  /// A file whose name says that it holds an instrument.
  package struct Candidate: Hashable, Sendable {
    package let path: String
    package let origin: PluginOrigin
  }

  package let folders: [Folder]

  /// - Parameters:
  ///   - option: folders of `--plugins`.
  ///   - environment: `DREMPEL_PLUGINS`, folders with colons between them.
  ///   - operators: where plugins are put that an operator adds from elsewhere.
  package init(
    option: [String], environment: String?, operators: String? = nil, executableFolder: String
  ) {
    let named = environment?.split(separator: ":").map(String.init) ?? []
    let all =
      option.map { ($0, PluginOrigin.option) } + named.map { ($0, .environment) }
      + [operators].compactMap(\.self).map { ($0, .operators) } + [(executableFolder, .executable)]
    var seen: Set<String> = []
    folders = all.compactMap { path, origin in
      let real = PluginSearch.real(path)
      return seen.insert(real).inserted ? Folder(path: real, origin: origin) : nil
    }
  }

  /// The candidates of every folder in order, within a folder by name.
  package func candidates() -> [Candidate] {
    folders.flatMap { folder in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
      return names.filter(PluginSearch.isInstrument).sorted().map {
        Candidate(path: "\(folder.path)/\($0)", origin: folder.origin)
      }
    }
  }

  /// Only plain letters, so that a name cannot steer the terminal on which it is listed.
  package static func isInstrument(_ name: String) -> Bool {
    name.wholeMatch(of: /lib[A-Za-z0-9_-]+Instrument\.so|[A-Za-z0-9_-]+\.questionnaire\.json/)
      != nil
  }

  private static func real(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}
