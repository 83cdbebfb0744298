import InstrumentKit

extension DocumentRenderer {
  /// GitHub's kind of markdown: headings of the second level, tables, bars in a block of code.
  package func markdown(_ document: Document) -> String {
    document.blocks.map(markdown).filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func markdown(_ block: Document.Block) -> String {
    switch block {
    case .heading(let heading): return "## \(escaped(heading))\n"
    case .paragraph(let text): return paragraph(text)
    case .facts(let facts):
      return facts.map { "- **\(escaped($0.name))**: \(escaped($0.value))\n" }.joined()
    case .table(let table): return markdown(table)
    case .bars(let bars): return bars.isEmpty ? "" : picture(block)
    case .strips, .movement: return picture(block)
    @unknown default: return ""
    }
  }

  /// As on a terminal; indented, not fenced, so that no name can end the block.
  private func picture(_ block: Document.Block) -> String {
    var narrow = self
    narrow.width = 72
    return narrow.terminal(Document([block])).split(
      separator: "\n", omittingEmptySubsequences: false
    )
    .dropLast().map { $0.isEmpty ? "\n" : "    \($0)\n" }.joined()
  }

  /// Signs that mean something only where a line starts are escaped there.
  private func paragraph(_ text: String) -> String {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let safe = lines.map { line -> String in
      let plain = escaped(line.trimmingPrefix { $0 == " " })
      let digits = plain.prefix { $0.isNumber }
      if let first = plain.first, "#>+-=".contains(first) { return "\\" + plain }
      if !digits.isEmpty, let next = plain.dropFirst(digits.count).first, ".)".contains(next) {
        return digits + "\\" + plain.dropFirst(digits.count)
      }
      return plain
    }
    return safe.joined(separator: "  \n") + "\n"
  }

  private func markdown(_ table: Document.Table) -> String {
    if table.columns.isEmpty { return "" }
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
    let rule = table.columns.indices.map { table.numeric.contains($0) ? "--:|" : "---|" }
    let rows = table.rows.map { row in
      line(table.columns.indices.map { row.indices.contains($0) ? escaped(row[$0]) : "" })
    }
    return line(table.columns.map { escaped($0) }) + "|" + rule.joined() + "\n" + rows.joined()
  }

  private func escaped(_ text: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    TextEscape.appendMarkdown(Array(text.utf8), to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
