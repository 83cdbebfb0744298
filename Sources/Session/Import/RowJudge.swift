import InstrumentKit
import Profile
import Store

/// Reads and judges the fields of one row after another; one judge per thread.
package struct RowJudge {
  package let plan: ImportPlan
  /// What the last judged row says.
  package internal(set) var row: RegistrationDraft
  /// What was odd in it.
  package internal(set) var warnings: [RowWarning] = []
  private var communes = KnownCommunes()
  let actions = CodeTable(Names.action.codes.map(\.en))
  private let specifications = CodeTable(Specification.all.map(\.code))

  package init(_ plan: ImportPlan) {
    self.plan = plan
    row = RegistrationDraft(items: plan.form.items.count)
  }

  /// Judges a row whose fields are given by place; every fault of the row is listed.
  package mutating func judge(
    line: Int, lines: Int = 1, field: (Int) -> UnsafeBufferPointer<UInt8>
  ) -> [RowFault] {
    row.reset()
    warnings.removeAll(keepingCapacity: true)
    var faults: [RowFault] = []
    func take(_ index: Int, _ problem: RowFault.Problem?, _ bytes: UnsafeBufferPointer<UInt8>) {
      guard let problem else { return }
      faults.append(
        RowFault(
          line: line, column: plan.header[index], valueClass: .init(bytes), problem: problem,
          lines: lines))
    }
    for (index, role) in plan.roles.enumerated() {
      let bytes = field(index)
      if bytes.isEmpty { continue }
      take(index, taken(bytes, role), bytes)
    }
    for index in plan.absences where !field(index).isEmpty {
      take(index, readAbsence(field(index), plan.roles[index]), field(index))
    }
    if row.client.isEmpty { faults += missing(ColumnNames.client, line, among: faults) }
    if let place = plan.filledOn { row.filledOn = row.cells[place] }
    if !Cell(raw: row.filledOn).isKnown {
      return faults + missing(ColumnNames.filledOn, line, among: faults)
    }
    if faults.isEmpty { faults += dates(line) }
    if faults.isEmpty { conclude() }
    return faults
  }

  /// What a row cannot do without, unless it is there and wrong.
  private func missing(_ meaning: String, _ line: Int, among faults: [RowFault]) -> [RowFault] {
    let column = plan.name(of: meaning)
    if faults.contains(where: { $0.column == column }) { return [] }
    return [RowFault(line: line, column: column, valueClass: .empty, problem: .missing)]
  }

  /// Whatever it is, a value comes in trimmed and composed; blanks alone are no answer.
  private mutating func taken(
    _ bytes: UnsafeBufferPointer<UInt8>, _ role: ColumnRole
  ) -> RowFault.Problem? {
    guard let kept = ValueText.kept(utf8: bytes) else { return read(bytes, role) }
    return kept.isEmpty ? nil : kept.withUnsafeBufferPointer { read($0, role) }
  }

  private mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, _ role: ColumnRole
  ) -> RowFault.Problem? {
    switch role {
    case .client: return readClient(bytes)
    case .filledOn:
      return RowJudge.day(bytes, plan.dates, into: &row.filledOn)
    case .passedOver, .absence: return nil
    case .nameless: return bytes.allSatisfy { $0 == 32 } ? nil : .withoutName
    case .specification(let word):
      guard let answer = FieldReader.flag(bytes) else { return .notYesNo }
      if answer { row.specifications.insert(word) }
      return nil
    case .item(let place, let reader):
      // Most answers are codes as the program writes them.
      if case .code(let table) = reader, let code = table.place(of: bytes) {
        row.cells[place] = code
        return nil
      }
      let problem = readMended(bytes, into: place, reader)
      guard case .notACode? = problem,
        let more = plan.misreading(
          String(decoding: bytes, as: UTF8.self), plan.form.items[place].id)
      else { return problem }
      return .misread(more)
    case .table(let place, let columns): return readTable(bytes, into: place, columns)
    case .besides(let place, let option):
      row.besides.append((place, option, Array(bytes)))
      return bytes.count > 20_000 ? .tooLong(limit: 20_000) : nil
    case .specifications:
      return RowJudge.split(bytes) { part in
        guard let place = specifications.place(of: part).map(Int.init),
          let word = Specification(index: place)
        else { return .unknownSpecification }
        row.specifications.insert(word)
        return nil
      }
    case .actions(let table): return readActions(bytes, of: table)
    }
  }

  private mutating func readClient(_ bytes: UnsafeBufferPointer<UInt8>) -> RowFault.Problem? {
    guard ClientCode.isWellFormed(bytes) else { return .notAClientCode }
    let text = String(decoding: bytes, as: UTF8.self)
    guard NationalNumber(text, on: plan.reference) == nil else { return .isNationalNumber }
    row.client = text
    return nil
  }

  mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, into place: Int, _ reader: FieldReader
  ) -> RowFault.Problem? {
    switch reader {
    case .text(let limit):
      if bytes.count > limit { return .tooLong(limit: limit) }
      row.texts.append((place, words(bytes, place)))
    case .nationalNumber:
      return readNumber(String(decoding: bytes, as: UTF8.self), of: place)
    case .category:
      if bytes.count > 200 { return .tooLong(limit: 200) }
      let isShort = bytes.count == 1 && (48...57).contains(bytes[0])
      if isShort { warnings.append(RowWarning(kind: .lostZero, item: plan.form.items[place].id)) }
      row.texts.append((place, (isShort ? [48] : []) + Array(bytes)))
    default: return RowJudge.cell(bytes, reader, into: &row.cells[place])
    }
    return nil
  }

  /// A text as its field keeps it.
  private func words(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> [UInt8] {
    guard bytes.count == 1, case .field(let name)? = plan.form.items[place].link else {
      return Array(bytes)
    }
    return Array(ValueText.kept(String(decoding: bytes, as: UTF8.self), of: name).utf8)
  }

  /// Reads an answer that fits in a cell; static, so that writing into a row copies none of it.
  static func cell(
    _ bytes: UnsafeBufferPointer<UInt8>, _ reader: FieldReader, into raw: inout Int32
  ) -> RowFault.Problem? {
    switch reader {
    case .code(let table):
      if let code = table.place(of: bytes) {
        raw = code
        return nil
      }
      return other(bytes, table) { raw = $0 }
    case .codes(let table):
      var mask: Int32 = 0
      let problem = RowJudge.split(bytes) { part in
        if let code = table.place(of: part) {
          mask |= 1 << code
          return nil
        }
        return other(part, table) { mask |= 1 << $0 }
      }
      if let problem { return problem }
      raw = mask
    case .flag:
      guard let answer = FieldReader.flag(bytes) else { return .notYesNo }
      raw = answer ? 1 : 0
    case .day(let form): return day(bytes, form, into: &raw)
    case .number(let range):
      guard let number = FieldReader.number(bytes), range.contains(number) else {
        return .notANumber(range)
      }
      raw = Int32(number)
    case .text, .category, .nationalNumber: return .invalidText
    }
    return nil
  }

  /// Settles which answers count, and notes what is odd.
  mutating func conclude() {
    let cells = cellsAndTexts
    cells.withUnsafeBufferPointer { plan.form.applicable($0, into: &row.applicable) }
    for place in plan.form.conditional where !row.applicable[place] {
      // Where nothing says whether it applies, what is known otherwise decides.
      let isGiven =
        Cell(raw: row.cells[place]).isKnown || row.texts.contains { $0.place == place }
      if isGiven, plan.leads[place]?.contains(where: { Cell(raw: cells[$0]).isKnown }) ?? false {
        warnings.append(RowWarning(kind: .notApplicable, item: plan.form.items[place].id))
      }
    }
    let stray = cells.withUnsafeBufferPointer {
      plan.form.strayOptions($0, applicable: row.applicable)
    }
    for place in stray {
      warnings.append(RowWarning(kind: .optionNotApplicable, item: plan.form.items[place].id))
    }
    (row.levels, row.absences) = row.cells.withUnsafeBufferPointer {
      Crosswalk.levels($0, applicable: row.applicable, of: plan.form)
    }
    compareNumber()
    compareSpecifications()
    compareLists()
    compareBeginnings()
  }

  /// Texts that are counted come from lists; another is taken, and told.
  private mutating func compareLists() {
    for (place, bytes) in row.texts where row.applicable[place] {
      let stranger: RowWarning.Kind? =
        switch plan.listed[place] {
        case .communes?: communes.warning(bytes)
        case .categories?: KnownTexts.stranger(among: bytes)
        case nil: nil
        }
      if let stranger {
        warnings.append(RowWarning(kind: stranger, item: plan.form.items[place].id))
      }
    }
  }

  private mutating func compareNumber() {
    guard let number = row.number else { return }
    if let place = plan.birthDate, let born = number.birthDay, let given = day(place), born != given
    {
      warnings.append(RowWarning(kind: .numberDisagrees, item: "birth-date"))
    }
    guard let place = plan.sex, let isMale = number.isMale else { return }
    let given = row.cells[place]
    if (given == 0 && !isMale) || (given == 1 && isMale) {
      warnings.append(RowWarning(kind: .numberDisagrees, item: "sex"))
    }
  }

  private mutating func compareSpecifications() {
    for (threshold, words) in plan.specified {
      let named =
        (words.low & row.specifications.low) | (words.high & row.specifications.high) != 0
      let level = row.levels[threshold]
      if level == .blocking, !named {
        warnings.append(RowWarning(kind: .noSpecification, item: threshold.code))
      } else if named, level == .noBarrier || level == .supported {
        warnings.append(RowWarning(kind: .strayedSpecification, item: threshold.code))
      }
    }
  }

  func day(_ place: Int) -> Day? {
    Cell(raw: row.cells[place]).value.map { Day(number: Int32($0)) }
  }
}
