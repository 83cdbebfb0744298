import Foundation

/// A folder that goes when the test ends.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "seal-\(UUID())").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  func file(_ name: String) -> String { path + "/" + name }

  func write(_ name: String, _ text: String, mode: mode_t = 0o600) throws -> String {
    let place = file(name)
    try Data(text.utf8).write(to: URL(filePath: place))
    chmod(place, mode)
    return place
  }

  func mode(_ name: String) throws -> mode_t {
    var status = stat()
    guard stat(file(name), &status) == 0 else { throw CocoaError(.fileReadUnknown) }
    return status.st_mode & 0o7777
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
