import CEditLine
import Foundation

/// Lines typed at a terminal, edited with libedit.
///
/// One per terminal, used by one thread: libedit keeps a pointer to it.
package final class TerminalLines: LineSource {
  let editor: OpaquePointer
  private let history: OpaquePointer
  /// What the arrow keys bring back while something is answered.
  private let nothing: OpaquePointer
  let output: Int32
  let completion: (String) -> Completion
  private var keys: Keys
  private let bindings = OwnBindings(ProcessInfo.processInfo.environment)
  /// Outlives every call of the prompt's callback.
  private var prompt: UnsafeMutableBufferPointer<wchar_t>
  private var promptPlaces = 0
  /// The width that the editor reckons with.
  var columns: Int32 = 0
  private var signal = Signal.none
  /// What stood behind the place where a line was broken.
  private var carried = ""

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
      let history = drempel_history(Int32(historySize)), let nothing = drempel_history(1),
      let editor = drempel_el_init("drempel", input, output)
    else { throw LineError(code: .noTerminal) }
    self.editor = editor
    self.history = history
    self.nothing = nothing
    self.output = output
    self.completion = completion
    keys = Keys(input)
    prompt = TerminalLines.wide("")
    setUp()
  }

  deinit {
    el_end(editor)
    history_wend(history)
    history_wend(nothing)
    prompt.deallocate()
  }

  /// In this order: an `.editrc` may bind keys anew, so our own come last.
  private func setUp() {
    drempel_el_data(editor, Unmanaged.passUnretained(self).toOpaque())
    drempel_el_quiet_signals(editor)
    drempel_wake_on_resize()
    drempel_el_emacs(editor)
    drempel_el_history(editor, history)
    drempel_el_prompt(editor) { editor in
      TerminalLines.of(editor)?.prompt.baseAddress
    }
    drempel_el_reader(editor) { editor, place in
      TerminalLines.of(editor)?.key(into: place) ?? -1
    }
    addFunctions()
    el_source(editor, nil)
    drempel_el_bind(editor, "^I", "drempel-complete")
    for bind in [drempel_el_bind, drempel_el_bind_vi] {
      for key in NamedKey.allCases {
        _ = bind(editor, String(key.scalar), key.function ?? "drempel-break")
      }
      _ = bind(editor, "^Z", "drempel-suspend")
      _ = bind(editor, "^C", "drempel-interrupt")
      // A Ctrl-D typed while a sentence ran comes as a zero.
      _ = bind(editor, "^@", "drempel-end")
    }
    drempel_el_bind_vi(editor, "^D", "drempel-end")
    drempel_el_bind(editor, "^R", "em-inc-search-prev")
    drempel_el_bind(editor, "^S", "em-inc-search-next")
    // In vi mode `v` would write the line to a temporary file.
    drempel_el_unbind_vi(editor, "v")
    drempel_el_raw_signals(editor)
    drempel_el_free_flow(editor)
  }

  private func addFunctions() {
    drempel_el_function(editor, "drempel-complete", "complete a word") { editor, _ in
      TerminalLines.of(editor)?.complete() ?? UInt8(CC_ERROR)
    }
    drempel_el_function(editor, "drempel-interrupt", "throw the line away") { editor, _ in
      TerminalLines.of(editor)?.interrupt() ?? UInt8(CC_ERROR)
    }
    drempel_el_function(editor, "drempel-break", "go on with another line") { editor, _ in
      TerminalLines.of(editor)?.breakLine() ?? UInt8(CC_ERROR)
    }
    drempel_el_function(editor, "drempel-suspend", "give the terminal back") { editor, _ in
      TerminalLines.of(editor)?.suspend() ?? UInt8(CC_ERROR)
    }
    drempel_el_function(editor, "drempel-end", "leave when the line is empty") { editor, _ in
      guard let editor, let line = el_wline(editor), line.pointee.lastchar == line.pointee.buffer
      else { return UInt8(CC_ERROR) }
      return UInt8(CC_EOF)
    }
  }

  package func next(prompt text: String) throws -> LineEvent {
    prompt.deallocate()
    prompt = TerminalLines.wide(text)
    promptPlaces = TerminalLines.places(text)
    signal = .none
    drempel_el_prepare(editor)
    write(TerminalLines.tellsPastes)
    // What runs next has the terminal to itself.
    defer { write(TerminalLines.tellsNoPastes) }
    el_resize(editor)
    columns = drempel_columns(output)
    if !carried.isEmpty {
      let wide = TerminalLines.wide(carried)
      el_wpush(editor, wide.baseAddress)
      wide.deallocate()
      carried = ""
    }
    var count: Int32 = 0
    let line = el_wgets(editor, &count)
    if signal == .interrupted { return .interrupted }
    let typed = line.map { TerminalLines.text($0, Int(max(0, count))) } ?? ""
    if signal == .unfinished { return .unfinished(typed.trimmingCharacters(in: .newlines)) }
    return count > 0 ? .line(typed.trimmingCharacters(in: .newlines)) : .endOfInput
  }

  /// An answer to a question: the arrow keys bring no sentence into it.
  package func answer(prompt: String) throws -> LineEvent {
    drempel_el_history(editor, nothing)
    defer { drempel_el_history(editor, history) }
    return try next(prompt: prompt)
  }

  /// The next line begins with this, as if it had been typed.
  package func begin(with text: String) { carried = text + carried }

  /// Adds a sentence to what the arrow keys bring back.
  package func remember(_ sentence: String) {
    let wide = TerminalLines.wide(sentence)
    drempel_history_enter(history, wide.baseAddress)
    wide.deallocate()
  }

  /// The arrow keys bring back nothing of what was remembered so far.
  package func forgetAll() { drempel_history_clear(history) }

  /// What el_wgets reads keys with: 1 and the key, or 0 at the end of input.
  private func key(into place: UnsafeMutablePointer<wchar_t>?) -> Int32 {
    let reading = KeyReading(isVi: drempel_el_is_vi(editor) != 0, isOwn: bindings.contains)
    guard let scalar = keys.next(reading, woken: resize) else { return 0 }
    place?.pointee = wchar_t(bitPattern: scalar.value)
    return 1
  }

  /// Draws the line anew when the window has another width.
  private func resize() {
    let now = drempel_columns(output)
    guard now > 0, now != columns else { return }
    columns = now
    redraw { el_resize(editor) }
  }

  /// Changes the line, and draws it anew from its prompt on.
  private func redraw(_ change: () -> Void) {
    guard let line = el_wline(editor) else { return }
    let count = UnsafePointer(line.pointee.cursor) - line.pointee.buffer
    let before = promptPlaces + TerminalLines.places(TerminalLines.text(line.pointee.buffer, count))
    let above = before / max(1, Int(columns))
    write("\r" + (above > 0 ? "\u{1B}[\(above)A" : "") + "\u{1B}[J")
    change()
    drempel_el_refresh(editor)
  }

  private func interrupt() -> UInt8 {
    signal = .interrupted
    if let line = el_wline(editor) {
      // What is written next would cover what stands behind the cursor.
      let rest = Int32(line.pointee.lastchar - line.pointee.cursor)
      if rest > 0 { redraw { el_cursor(editor, rest) } }
      el_deletestr(editor, Int32(line.pointee.lastchar - line.pointee.buffer))
    }
    write("^C\n")
    return UInt8(CC_NEWLINE)
  }

  /// Ends the line at the cursor; the next one begins with what stood behind it.
  private func breakLine() -> UInt8 {
    signal = .unfinished
    if let line = el_wline(editor) {
      let rest = Int(line.pointee.lastchar - line.pointee.cursor)
      carried = TerminalLines.text(line.pointee.cursor, rest)
      if rest > 0 {
        redraw {
          el_cursor(editor, Int32(rest))
          el_deletestr(editor, Int32(rest))
        }
      }
    }
    write("\n")
    return UInt8(CC_NEWLINE)
  }

  func write(_ text: String) {
    guard let file = drempel_el_output(editor) else { return }
    fputs(text, file)
    fflush(file)
  }

  private static func of(_ editor: OpaquePointer?) -> TerminalLines? {
    drempel_el_get_data(editor).map {
      Unmanaged<TerminalLines>.fromOpaque($0).takeUnretainedValue()
    }
  }

  /// How many places of the terminal a text takes.
  static func places(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) {
      $0 + Int(drempel_places(wchar_t(bitPattern: $1.value)))
    }
  }

  /// Scalars with a zero at the end.
  static func wide(_ text: String) -> UnsafeMutableBufferPointer<wchar_t> {
    let scalars = Array(text.unicodeScalars)
    let memory = UnsafeMutableBufferPointer<wchar_t>.allocate(capacity: scalars.count + 1)
    for (place, scalar) in scalars.enumerated() {
      memory.initializeElement(at: place, to: wchar_t(bitPattern: scalar.value))
    }
    memory.initializeElement(at: scalars.count, to: 0)
    return memory
  }

  static func text(_ line: UnsafePointer<wchar_t>, _ count: Int) -> String {
    var text = String.UnicodeScalarView()
    for place in 0..<count {
      text.append(Unicode.Scalar(UInt32(bitPattern: line[place])) ?? "\u{FFFD}")
    }
    return String(text)
  }
}
