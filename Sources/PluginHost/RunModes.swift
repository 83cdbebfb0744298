import Seal

/// In which process each instrument runs, where an operator said so.
package struct RunModes: Sendable {
  package enum Mode: String, CaseIterable, Sendable {
    /// In the host's own process: the fastest, for code that is trusted.
    case inProcess = "in-process"
    /// In a child, whose crash costs an answer only.
    case isolated
  }

  /// What was said of all instruments.
  struct Said: Sendable {
    /// What runs apart does so whatever its content; what runs in the host is that content only.
    fileprivate var modes: [String: (mode: Mode, digest: String)] = [:]
    fileprivate var isReadable = true

    /// When it cannot be known what was said, all run apart.
    static let unreadable = {
      var said = Said()
      said.isReadable = false
      return said
    }()

    /// Nil where nobody said anything that holds for this content.
    func mode(of id: String, _ digest: Digest, isApproved: Bool) -> Mode? {
      guard isReadable else { return .isolated }
      guard let said = modes[id] else { return nil }
      if said.mode == .isolated { return .isolated }
      return isApproved && said.digest == digest.hex ? .inProcess : nil
    }
  }

  private let list: ListFile

  package init(path: String) { list = ListFile(path: path, separator: " ") }

  /// What was said of each instrument.
  ///
  /// - Throws: ``PluginFault`` when the file cannot be read or believed.
  func all() throws(PluginFault) -> Said {
    var said = Said()
    for words in try list.read(.owner) {
      guard let mode = Mode(rawValue: words[1]) else { continue }
      said.modes[words[0]] = (mode, words.count > 2 ? words[2] : "")
    }
    return said
  }

  /// Nothing is said of an instrument any more.
  ///
  /// - Throws: ``PluginFault`` when the file cannot be read or written.
  package func forget(_ id: String) throws(PluginFault) {
    let lines = try list.read(.owner)
    let kept = lines.filter { $0[0] != id }
    if kept.count < lines.count { try list.replace(kept) }
  }

  /// - Parameter digest: of the content of which it is said.
  /// - Throws: ``PluginFault`` when the file cannot be read or written.
  package func set(_ mode: Mode, of id: String, _ digest: Digest) throws(PluginFault) {
    let kept = try list.read(.owner).filter { $0[0] != id }
    try list.replace(kept + [[id, mode.rawValue, digest.hex]])
  }
}
