import Foundation

/// What comes from whoever types.
package enum LineEvent: Hashable, Sendable {
  case line(String)
  /// A line after which more was announced (Alt-Enter).
  case unfinished(String)
  /// Ctrl-C while typing: the line is thrown away.
  case interrupted
  case endOfInput
}

/// A terminal, a pipe, or prepared lines for tests.
package protocol LineSource {
  /// - Throws: when the source cannot be read.
  mutating func next(prompt: String) throws -> LineEvent
}

/// Why lines cannot be read.
package struct LineError: Error, Hashable, Sendable {
  package enum Code: Hashable, Sendable {
    case noTerminal, tooLong(limit: Int), system(Int32)
    /// A line of a pipe, counted from 1.
    case notUTF8(line: Int)
  }

  package let code: Code
}

/// Lines of a pipe or a file; bytes that are no UTF-8 are refused, for nobody typed what they would
/// be replaced by.
package struct PipeLines: LineSource {
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var isAtEnd = false
  private var line = 0

  /// In bytes; a longer line is refused.
  package static let limit = 4 << 20

  package init(_ descriptor: Int32 = 0) { self.descriptor = descriptor }

  package mutating func next(prompt: String) throws -> LineEvent {
    var searched = 0
    while true {
      if let end = buffer[searched...].firstIndex(of: 10) {
        let whole = buffer[..<end].last == 13 ? buffer[..<(end - 1)] : buffer[..<end]
        let text = try text(whole)
        buffer.removeSubrange(...end)
        return .line(text)
      }
      if isAtEnd {
        guard !buffer.isEmpty else { return .endOfInput }
        defer { buffer = [] }
        return .line(try text(buffer[...]))
      }
      searched = buffer.count
      guard searched <= PipeLines.limit else {
        throw LineError(code: .tooLong(limit: PipeLines.limit))
      }
      try readMore()
    }
  }

  private mutating func text(_ bytes: ArraySlice<UInt8>) throws -> String {
    line += 1
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw LineError(code: .notUTF8(line: line))
    }
    return text
  }

  private mutating func readMore() throws {
    var part = [UInt8](repeating: 0, count: 65_536)
    let count = part.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    if count < 0 {
      if errno == EINTR { return }
      throw LineError(code: .system(errno))
    }
    if count == 0 { isAtEnd = true }
    buffer += part[..<count]
  }
}

/// Prepared events, for tests.
package struct ScriptedLines: LineSource {
  private var events: ArraySlice<LineEvent>

  package init(_ events: [LineEvent]) { self.events = events[...] }

  package mutating func next(prompt: String) -> LineEvent { events.popFirst() ?? .endOfInput }
}
