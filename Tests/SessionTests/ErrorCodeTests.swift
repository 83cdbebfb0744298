import Foundation
import Testing

/// The catalogue of errors: one code, one fact.
@Suite struct ErrorCodeTests {
  /// One fact told in two places: a wrong name at the prompt and in a sentence, for instance.
  static let shared: Set<String> = ["E101", "E102", "E104", "E322", "E605", "E611"]

  @Test func noCodeMeansTwoThings() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources")
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    var places: [String: Set<String>] = [:]
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift" else { continue }
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /"(E[0-9]{3})\b/) {
        places[String(match.1), default: []].insert(file.lastPathComponent)
      }
    }
    #expect(places.count > 80)
    for (code, files) in places where files.count > 1 && !Self.shared.contains(code) {
      Issue.record("\(code) in \(files)")
    }
  }
}
