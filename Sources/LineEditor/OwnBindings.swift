import Foundation

/// The keys of several bytes that an operator's own `.editrc` binds.
struct OwnBindings {
  private let text: String

  /// Where the editor looks for it too.
  init(_ environment: [String: String]) {
    let path = environment["EDITRC"] ?? environment["HOME"].map { "\($0)/.editrc" }
    text = path.flatMap { try? String(contentsOfFile: $0, encoding: .utf8) } ?? ""
  }

  /// - Parameter sequence: what comes after Escape.
  func contains(_ sequence: String) -> Bool {
    if text.isEmpty { return false }
    return ["^[", "\\e", "\\E", "\\033"].contains { text.contains($0 + sequence) }
  }
}
