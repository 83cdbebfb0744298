import Exchange
import Foundation
import InstrumentKit
import Profile
import Store

extension Interview {
  /// Asks the rows of a table, one a line, until an empty line.
  mutating func rows(_ place: Int, _ columns: [Item]) throws -> Outcome {
    let item = items[place]
    let names = columns.map { $0.label.text(tongue) }.joined(separator: ", ")
    try say(
      isDutch
        ? "       één rij per regel: \(names); een lege regel sluit af, . wist alle rijen"
        : "       a row a line: \(names); an empty line ends, . removes all rows")
    for column in columns where !Interview.scale(column, tongue).isEmpty {
      try say("       \(column.label.text(tongue)): \(Interview.scale(column, tongue))")
    }
    if let owner = item.actionsOwner { try sayActions(of: owner) }
    for row in RowCells.rows((sheet.answers[item.id] ?? "").utf8) where row != [[]] {
      let cells = row.map { String(decoding: $0, as: UTF8.self) }
      try say("       · \(ValueText.shown(cells.joined(separator: ",")))")
    }
    while true {
      try session.out.flush()
      guard case .line(let typed) = try ask("  > ") else { return .left }
      switch typed.trimmingCharacters(in: .whitespaces) {
      case "": return try settled(place)
      case "<":
        sheet.place = path.popLast() ?? place
        return .finished
      case ".":
        sheet.answers[item.id] = nil
        return try settled(place)
      case "!": return .thrownAway
      case "?": try explain(item)
      case let text: try add(text, to: item, columns)
      }
      // A row that was typed is kept before the next is asked.
      try saveDraft()
    }
  }

  private mutating func add(_ typed: String, to item: Item, _ columns: [Item]) throws {
    let isOfActions = item.actionsOwner != nil
    let parts =
      isOfActions
      ? (RowCells.rows(typed.utf8).first ?? []).map { String(decoding: $0, as: UTF8.self)[...] }
      : typed.replacing(";", with: ",").split(
        separator: ",", maxSplits: columns.count - 1, omittingEmptySubsequences: false)
    if isOfActions, parts.count > columns.count {
      return try refuse(
        isDutch
          ? "meer dan \(columns.count) delen; zet woorden met een komma tussen aanhalingstekens"
          : "more than \(columns.count) parts; put words with a comma between quotes", item)
    }
    var cells: [String] = []
    for (part, column) in zip(parts, columns) {
      let text = part.trimmingCharacters(in: .whitespaces)
      guard let cell = text.isEmpty ? "" : AnswerSheet.answer(text, to: column, in: screen) else {
        return try refuse(
          "\(column.label.text(tongue)): \(Interview.scale(column, tongue))", item)
      }
      cells.append(cell)
    }
    var changed = sheet
    let row = isOfActions ? RowCells.joined(cells) : cells.joined(separator: ",")
    changed.answers[item.id] = sheet.answers[item.id].map { "\($0);\(row)" } ?? row
    let faults = try changed.judged(plugin, client: client, reference: session.today).faults
    if let fault = faults.first {
      return try refuse(fault.spoken.text(tongue), item)
    }
    sheet = changed
  }

  /// What the organisation is known to do for the client: who tells of it again tells of the same.
  private func sayActions(of owner: Int) throws {
    try say(
      isDutch
        ? "       een actie is een code als guidance.vacancy-referral, of haar Nederlandse naam"
        : "       an action is a code such as guidance.vacancy-referral")
    guard let view else { return }
    let code = Names.organisation.codes[owner].en
    for line in try ActionLines(view, tongue, words: false).of(client, owner: code) {
      try say(wrapped: "\(isDutch ? "bekend" : "known"): \(ValueText.shown(line.words))")
    }
  }
}
