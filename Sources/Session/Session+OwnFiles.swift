import CSystem
import Exchange
import Foundation
import InstrumentKit
import Language
import Profile

extension Session {
  /// Nothing is written among the store's own files, nor over what the program works with: keys,
  /// lists, plugins, a script that runs.
  ///
  /// - Throws: `ExchangeError`.
  func mustBeNobodys(_ path: String) throws {
    guard path != "-", let folder = AtomicFile.folder(of: path) else { return }
    let isOwnFolder = ownFolders.contains { folder == $0 || folder.hasPrefix($0 + "/") }
    let isOfStore = FileManager.default.fileExists(atPath: folder + "/store.db")
    let isOwnFile = ownFiles.contains { AtomicFile.isSame($0, path) }
    if isOwnFolder || isOfStore || isOwnFile { throw ExchangeError(.isOwn, path: path) }
  }

  /// Where nothing else belongs.
  private var ownFolders: [String] {
    [store?.folder, settings.places.configuration].compactMap(\.self).map { folder in
      URL(fileURLWithPath: folder).resolvingSymlinksInPath().standardizedFileURL.path
    }
  }

  private var ownFiles: [String] {
    let places = settings.places
    var files = filesInUse + [settings.keyFile].compactMap(\.self)
    for plugin in plugins where !plugin.path.isEmpty {
      let stem = (plugin.path as NSString).deletingPathExtension
      files += [plugin.path, stem + ".json", stem + ".yaml"]
    }
    let folders = [places.executableFolder] + host.search.folders.map(\.path)
    for folder in folders {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      files += names.filter { $0 == "drempel" || $0.hasSuffix(".so") }.map { "\(folder)/\($0)" }
    }
    return files
  }

  /// Whether what a sentence writes says who somebody is, or what is kept closed of them: whatever
  /// the format, only what it names does. A document that goes into a file withholds identity.
  static func holdsIdentity(_ ref: ExportRef, _ query: Query) -> Bool {
    if ref.isDeIdentified || !query.source.isOfStore || query.report != nil { return false }
    // Those have columns of their own.
    if !ref.format.isOfTable, !ref.format.isOfClients { return false }
    return query.source == .audit || ref.withNotes || ref.withHealth
      || !Lineage(query).closed(.standard).isEmpty
  }

  /// The rights of a new file, on every way out: its owner's alone where it says who somebody is, and
  /// else as whoever started the program has them.
  static func mode(isPrivate: Bool) -> mode_t {
    isPrivate ? 0o600 : 0o666 & ~mode_t(drempel_given_mask())
  }

  /// For whom a file is, where that needs saying.
  func rights(of file: AtomicFile, isPrivate: Bool) -> String? {
    guard isPrivate, !file.isStandardOutput else { return nil }
    if file.isOpenToOthers {
      return tongue == .nl
        ? "let op: \(file.path) kan ook door anderen gelezen worden: de rechten bleven die van vroeger\n"
        : "note: \(file.path) may be read by others too: its rights stayed as they were\n"
    }
    if file.hasReplaced { return nil }
    return Session.ownersAlone(file.path).text(tongue) + "\n"
  }

  static func ownersAlone(_ path: String) -> Label {
    Label(nl: "\(path) is enkel voor u leesbaar", en: "\(path) is readable by you alone")
  }

  /// A name that promises another format than what stands in the file.
  func misnamed(_ ref: ExportRef) -> String? {
    let ending = (ref.path as NSString).pathExtension.lowercased()
    let format: ExportRef.Format? =
      switch ending {
      case "md": .markdown
      case "htm": .html
      default: ExportRef.Format(rawValue: ending)
      }
    guard ref.format.isOfTable, let format, format.isOfTable, format != ref.format else {
      return nil
    }
    return tongue == .nl
      ? "let op: in \(ref.path) staat \(ref.format.rawValue), hoewel de naam \(ending) zegt\n"
      : "note: \(ref.path) holds \(ref.format.rawValue), though its name says \(ending)\n"
  }
}
