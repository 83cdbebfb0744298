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
