import Foundation
import Seal

/// The digests of files that may be loaded: those of the same build, and those an operator added.
package struct ApprovedPlugins: Sendable {
  /// The name of the list that a build leaves beside the executable.
  package static let buildList = "approved-plugins"

  /// The lists that are not believed, because they cannot be read or others may write them.
  package private(set) var faults: [PluginFault] = []
  private var names: [Digest: String] = [:]
  private let list: ListFile

  /// - Parameters:
  ///   - executableFolder: where a build leaves its list.
  ///   - operatorsList: the path of the operator's own list, which need not exist.
  package init(executableFolder: String, operatorsList: String) {
    list = ListFile(path: operatorsList, separator: "  ")
    let build = ListFile(
      path: "\(executableFolder)/\(ApprovedPlugins.buildList)", separator: "  ")
    take(build, .installer)
    take(list, .owner)
  }

  /// Whether these bytes may run.
  package func contains(_ digest: Digest) -> Bool { names[digest] != nil }

  /// Whether some content of a file of this name was approved.
  package func knows(name: String) -> Bool { names.values.contains(name) }

  /// Adds a file's digest to the operator's list.
  ///
  /// - Throws: ``PluginFault`` when the list cannot be read or written.
  package mutating func add(_ file: PluginFile) throws(PluginFault) {
    let name = (file.path as NSString).lastPathComponent
    let kept = try list.read(.owner).filter { $0.first != file.digest.hex }
    try list.replace(kept + [(file.digest.hex, name)])
    names[file.digest] = name
  }

  /// Takes all contents of a file's name off the operator's list; false when it was not there.
  ///
  /// - Throws: ``PluginFault`` when the list cannot be read or written.
  package mutating func remove(name: String) throws(PluginFault) -> Bool {
    let kept = try list.read(.owner)
    let rest = kept.filter { ApprovedPlugins.name($0.second) != name }
    guard rest.count < kept.count else { return false }
    try list.replace(rest)
    for line in kept where ApprovedPlugins.name(line.second) == name {
      if let digest = Digest(hex: line.first) { names[digest] = nil }
    }
    return true
  }

  private mutating func take(_ list: ListFile, _ trust: ListFile.Trust) {
    do {
      for line in try list.read(trust) {
        guard let digest = Digest(hex: line.first) else { continue }
        names[digest] = ApprovedPlugins.name(line.second)
      }
    } catch {
      faults.append(error)
    }
  }

  /// `sha256sum` may put an asterisk before a name.
  private static func name(_ word: String) -> String {
    word.hasPrefix("*") ? String(word.dropFirst()) : word
  }
}
