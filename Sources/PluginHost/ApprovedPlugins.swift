import Foundation
import Seal

/// What an operator approved: a file by its content, and what that was.
package struct Approval: Hashable, Sendable {
  package let digest: Digest
  /// The file's name.
  package let name: String
  /// Empty for lists of names alone, as a build makes them.
  package var id = ""
  package var version = ""
  package var kit = ""
  /// The host and kit with which its golden cases came out last.
  package var stamp = ""
  /// Whether it stands on the list of the build: it came with the host.
  package fileprivate(set) var isShipped = false

  fileprivate var words: [String] {
    [digest.hex, name] + (id.isEmpty ? [] : [id, version, kit, stamp])
  }

  fileprivate init?(_ words: [String]) {
    guard let digest = Digest(hex: words[0]) else { return nil }
    self.digest = digest
    // `sha256sum` may put an asterisk before a name.
    name = words[1].hasPrefix("*") ? String(words[1].dropFirst()) : words[1]
    if words.count >= 6 { (id, version, kit, stamp) = (words[2], words[3], words[4], words[5]) }
  }

  /// - Parameter manifest: nil for what cannot be read, so that only its bytes are approved.
  package init(_ file: PluginFile, _ manifest: PluginManifest?, name: String, stamp: String) {
    digest = file.digest
    self.name = name
    guard let manifest else { return }
    (id, version, kit, self.stamp) = (manifest.id, manifest.version, manifest.kit, stamp)
  }
}

/// The digests of files that may be loaded: those of the same build, and those an operator added.
package struct ApprovedPlugins: Sendable {
  /// The name of the list that a build leaves beside the executable.
  package static let buildList = "approved-plugins"

  /// The lists that are not believed, because they cannot be read or others may write them.
  package private(set) var faults: [PluginFault] = []
  private var approvals: [Digest: Approval] = [:]
  private let list: ListFile

  /// - Parameters:
  ///   - executableFolder: where a build leaves its list.
  ///   - operatorsList: the path of the operator's own list, which need not exist.
  package init(executableFolder: String, operatorsList: String) {
    list = ListFile(path: operatorsList, separator: "  ")
    let build = ListFile(
      path: "\(executableFolder)/\(ApprovedPlugins.buildList)", separator: "  ")
    take(list, .owner)
    take(build, .installer)
  }

  /// Whether these bytes may run.
  package func contains(_ digest: Digest) -> Bool { approvals[digest] != nil }

  /// What was approved of these bytes.
  package subscript(_ digest: Digest) -> Approval? { approvals[digest] }

  /// Whether some content of a file of this name was approved.
  package func knows(name: String) -> Bool { approvals.values.contains { $0.name == name } }

  /// Adds an approval to the operator's list, in the place of one of the same content or name.
  ///
  /// - Throws: ``PluginFault`` when the list cannot be read or written.
  package mutating func add(_ approval: Approval) throws(PluginFault) {
    let kept = try list.read(.owner).compactMap(Approval.init)
      .filter { $0.digest != approval.digest && $0.name != approval.name }
    try list.replace((kept + [approval]).map(\.words))
    for (digest, other) in approvals where other.name == approval.name { approvals[digest] = nil }
    approvals[approval.digest] = approval
  }

  /// Takes a file, by its name or by its instrument, off the operator's list.
  ///
  /// - Returns: what was on it.
  /// - Throws: ``PluginFault`` when the list cannot be read or written.
  package mutating func remove(_ word: String) throws(PluginFault) -> [Approval] {
    let kept = try list.read(.owner).compactMap(Approval.init)
    let gone = kept.filter { $0.name == word || $0.id == word }
    if gone.isEmpty { return [] }
    try list.replace(kept.filter { !gone.contains($0) }.map(\.words))
    for approval in gone { approvals[approval.digest] = nil }
    return gone
  }

  private mutating func take(_ list: ListFile, _ trust: ListFile.Trust) {
    do {
      for words in try list.read(trust) {
        guard var approval = Approval(words) else { continue }
        approval.isShipped = trust == .installer
        approvals[approval.digest] = approval
      }
    } catch {
      faults.append(error)
    }
  }
}
