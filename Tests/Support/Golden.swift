import Foundation

/// Texts that were read and kept: in `Golden/NAME.txt` beside the test.
///
/// `UPDATE_GOLDEN=1 swift test` writes them anew; read them before keeping them.
package enum Golden {
  package static func matches(
    _ text: String, _ name: String, test: String = #filePath
  ) throws -> Bool {
    let file = URL(filePath: test).deletingLastPathComponent().appending(path: "Golden/\(name).txt")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
      try Data(text.utf8).write(to: file)
    }
    return try Data(contentsOf: file) == Data(text.utf8)
  }
}
