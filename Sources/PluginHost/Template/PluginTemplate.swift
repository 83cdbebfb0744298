import Foundation
import Profile

/// A package of a new instrument: small, real, and ready to build, test and load as it is.
package struct PluginTemplate: Sendable {
  /// One file of the package.
  package struct File: Hashable, Sendable {
    /// From the package's folder.
    package let path: String
    package let text: String
  }

  package let name: PluginName
  /// The kit's folder, as the package is to name it.
  package let kit: String

  package init(_ name: PluginName, kit: String) {
    self.name = name
    self.kit = kit
  }

  /// All files, those that a maker opens first before the others.
  package var files: [File] {
    let type = name.type
    return [
      File(path: "Sources/\(type)Plugin/\(type).swift", text: instrument),
      File(path: "Sources/\(type)Plugin/\(type)+Score.swift", text: score),
      File(path: "Sources/\(type)Plugin/\(type)+Cases.swift", text: cases),
      File(path: "Tests/\(type)Tests/\(type)Tests.swift", text: tests),
      File(path: "Sources/\(type)Entry/Entry.c", text: entry),
      File(path: "Sources/\(type)Entry/include/\(type)Entry.h", text: header),
      File(path: "Package.swift", text: manifest),
      File(path: "README.md", text: readme),
      File(path: ".gitignore", text: ".build/\nPackage.resolved\n"),
    ]
  }

  /// Writes all files into a folder that is made, or is there and empty; nothing is written over.
  ///
  /// - Parameter mode: the rights of the files; folders can be entered by those who may read.
  /// - Throws: ``TemplateFault``; what was written until then is taken away again.
  package func write(to folder: String, mode: mode_t) throws(TemplateFault) {
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    if manager.fileExists(atPath: folder, isDirectory: &isFolder) {
      let names = isFolder.boolValue ? try? manager.contentsOfDirectory(atPath: folder) : nil
      guard let names else { throw .notAFolder(folder) }
      guard names.isEmpty else { throw .notEmpty(folder) }
    }
    var written: [String] = []
    do {
      for file in files {
        let path = "\(folder)/\(file.path)"
        try makeFolder(FolderPath.of(path), mode | (mode & 0o444) >> 2)
        // What lies there is not ours; what was begun here is, whole or not.
        let number = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard number >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        written.append(file.path)
        fchmod(number, mode)
        let handle = FileHandle(fileDescriptor: number, closeOnDealloc: true)
        try handle.write(contentsOf: Data(file.text.utf8))
        try handle.close()
      }
    } catch {
      takeAway(written, from: folder)
      throw .notWritten(folder, error.localizedDescription)
    }
  }

  /// Makes a folder, and those around it that are missing.
  private func makeFolder(_ path: String, _ mode: mode_t) throws {
    let manager = FileManager.default
    if manager.fileExists(atPath: path) { return }
    let parent = FolderPath.of(path)
    if parent != path, !parent.isEmpty { try makeFolder(parent, mode) }
    try manager.createDirectory(atPath: path, withIntermediateDirectories: false)
    chmod(path, mode)
  }

  /// Files of ours, and the folders that are empty without them; what others put there stays.
  private func takeAway(_ written: [String], from folder: String) {
    for file in written { unlink("\(folder)/\(file)") }
    for file in files {
      var path = "\(folder)/\(file.path)"
      while path.count > folder.count {
        path = FolderPath.of(path)
        rmdir(path)
      }
    }
  }
}

/// Why no package of a new instrument was made.
package enum TemplateFault: Error, Hashable, Sendable {
  case notAFolder(String)
  /// Something lies there, which is not written over.
  case notEmpty(String)
  /// The folder, and the system's own words.
  case notWritten(String, String)
  /// No kit lies in any of these folders.
  case noKit(searched: [String])
  /// This folder, which was asked for by name, does not hold the kit.
  case notTheKit(String)
}
