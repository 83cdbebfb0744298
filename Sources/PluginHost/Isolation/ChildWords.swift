import CSystem
import Foundation
import Synchronization

/// What a child writes to its standard output and error: neither reaches anybody by itself.
///
/// Pipes on which nobody waits hold as much as they hold; of what is taken out the end is kept.
final class ChildWords: Sendable {
  private struct Heard {
    var printed = false
    /// The end of what was said on standard error.
    var last: [UInt8] = []
  }

  /// The most that is kept, in bytes, and that is shown, in characters.
  private static let limits = (bytes: 2_048, characters: 200)

  private let output: Descriptor
  private let errors: Descriptor
  private let heard = Mutex(Heard())

  private init(_ output: Descriptor, _ errors: Descriptor) {
    (self.output, self.errors) = (output, errors)
  }

  /// - Returns: with the ends that the child gets.
  static func made() throws -> (ChildWords, theirs: [Descriptor]) {
    func pipe() throws -> (read: Descriptor, write: Descriptor) {
      var ends: [Int32] = [-1, -1]
      guard drempel_pipe(&ends) == 0 else { throw PluginManifest.FaultKind(.unreadable(errno)) }
      return (try Descriptor(ends[0]), try Descriptor(ends[1]))
    }
    let (output, errors) = (try pipe(), try pipe())
    return (ChildWords(output.read, errors.read), [output.write, errors.write])
  }

  /// Takes out what was said until now, so that there is room for more.
  func listen() {
    heard.withLock { heard in
      if !ChildWords.taken(output).isEmpty { heard.printed = true }
      heard.last = Array((heard.last + ChildWords.taken(errors)).suffix(ChildWords.limits.bytes))
    }
  }

  /// Whether anything was written to standard output.
  var hasPrinted: Bool {
    listen()
    return heard.withLock(\.printed)
  }

  /// The last words on standard error, on one line; nil when there were none. They are the plugin's
  /// own, so signs that steer a terminal are shown and not sent.
  var last: String? {
    listen()
    let text = String(decoding: heard.withLock(\.last), as: UTF8.self)
    let lines = text.split(whereSeparator: \.isNewline).suffix(3).map { line in
      String(String.UnicodeScalarView(line.unicodeScalars.filter { $0 != "\u{FFFD}" }))
    }
    let shown = PlainText.shown(lines.joined(separator: " / "))
    return shown.isEmpty ? nil : String(shown.suffix(ChildWords.limits.characters))
  }

  private static func taken(_ file: Descriptor) -> [UInt8] {
    var taken: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    // A pipe holds no more than this at once, and a child may go on writing.
    for _ in 0..<16 {
      let count = read(file.number, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      taken += buffer.prefix(count)
    }
    return taken
  }
}

extension PlainText {
  /// A text with every sign that steers a terminal or turns its direction spelled out.
  static func shown(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { shown, scalar in
      let isPlain = scalar != "\t" && !isSteering(Int(scalar.value)) && scalar != "\n"
      shown += isPlain ? String(scalar) : "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    }
  }
}
