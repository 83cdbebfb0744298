import Foundation
import InstrumentKit
import PluginHost

/// Makes the package of a new instrument.
package enum NewPlugin {
  /// Writes it, and says what was made and what to type next.
  ///
  /// - Parameters:
  ///   - word: the id that the instrument is to have.
  ///   - folder: where it comes; a folder of its name here unless given.
  ///   - kit: the folder of the kit, found unless given.
  /// - Throws: ``NameRefused`` or ``TemplateFault``; then nothing was made.
  package static func make(
    _ word: String, in folder: String?, kit: String?, _ places: Places
  ) throws -> Label {
    let name = try checked(word, places)
    let folder = folder ?? word
    let kit = try KitFolder(asked: kit, package: folder, executable: places.executableFolder)
    let template = PluginTemplate(name, kit: kit.inManifest)
    try template.write(to: folder, mode: Session.mode(isPrivate: false))
    return told(template, in: folder)
  }

  /// A name that is free: a sentence must never be able to mean two things by it.
  private static func checked(_ word: String, _ places: Places) throws -> PluginName {
    guard let name = PluginName(word) else { throw NameRefused(name: word, reason: .noId) }
    let taken: NameRefused.Reason? =
      if let owner = TakenName.owner(of: word) {
        .taken(owner)
      } else if let row = places.pluginHost().list().first(where: { $0.manifest?.id == word }) {
        .taken(Label(nl: "het instrument in \(row.path)", en: "the instrument in \(row.path)"))
      } else {
        name.hidesAType ? .hidesAType(name.type) : nil
      }
    if let taken { throw NameRefused(name: word, reason: taken) }
    return name
  }

  private static func told(_ template: PluginTemplate, in folder: String) -> Label {
    let files = template.files.map { "  \($0.path)" }.joined(separator: "\n")
    let library = ".build/debug/\(template.name.library)"
    let steps = """
        cd \(quoted(folder))
        swift build
        swift test
        drempel plugin check \(library)
        drempel plugin add \(library)
      """
    return Label(
      nl: """
        \(folder): instrument \(template.name.id), met de kit in \(template.kit)
        \(files)
        daarna:
        \(steps)
        """,
      en: """
        \(folder): instrument \(template.name.id), with the kit in \(template.kit)
        \(files)
        next:
        \(steps)
        """)
  }

  /// As a shell reads it back.
  private static func quoted(_ path: String) -> String {
    path.wholeMatch(of: /[A-Za-z0-9._\/-]+/) != nil
      ? path : "'\(path.replacing("'", with: "'\\''"))'"
  }
}

/// A name that a new instrument cannot have.
package struct NameRefused: Error, Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    case noId
    /// What has this name already.
    case taken(Label)
    /// A type that the instrument's own code needs.
    case hidesAType(String)
  }

  package let name: String
  package let reason: Reason
}
