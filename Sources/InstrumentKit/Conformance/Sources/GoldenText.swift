import InstrumentKit

/// Values of inputs and measures as the text in which golden cases give them.
enum GoldenText {
  /// The cell of an input's text, nil when the input cannot have it.
  ///
  /// `unknown` and the codes of the absences are no answer, whatever the type. A text is a place
  /// in a pool that an instrument cannot see: any text is place 0.
  static func cell(_ text: String, as type: AnswerType) -> Cell? {
    if text == "unknown" { return .unknown }
    if let absence = Absence(code: text) { return Cell(absence) }
    switch type {
    case .flag: return text == "yes" ? Cell(true) : text == "no" ? Cell(false) : nil
    case .count: return whole(text)
    case .number(let range):
      return Int32(text).flatMap { range.contains(Int($0)) ? Cell(raw: $0) : nil }
    case .percent: return whole(text).flatMap { $0.raw <= 100 ? $0 : nil }
    case .day: return Day(iso: text).map { Cell($0) }
    case .one(let options): return options.firstIndex { $0.code == text }.map { Cell($0) }
    case .many(let options): return mask(text, options)
    case .country: return Country.place(of: text).map { Cell($0) }
    case .level(let scale): return scale.place(of: text).map { Cell($0) }
    case .text, .note, .commune: return Cell(0)
    case .table, .shared: return nil
    @unknown default: return nil
    }
  }

  /// Day and answer of each time, `2012-01-01=3;2012-06-01=unknown`.
  static func history(_ text: String, as type: AnswerType) -> [Int32]? {
    var cells: [Int32] = []
    for entry in text.split(separator: ";") {
      let parts = entry.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let day = Day(iso: parts[0]), let cell = cell(parts[1], as: type)
      else { return nil }
      cells += [day.number, cell.raw]
    }
    return cells
  }

  /// The cells of each row, `work,2001-09-01,unknown;care,2005-07-01,2007-01-31`; columns that are
  /// not given are unknown.
  static func rows(_ text: String, _ columns: [Item]) -> [Int32]? {
    var cells: [Int32] = []
    for row in text.split(separator: ";") {
      let parts = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard parts.count <= columns.count else { return nil }
      for (place, column) in columns.enumerated() {
        guard place < parts.count, !parts[place].isEmpty else {
          cells.append(Cell.unknown.raw)
          continue
        }
        guard let cell = cell(parts[place], as: column.type) else { return nil }
        cells.append(cell.raw)
      }
    }
    return cells
  }

  /// The value of a measure: `unknown`, or as in files; several codes are joined by `;`.
  static func text(_ cell: Cell, of kind: Measure.Kind) -> String {
    guard cell.isKnown else { return "unknown" }
    let number = Int(cell.raw)
    switch kind {
    case .code(let options):
      return options.indices.contains(number) ? options[number].code : "no code: \(number)"
    case .codes(let options):
      guard number >= 0, number >> min(options.count, 30) == 0 else { return "no codes: \(number)" }
      return options.indices.filter { number >> $0 & 1 == 1 }.map { options[$0].code }
        .joined(separator: ";")
    case .flag: return number == 1 ? "yes" : number == 0 ? "no" : "no answer: \(number)"
    case .day: return "\(Day(number: cell.raw))"
    case .count, .percent: return "\(number)"
    @unknown default: return "\(number)"
    }
  }

  private static func whole(_ text: String) -> Cell? {
    guard let number = Int32(text), number >= 0 else { return nil }
    return Cell(raw: number)
  }

  private static func mask(_ text: String, _ options: [Option]) -> Cell? {
    var mask: Int32 = 0
    for code in text.split(separator: ";") {
      guard let place = options.firstIndex(where: { $0.code == code }),
        let bit = Cell.mask(place)
      else { return nil }
      mask |= bit
    }
    return Cell(raw: mask)
  }
}
