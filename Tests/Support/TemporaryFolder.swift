import Foundation

/// A folder that goes when the test ends.
package final class TemporaryFolder: Sendable {
  package let path: String

  package init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "drempel-\(UUID())").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  package func file(_ name: String) -> String { path + "/" + name }

  package func folder(_ name: String) throws -> String {
    try FileManager.default.createDirectory(
      atPath: file(name), withIntermediateDirectories: false)
    return file(name)
  }

  package var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }

  /// - Returns: the path.
  @discardableResult
  package func write(
    _ name: String, _ bytes: some Sequence<UInt8>, mode: mode_t = 0o600
  ) throws -> String {
    try Data(bytes).write(to: URL(filePath: file(name)))
    chmod(file(name), mode)
    return file(name)
  }

  @discardableResult
  package func write(_ name: String, _ text: String, mode: mode_t = 0o600) throws -> String {
    try write(name, Array(text.utf8), mode: mode)
  }

  package func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: file(name))))
  }

  package func mode(_ name: String) throws -> mode_t {
    var status = stat()
    guard stat(file(name), &status) == 0 else { throw CocoaError(.fileReadUnknown) }
    return status.st_mode & 0o7777
  }
}
