import Questionnaires

/// A table that was written as json: objects with the same names, in a list or one on each line.
package struct JSONTable {
  /// The same table as csv.
  package let csv: [UInt8]
  /// What the line of the names is called, so that rows have the lines that the file gives them.
  package let firstLine: Int

  /// Nil when it is something else: responses to questionnaires, for instance.
  package init?(_ bytes: [UInt8]) {
    guard let first = bytes.first(where: { $0 > 32 }) else { return nil }
    // A resource says what it is before all else, and may be large.
    let beginning = String(decoding: bytes.prefix(4096), as: UTF8.self)
    if beginning.contains("\"resourceType\"") { return nil }
    let rows: [JSONValue]
    if first == UInt8(ascii: "[") {
      guard let list = (try? JSONParser.read(bytes))?.list else { return nil }
      rows = list
      firstLine = 1
    } else {
      let lines = bytes.split(separator: 10).filter { line in line.contains { $0 > 32 } }
      let read = lines.map { try? JSONParser.read(Array($0)) }
      rows = read.compactMap(\.self)
      if rows.count < read.count { return nil }
      firstLine = 0
    }
    guard !rows.isEmpty, rows.allSatisfy({ $0.members != nil && $0["resourceType"] == nil }) else {
      return nil
    }
    csv = JSONTable.csv(rows)
  }

  private static func csv(_ rows: [JSONValue]) -> [UInt8] {
    var names: [String] = []
    var places: [String: Int] = [:]
    for member in rows.flatMap({ $0.members ?? [] }) where places[member.name] == nil {
      places[member.name] = names.count
      names.append(member.name)
    }
    var bytes: [UInt8] = []
    append(names, to: &bytes)
    for row in rows {
      var cells = [String](repeating: "", count: names.count)
      for member in row.members ?? [] {
        if let place = places[member.name] { cells[place] = text(member.value) }
      }
      append(cells, to: &bytes)
    }
    return bytes
  }

  private static func append(_ cells: [String], to bytes: inout [UInt8]) {
    for (place, cell) in cells.enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      TextEscape.appendField(Array(cell.utf8), UInt8(ascii: ","), to: &bytes)
    }
    bytes.append(10)
  }

  /// What a field of a csv file would say.
  private static func text(_ value: JSONValue) -> String {
    switch value {
    case .null: ""
    case .flag(let flag): flag ? "yes" : "no"
    case .number(let text), .text(let text): text
    case .list(let values): values.map(text).joined(separator: ";")
    case .object: value.json
    }
  }
}
