import Cohort
import InstrumentKit
import Profile

/// A page that needs nothing but itself: no request, no script, pictures drawn in it.
package struct HTMLPage {
  package let tongue: Tongue
  package let title: String
  /// What the page is about: day, store, purpose, and how many.
  package let facts: [(name: String, value: String)]

  package init(_ tongue: Tongue, title: String, facts: [(name: String, value: String)]) {
    self.tongue = tongue
    self.title = title
    self.facts = facts
  }

  /// A table, row by row.
  ///
  /// - Parameter headings: the columns' names for people.
  /// - Throws: what the sink throws.
  package func write(_ frame: Frame, headings: [String], to sink: any ByteSink) throws {
    let templates = try PageTemplates()
    let numeric = frame.columns.enumerated().filter { $1.type.isNumeric }.map { $0.offset + 1 }
    // Many columns need the long side of the paper.
    let isWide = frame.columns.count > 7
    try sink.write(start(templates, numeric: numeric, landscape: isWide))
    if !frame.columns.isEmpty {
      let values: [String: Any] = ["caption": title, "columns": headings]
      try sink.write(templates.render("rowsStart", values))
      let writer = FrameWriter(.htmlRows(tongue), frame, to: sink)
      try writer.rows(0..<frame.rowCount)
      try sink.write(templates.render("rowsEnd", [:]))
    }
    try sink.write(templates.render("end", [:]))
    try sink.flush()
  }

  /// Documents, each on a page of its own when printed.
  ///
  /// - Throws: what the sink throws.
  package func write(_ documents: [Document], to sink: any ByteSink) throws {
    let templates = try PageTemplates()
    try sink.write(start(templates, numeric: [], landscape: false))
    var page = DocumentPage(templates, tongue, title: title)
    for document in documents { try sink.write(page.article(document)) }
    try sink.write(templates.render("end", [:]))
    try sink.flush()
  }

  private func start(
    _ templates: PageTemplates, numeric: [Int], landscape: Bool
  ) -> String {
    let facts = facts.map { ["name": $0.name, "value": $0.value] }
    return templates.render(
      "start",
      [
        "lang": tongue == .nl ? "nl" : "en", "title": title, "facts": facts,
        "style": PageStyle.text, "numeric": numeric, "landscape": landscape,
      ])
  }
}
