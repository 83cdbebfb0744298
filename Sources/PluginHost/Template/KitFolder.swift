import Foundation
import Profile

/// Where the sources of the kit lie that a new instrument is built with.
package struct KitFolder: Hashable, Sendable {
  /// From the root of the file system.
  package let path: String
  /// Whether it lies beside the new package, so that both can be moved together.
  package let isBeside: Bool

  /// - Parameters:
  ///   - asked: the folder of `--kit`, if there is one: then no other is looked at.
  ///   - package: the folder of the new package, which need not be there.
  ///   - executable: the folder of this program.
  /// - Throws: ``TemplateFault/noKit(searched:)`` or ``TemplateFault/notTheKit(_:)``.
  package init(asked: String?, package: String, executable: String) throws(TemplateFault) {
    let beside = "\(KitFolder.parent(KitFolder.whole(package)))/InstrumentKit"
    if let asked {
      path = KitFolder.whole(asked)
      guard KitFolder.isKit(path) else { throw .notTheKit(path) }
    } else {
      let places =
        [beside] + KitFolder.checkouts(above: executable) + ["\(executable)/InstrumentKit"]
      guard let found = places.first(where: KitFolder.isKit) else {
        throw .noKit(searched: [places[0], places[places.count - 1]])
      }
      path = found
    }
    isBeside = path == beside
  }

  /// How the manifest of the new package names it.
  package var inManifest: String { isBeside ? "../InstrumentKit" : path }

  /// A folder of this name may be anything: its manifest must name the kit, and the package with
  /// which a maker's tests judge an instrument must be there.
  private static func isKit(_ folder: String) -> Bool {
    let names = ["Package.swift": "InstrumentKit", "Conformance/Package.swift": "Conformance"]
    return names.allSatisfy { file, name in
      let data = FileManager.default.contents(atPath: "\(folder)/\(file)") ?? Data()
      return String(decoding: data, as: UTF8.self).contains("name: \"\(name)\"")
    }
  }

  /// A program that was built from a checkout lies somewhere below it.
  private static func checkouts(above folder: String) -> [String] {
    var places: [String] = []
    var folder = folder
    while folder.count > 1 {
      folder = parent(folder)
      places.append("\(folder == "/" ? "" : folder)/Sources/InstrumentKit")
    }
    return places
  }

  private static func parent(_ path: String) -> String {
    FolderPath.of(path)
  }

  /// From the root, without a slash at its end.
  private static func whole(_ path: String) -> String {
    let path = URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
    return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }
}
