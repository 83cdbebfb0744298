import CEditLine

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

extension TerminalLines {
  /// One candidate is put in, several as far as they agree, and else they are listed.
  func complete() -> UInt8 {
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

  /// More than these stand beside each other, without a word on each: nobody reads further.
  private static let described = 40

  /// A line each, cut where the window ends; many stand in columns.
  private func list(_ candidates: [Completion.Candidate]) {
    if candidates.count > TerminalLines.described { return listInColumns(candidates.map(\.text)) }
    let shown = candidates
    let width = shown.map { TerminalLines.places($0.text) }.max() ?? 0
    let room = max(20, Int(drempel_columns(output)) - 1)
    var text = "\n"
    for candidate in shown {
      let gap = String(repeating: " ", count: width - TerminalLines.places(candidate.text) + 2)
      var line = candidate.about.isEmpty ? candidate.text : candidate.text + gap + candidate.about
      while TerminalLines.places(line) > room - 2 { line.removeLast() }
      text += "  \(line)\n"
    }
    write(text)
  }

  /// Down each column, as a folder's names are listed.
  private func listInColumns(_ words: [String]) {
    let width = (words.map(TerminalLines.places).max() ?? 0) + 2
    let room = max(20, Int(drempel_columns(output)) - 3)
    let columns = max(1, room / width)
    let rows = (words.count + columns - 1) / columns
    var text = "\n"
    for row in 0..<rows {
      let line = stride(from: row, to: words.count, by: rows).map { place in
        words[place]
          + String(repeating: " ", count: width - TerminalLines.places(words[place]))
      }.joined()
      text += "  " + line.reversed().drop { $0 == " " }.reversed() + "\n"
    }
    write(text)
  }
}
