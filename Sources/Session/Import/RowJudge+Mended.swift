import InstrumentKit
import Profile
import Store

/// What people and spreadsheets write otherwise than the program does, where it is certain what is
/// meant; all else is refused with its reason.
extension RowJudge {
  /// A code by another of its names.
  static func other(
    _ bytes: UnsafeBufferPointer<UInt8>, _ table: CodeTable, _ take: (Int32) -> Void
  ) -> RowFault.Problem? {
    switch table.meaning(of: bytes) {
    case .place(let place)?: take(place)
    case .nothing?: break
    case .several(let codes)?: return .severalScores(codes)
    case nil: return .notACode(list: table.codes)
    }
    return nil
  }

  static func day(
    _ bytes: UnsafeBufferPointer<UInt8>, _ form: DayForm, into raw: inout Int32
  ) -> RowFault.Problem? {
    if let day = Day(ascii: UnsafeRawBufferPointer(bytes)) {
      raw = day.number
      return nil
    }
    let text = String(decoding: bytes.prefix(40), as: UTF8.self)
    if bytes.count <= 40, let day = form.day(text) {
      raw = day.number
      return nil
    }
    return DayForm.of(text).map { .otherDayForm($0) } ?? .notADay
  }

  /// Reads an answer, and a code from which a spreadsheet took the zeros.
  mutating func readMended(
    _ bytes: UnsafeBufferPointer<UInt8>, into place: Int, _ reader: FieldReader
  ) -> RowFault.Problem? {
    let problem = read(bytes, into: place, reader)
    guard case .notACode? = problem, case .code(let table) = reader,
      bytes.count < 8, bytes.allSatisfy({ (48...57).contains($0) })
    else { return problem }
    let fitting = (1...3).compactMap { zeros in
      (Array(repeating: 48, count: zeros) + bytes).withUnsafeBufferPointer(table.place(of:))
    }
    guard fitting.count == 1 else { return problem }
    row.cells[place] = fitting[0]
    warnings.append(RowWarning(kind: .lostZero, item: plan.form.items[place].id))
    return nil
  }

  /// A number of the national register; zeros that were lost are put back where its check is right.
  mutating func readNumber(_ text: String, of place: Int) -> RowFault.Problem? {
    if let number = NationalNumber(text, on: plan.reference) {
      row.number = number
      return nil
    }
    let isShort =
      (8...10).contains(text.utf8.count) && text.utf8.allSatisfy { (48...57).contains($0) }
    let padded = String(repeating: "0", count: max(0, 11 - text.utf8.count)) + text
    if isShort, let number = NationalNumber(padded, on: plan.reference) {
      row.number = number
      warnings.append(RowWarning(kind: .lostZero, item: plan.form.items[place].id))
      return nil
    }
    return text.contains(/^[0-9][.,]?[0-9]*[eE][+]?[0-9]+$/) ? .powerOfTen : .notANationalNumber
  }

  /// Why there is no level: the score that says so, where the instrument has one.
  mutating func readAbsence(
    _ bytes: UnsafeBufferPointer<UInt8>, _ role: ColumnRole
  ) -> RowFault.Problem? {
    guard case .absence(_, let place) = role, case .level(let scale) = plan.form.items[place].type
    else { return nil }
    let word = ColumnNames.plain(String(decoding: bytes, as: UTF8.self))
    let found = Names.absences.codes.firstIndex { $0.en == word || $0.nl == word }
    guard let found, let absence = Absence(rawValue: UInt8(found)) else {
      return .notACode(list: Names.absences.codes.map(\.en))
    }
    let steps = scale.steps.indices.filter { scale.steps[$0].finding == .absent(absence) }
    let given = Cell(raw: row.cells[place]).value
    if let given { return steps.contains(given) ? nil : .levelAndReason }
    if absence == .notAsked { return nil }
    guard steps.count == 1 else { return .noScore }
    row.cells[place] = Int32(steps[0])
    return nil
  }
}
