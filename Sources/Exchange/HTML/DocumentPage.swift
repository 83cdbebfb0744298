import InstrumentKit
import Profile

/// Documents as parts of a page; pictures are numbered through all of them.
struct DocumentPage {
  private let templates: PageTemplates
  private let tongue: Tongue
  /// Stands over a picture that follows no heading.
  private let title: String
  private var pictures = 0

  init(_ templates: PageTemplates, _ tongue: Tongue, title: String) {
    self.templates = templates
    self.tongue = tongue
    self.title = title
  }

  mutating func article(_ document: Document) -> String {
    var text = "<article>\n"
    var heading: String?
    for block in document.blocks {
      if case .heading(let words) = block {
        let level = heading == nil ? "h2" : "h3"
        // The page's own title stands above already.
        if words != title { text += templates.render("heading", ["level": level, "text": words]) }
        heading = words
      } else {
        text += rendered(block, heading ?? title)
      }
    }
    return text + "</article>\n"
  }

  private mutating func rendered(_ block: Document.Block, _ heading: String) -> String {
    switch block {
    case .heading: return ""
    case .paragraph(let text): return templates.render("paragraph", ["text": text])
    case .facts(let facts):
      let values = facts.map { ["name": $0.name, "value": $0.value] }
      return facts.isEmpty ? "" : templates.render("facts", ["facts": values])
    case .table(let table): return self.table(table, caption: heading)
    case .bars(let bars): return bars.isEmpty ? "" : picture(.bars(bars), heading)
    case .strips(let strips, let scale): return picture(.strips(strips, scale), heading)
    case .movement(let movement): return picture(.movement(movement), heading)
    @unknown default: return ""
    }
  }

  private func table(_ table: Document.Table, caption: String) -> String {
    if table.columns.isEmpty { return "" }
    func right(_ place: Int) -> Bool { table.numeric.contains(place) }
    let columns = table.columns.enumerated().map { place, name in
      ["text": name, "right": right(place)] as [String: Any]
    }
    let rows = table.rows.map { row in
      let cells = table.columns.indices.map { place in
        [
          "text": row.indices.contains(place) ? row[place] : "", "first": place == 0,
          "right": right(place),
        ] as [String: Any]
      }
      return ["cells": cells] as [String: Any]
    }
    return templates.render("table", ["caption": caption, "columns": columns, "rows": rows])
  }

  private mutating func picture(_ drawing: Drawing, _ title: String) -> String {
    pictures += 1
    let table = drawing.table(tongue)
    // Who hears the page hears what the table says.
    let about = table.rows.map { $0.joined(separator: ": ") }.joined(separator: "; ")
    return templates.render(
      "picture",
      [
        "id": "picture-\(pictures)", "width": drawing.width, "height": drawing.height,
        "title": "\(drawing.kind(tongue)): \(title)", "about": about,
        "rects": drawing.rects.map(\.values), "lines": drawing.lines.map(\.values),
        "texts": drawing.texts.map(\.values),
        "summary": tongue == .nl ? "Als tabel" : "As a table",
        "table": self.table(table, caption: title),
      ])
  }
}
