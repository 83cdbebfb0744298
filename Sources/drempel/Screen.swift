import CSystem
import Exchange
import Foundation
import InstrumentKit

/// Standard output and standard error of one run, in the order in which things are said.
///
/// At a prompt what is longer than the window goes through a pager, messages included.
final class Screen: ByteSink {
  private enum Piece { case output([UInt8]), message(String) }

  private let out = FileSink.standardOutput()
  private let isTerminal = isatty(1) == 1
  private let tellsTerminal = isatty(2) == 1
  /// What is held back until it is known whether it fits in the window.
  private var held: [Piece] = []
  private var heldRows = 0
  private var isHolding = false
  private var pager: Pager?
  private var progress: Progress?
  private var tongue = Tongue.en
  /// What was typed into a pager and belongs to the prompt.
  private var typedAhead = ""

  /// Whether another program has the terminal, so that its keys are not ours.
  var isPaging: Bool { pager?.isOpen ?? false }

  /// Does some work; while it takes long and says nothing, that it goes on is shown.
  ///
  /// - Parameter pages: whether what is said may go through a pager.
  func working<Value>(
    _ tongue: Tongue, pages: Bool = false, _ work: () throws -> Value
  ) rethrows -> Value {
    self.tongue = tongue
    isHolding = pages && isTerminal && drempel_terminal_height(1) > 0
    if tellsTerminal { progress = Progress(tongue) }
    defer { release() }
    return try work()
  }

  /// Shows all that was said; from here on nothing is held back, for somebody is asked something.
  func release() {
    progress?.end()
    progress = nil
    pager?.close()
    if let letter = pager?.typed { typedAhead.append(letter) }
    pager = nil
    isHolding = false
    for piece in held {
      // Whoever read this may have gone: the next write tells.
      switch piece {
      case .output(let bytes): try? bytes.withUnsafeBytes { try out.write($0) }
      case .message(let text):
        try? out.flush()
        Standard.tell(text)
      }
    }
    (held, heldRows) = ([], 0)
    try? out.flush()
  }

  /// What a pager was given that was meant for the prompt; it is told once.
  func takeTypedAhead() -> String {
    defer { typedAhead = "" }
    return typedAhead
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws {
    if let pager { return pager.show { try $0.write(bytes) } }
    guard isHolding else {
      progress?.rest()
      return try out.write(bytes)
    }
    held.append(.output(Array(bytes)))
    hold(String(decoding: bytes, as: UTF8.self))
  }

  func flush() throws {
    if isHolding { return }
    progress?.rest()
    if let pager { return pager.show { try $0.flush() } }
    try out.flush()
  }

  /// Standard error.
  func tell(_ text: String) {
    guard tellsTerminal else { return Standard.tell(text) }
    progress?.rest()
    if let pager { return pager.show { try $0.write(text) } }
    if isHolding {
      held.append(.message(text))
      return hold(text)
    }
    if isTerminal { try? out.flush() }
    Standard.tell(text)
  }

  /// Counts the lines of what is held, and begins the pager when they do not fit.
  private func hold(_ text: String) {
    let width = Int(drempel_terminal_width(1))
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      heldRows += max(1, (DisplayWidth.of(line) + width - 1) / max(1, width))
    }
    guard heldRows >= Int(drempel_terminal_height(1)) else { return }
    guard let pager = Pager(ProcessInfo.processInfo.environment, tongue) else { return release() }
    progress?.end()
    progress = nil
    isHolding = false
    self.pager = pager
    let pieces = held
    (held, heldRows) = ([], 0)
    for piece in pieces {
      switch piece {
      case .output(let bytes):
        pager.show { sink in try bytes.withUnsafeBytes { try sink.write($0) } }
      case .message(let text): pager.show { try $0.write(text) }
      }
    }
    pager.show { try $0.flush() }
  }
}
