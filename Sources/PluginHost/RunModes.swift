/// In which process each instrument runs, where an operator said so.
package struct RunModes: Sendable {
  package enum Mode: String, CaseIterable, Sendable {
    /// In the host's own process: the fastest, for code that is trusted.
    case inProcess = "in-process"
    /// In a child, whose crash costs an answer only.
    case isolated
  }

  private let list: ListFile

  package init(path: String) { list = ListFile(path: path, separator: " ") }

  /// What was said of each instrument.
  ///
  /// - Throws: ``PluginFault`` when the file cannot be read or believed.
  package func all() throws(PluginFault) -> [String: Mode] {
    var modes: [String: Mode] = [:]
    for words in try list.read(.owner) { modes[words[0]] = Mode(rawValue: words[1]) }
    return modes
  }

  /// - Throws: ``PluginFault`` when the file cannot be read or written.
  package func set(_ mode: Mode, of id: String) throws(PluginFault) {
    let kept = try list.read(.owner).filter { $0[0] != id }
    try list.replace(kept + [[id, mode.rawValue]])
  }
}
