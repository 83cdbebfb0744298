import CEditLine
import Foundation

/// What can stand at the end of what is typed.
package struct Completion: Hashable, Sendable {
  package struct Candidate: Hashable, Sendable {
    package let text: String
    package let about: String

    package init(_ text: String, about: String) {
      self.text = text
      self.about = about
    }
  }

  /// How many scalars before the cursor the candidates replace.
  package let replaces: Int
  package let candidates: [Candidate]

  package init(replaces: Int, candidates: [Candidate]) {
    self.replaces = replaces
    self.candidates = candidates
  }
}

/// Lines typed at a terminal, edited with libedit.
///
/// One per terminal, used by one thread: libedit keeps a pointer to it.
package final class TerminalLines: LineSource {
  private let editor: OpaquePointer
  private let history: OpaquePointer
  private let completion: (String) -> Completion
  /// Outlives every call of the prompt's callback.
  private var prompt: UnsafeMutableBufferPointer<wchar_t>
  private var signal = Signal.none

  /// What a key told besides the line.
  private enum Signal { case none, interrupted, unfinished }

  /// - Parameter completion: is given the line up to the cursor.
  /// - Throws: ``LineError`` when there is no terminal.
  package init(
    input: Int32 = 0, output: Int32 = 1, historySize: Int = 1000,
    completion: @escaping (String) -> Completion
  ) throws {
    drempel_use_utf8()
    guard isatty(input) == 1, isatty(output) == 1,
      let history = drempel_history(Int32(historySize)),
      let editor = drempel_el_init("drempel", input, output)
    else { throw LineError(code: .noTerminal) }
    self.editor = editor
    self.history = history
    self.completion = completion
    prompt = TerminalLines.wide("")
    setUp()
  }

  deinit {
    el_end(editor)
    history_wend(history)
    prompt.deallocate()
  }

  /// In this order: an `.editrc` may bind keys anew, so our own come last.
  private func setUp() {
    drempel_el_data(editor, Unmanaged.passUnretained(self).toOpaque())
    drempel_el_quiet_signals(editor)
    drempel_el_emacs(editor)
    drempel_el_history(editor, history)
    drempel_el_prompt(editor) { editor in
      TerminalLines.of(editor)?.prompt.baseAddress
    }
    drempel_el_function(editor, "drempel-complete", "complete a word") { editor, _ in
      TerminalLines.of(editor)?.complete() ?? UInt8(CC_ERROR)
    }
    drempel_el_function(editor, "drempel-interrupt", "throw the line away") { editor, _ in
      TerminalLines.of(editor)?.interrupt() ?? UInt8(CC_ERROR)
    }
    drempel_el_function(editor, "drempel-break", "go on with another line") { editor, _ in
      TerminalLines.of(editor)?.announceMore() ?? UInt8(CC_ERROR)
    }
    drempel_el_function(editor, "drempel-end", "leave when the line is empty") { editor, _ in
      guard let editor, let line = el_wline(editor), line.pointee.lastchar == line.pointee.buffer
      else { return UInt8(CC_ERROR) }
      return UInt8(CC_EOF)
    }
    el_source(editor, nil)
    drempel_el_bind(editor, "^I", "drempel-complete")
    drempel_el_bind(editor, "^C", "drempel-interrupt")
    // A Ctrl-D typed while a sentence ran comes as a zero.
    drempel_el_bind(editor, "^@", "drempel-end")
    drempel_el_bind(editor, "\\e^M", "drempel-break")
    drempel_el_bind(editor, "\\e^J", "drempel-break")
    drempel_el_bind(editor, "^R", "em-inc-search-prev")
    // In vi mode `v` would write the line to a temporary file.
    drempel_el_unbind_vi(editor, "v")
    drempel_el_raw_signals(editor)
  }

  package func next(prompt text: String) throws -> LineEvent {
    prompt.deallocate()
    prompt = TerminalLines.wide(text)
    signal = .none
    drempel_el_prepare(editor)
    var count: Int32 = 0
    guard let line = el_wgets(editor, &count), count > 0 else {
      return signal == .interrupted ? .interrupted : .endOfInput
    }
    let typed = TerminalLines.text(line, Int(count)).trimmingCharacters(in: .newlines)
    switch signal {
    case .interrupted: return .interrupted
    case .unfinished: return .unfinished(typed)
    case .none: return .line(typed)
    }
  }

  /// Adds a sentence to what the arrow keys bring back.
  package func remember(_ sentence: String) {
    let wide = TerminalLines.wide(sentence)
    drempel_history_enter(history, wide.baseAddress)
    wide.deallocate()
  }

  private func interrupt() -> UInt8 {
    signal = .interrupted
    // Deleting takes what stands before the cursor, so that goes to the end first.
    if let line = el_wline(editor) {
      el_cursor(editor, Int32(line.pointee.lastchar - line.pointee.cursor))
      el_deletestr(editor, Int32(line.pointee.lastchar - line.pointee.buffer))
    }
    write("^C\n")
    return UInt8(CC_NEWLINE)
  }

  private func announceMore() -> UInt8 {
    signal = .unfinished
    write("\n")
    return UInt8(CC_NEWLINE)
  }

  /// One candidate is put in, several as far as they agree, and else they are listed.
  private func complete() -> UInt8 {
    guard let line = el_wline(editor) else { return UInt8(CC_ERROR) }
    let count = UnsafePointer(line.pointee.cursor) - line.pointee.buffer
    let typed = TerminalLines.text(line.pointee.buffer, count)
    let found = completion(typed)
    guard let first = found.candidates.first else { return UInt8(CC_REFRESH_BEEP) }
    if found.candidates.count == 1 {
      replace(found.replaces, with: first.text + " ")
      return UInt8(CC_REFRESH)
    }
    let common = found.candidates.dropFirst().reduce(first.text) {
      String($0.commonPrefix(with: $1.text))
    }
    if common.unicodeScalars.count > found.replaces {
      replace(found.replaces, with: common)
      return UInt8(CC_REFRESH)
    }
    list(found.candidates)
    return UInt8(CC_REDISPLAY)
  }

  private func replace(_ count: Int, with text: String) {
    el_deletestr(editor, Int32(count))
    let wide = TerminalLines.wide(text)
    el_winsertstr(editor, wide.baseAddress)
    wide.deallocate()
  }

  private func list(_ candidates: [Completion.Candidate]) {
    let shown = candidates.prefix(40)
    let width = shown.map(\.text.unicodeScalars.count).max() ?? 0
    var text = "\n"
    for candidate in shown {
      let gap = String(repeating: " ", count: width - candidate.text.unicodeScalars.count + 2)
      text += "  \(candidate.text)\(gap)\(candidate.about)\n"
    }
    if candidates.count > shown.count { text += "  … \(candidates.count - shown.count)\n" }
    write(text)
  }

  private func write(_ text: String) {
    guard let file = drempel_el_output(editor) else { return }
    fputs(text, file)
    fflush(file)
  }

  private static func of(_ editor: OpaquePointer?) -> TerminalLines? {
    drempel_el_get_data(editor).map {
      Unmanaged<TerminalLines>.fromOpaque($0).takeUnretainedValue()
    }
  }

  /// Scalars with a zero at the end.
  private static func wide(_ text: String) -> UnsafeMutableBufferPointer<wchar_t> {
    let scalars = Array(text.unicodeScalars)
    let memory = UnsafeMutableBufferPointer<wchar_t>.allocate(capacity: scalars.count + 1)
    for (place, scalar) in scalars.enumerated() {
      memory.initializeElement(at: place, to: wchar_t(bitPattern: scalar.value))
    }
    memory.initializeElement(at: scalars.count, to: 0)
    return memory
  }

  private static func text(_ line: UnsafePointer<wchar_t>, _ count: Int) -> String {
    var text = String.UnicodeScalarView()
    for place in 0..<count {
      text.append(Unicode.Scalar(UInt32(bitPattern: line[place])) ?? "\u{FFFD}")
    }
    return String(text)
  }
}
