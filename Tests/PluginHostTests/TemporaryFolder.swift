import Foundation

/// A folder that goes when the test ends.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    let name = "plugins-\(UUID())"
    path = FileManager.default.temporaryDirectory.appending(path: name).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  func file(_ name: String) -> String { path + "/" + name }

  func folder(_ name: String) throws -> String {
    try FileManager.default.createDirectory(
      atPath: file(name), withIntermediateDirectories: false)
    return file(name)
  }

  func write(_ name: String, _ bytes: some Sequence<UInt8>, mode: mode_t = 0o600) throws {
    try Data(bytes).write(to: URL(filePath: file(name)))
    chmod(file(name), mode)
  }

  func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: file(name))))
  }

  func mode(_ name: String) throws -> mode_t {
    var status = stat()
    guard stat(file(name), &status) == 0 else { throw CocoaError(.fileReadUnknown) }
    return status.st_mode & 0o7777
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
