import InstrumentKit
import Profile

/// A document as lines for a terminal, or as markdown.
package struct DocumentRenderer {
  /// In places of the terminal; markdown has no width.
  package var width: Int

  package init(width: Int = 80) { self.width = max(20, width) }

  package func terminal(_ document: Document) -> String {
    var text = ""
    var followsHeading = true
    for block in document.blocks {
      if !followsHeading { text += "\n" }
      text += lines(block)
      if case .heading = block { followsHeading = true } else { followsHeading = false }
    }
    return text
  }

  private func lines(_ block: Document.Block) -> String {
    switch block {
    case .heading(let heading): ValueText.shown(heading, breaks: " ") + "\n"
    case .paragraph(let words): wrapped(words, to: width).map { $0 + "\n" }.joined()
    case .facts(let facts): lines(facts)
    case .table(let table): lines(table)
    case .bars(let bars): lines(bars)
    case .strips(let strips, let scale): lines(strips, scale)
    case .movement(let movement): lines(movement)
    @unknown default: ""
    }
  }

  /// Names in one column, values beside them, wrapped under themselves.
  private func lines(_ facts: [Document.Fact]) -> String {
    let names = facts.map { ValueText.shown($0.name) }
    let room = min(names.map { DisplayWidth.of($0) }.max() ?? 0, width / 2)
    var text = ""
    for (name, fact) in zip(names, facts) {
      let name = DisplayWidth.truncated(name, to: room)
      let parts = wrapped(fact.value, to: width - room - TableLayout.gap)
      for (place, part) in parts.enumerated() {
        let left = place == 0 ? name : ""
        text += trimmed(padded(left, to: room + TableLayout.gap) + part) + "\n"
      }
    }
    return text
  }

  private func lines(_ table: Document.Table) -> String {
    if table.columns.isEmpty { return "" }
    let rows = table.rows.map { row in
      table.columns.indices.map { place in
        row.indices.contains(place) ? ValueText.shown(row[place], breaks: " ") : ""
      }
    }
    let contents = table.columns.indices.map { place in
      rows.map { DisplayWidth.of($0[place]) }.max() ?? 0
    }
    let layout = TableLayout(
      headings: table.columns,
      kinds: table.columns.indices.map { table.numeric.contains($0) ? .number : .text },
      contents: contents, width: width)
    var bytes: [UInt8] = []
    layout.appendHeading(to: &bytes)
    for row in rows {
      for (place, value) in row.enumerated() {
        layout.append(Array(value.utf8), DisplayWidth.of(value), place, to: &bytes)
      }
      layout.end(&bytes)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The largest count takes the room that is left; another that is not zero, at least an eighth.
  private func lines(_ bars: [Document.Bar]) -> String {
    let names = bars.map { ValueText.shown($0.name, breaks: " ") }
    let room = min(names.map { DisplayWidth.of($0) }.max() ?? 0, width / 2)
    let digits = bars.map { String($0.count).count }.max() ?? 0
    let length = max(1, width - room - digits - 2 * TableLayout.gap)
    let largest = max(1, bars.map(\.count).max() ?? 1)
    var text = ""
    for (name, bar) in zip(names, bars) {
      let count = String(bar.count)
      let blanks = String(repeating: " ", count: digits - count.count + TableLayout.gap)
      let left = padded(DisplayWidth.truncated(name, to: room), to: room) + blanks + count
      let eighths = Double(max(0, bar.count)) / Double(largest) * Double(length * 8)
      text += trimmed(left + "  " + BarText.bar(eighths: Int(eighths.rounded(.up)))) + "\n"
    }
    return text
  }

  func padded(_ text: String, to size: Int) -> String {
    text + String(repeating: " ", count: max(0, size - DisplayWidth.of(text)))
  }

  func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}

extension DocumentRenderer {
  /// Lines of at most some places; line ends in the text stay, longer words are cut in pieces.
  package func wrapped(_ text: String, to size: Int) -> [String] {
    let size = max(1, size)
    var lines: [String] = []
    for part in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      var line = ""
      for word in ValueText.shown(String(part)).split(separator: " ") {
        for piece in pieces(String(word), of: size) {
          let needed = DisplayWidth.of(line) + (line.isEmpty ? 0 : 1) + DisplayWidth.of(piece)
          if needed > size, !line.isEmpty {
            lines.append(line)
            line = piece
          } else {
            line += (line.isEmpty ? "" : " ") + piece
          }
        }
      }
      lines.append(line)
    }
    return lines
  }

  private func pieces(_ word: String, of size: Int) -> [String] {
    if DisplayWidth.of(word) <= size { return [word] }
    var pieces: [String] = []
    var piece = ""
    for character in word {
      if DisplayWidth.of(piece) + DisplayWidth.of(character) > size, !piece.isEmpty {
        pieces.append(piece)
        piece = ""
      }
      piece.append(character)
    }
    return pieces + [piece]
  }
}

/// A horizontal bar of block characters.
enum BarText {
  static func bar(eighths: Int) -> String {
    let tails = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + tails[eighths % 8]
  }
}
