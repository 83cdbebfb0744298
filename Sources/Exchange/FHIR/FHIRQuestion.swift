import InstrumentKit
import Profile

/// A question or a group of them, as it stands in a questionnaire and in its responses.
struct FHIRQuestion: Sendable {
  let id: String
  private let label: Label?
  /// Nil for a group.
  let item: Item?
  /// Its listed answers.
  let choice: FHIRChoice?
  private let system: String
  private let isRequired: Bool
  private var when: (tests: [FHIRTest], isAny: Bool)?
  let questions: [FHIRQuestion]

  init(group id: String, _ label: Label?, _ questions: [FHIRQuestion]) {
    self.id = id
    self.label = label
    item = nil
    choice = nil
    system = ""
    isRequired = false
    self.questions = questions
  }

  /// - Parameters:
  ///   - system: the instrument's.
  ///   - table: the table that the item is a column of.
  init(_ item: Item, system: String, table: String? = nil, isRequired: Bool = false) {
    let id = table.map { "\($0).\(item.id)" } ?? item.id
    self.id = id
    label = item.label
    self.item = item
    let own = FHIRQuestion.system(of: item, system, id: id)
    self.system = own
    choice = FHIRChoice(item, system: own)
    self.isRequired = isRequired
    if case .table(let columns) = item.type {
      questions = columns.map { FHIRQuestion($0, system: system, table: id) }
    } else {
      questions = []
    }
  }

  /// What the codes of an item belong to: the same field means the same in every instrument.
  static func system(of item: Item, _ instrument: String, id: String? = nil) -> String {
    if case .field(let name)? = item.link { return FHIRSystem.field(name) }
    return "\(instrument):\(id ?? item.id)"
  }

  /// The question under its condition: what one question cannot say is said by groups around it.
  func asked(_ condition: FHIRCondition) -> [FHIRQuestion] {
    var asked = self
    for (place, part) in condition.parts().reversed().enumerated() {
      if place > 0 { asked = FHIRQuestion(group: "\(id).when\(place)", nil, [asked]) }
      asked.when = part
    }
    return [asked]
  }

  var isTable: Bool { if case .table? = item?.type { true } else { false } }

  /// The answer that words of one's own stand for; nil where there is none, or where there are several
  /// and words could be of any.
  var openCode: String? {
    guard let open = item?.openOptions, open.count == 1 else { return nil }
    return open[0].code
  }

  private var type: String {
    guard let item else { return "group" }
    if choice != nil { return openCode == nil ? "choice" : "open-choice" }
    return switch item.type {
    case .table: "group"
    case .day: "date"
    case .count, .percent, .number: "integer"
    case .flag: "boolean"
    case .commune: "string"
    default: "text"
    }
  }
}

extension FHIRQuestion {
  func definition(_ tongue: Tongue) -> FHIRValue {
    let tests = when?.tests ?? []
    let field: Field? =
      if case .field(let name)? = item?.link { FieldCatalog.standard.field(name) } else { nil }
    return .members(
      [("extension", .list(bounds)), ("linkId", .text(id)), ("code", .list(codes(tongue)))]
        + FHIRValue.words("text", label, tongue)
        + [
          ("type", .text(type)), ("enableWhen", .list(tests.map(\.value))),
          ("enableBehavior", tests.count > 1 ? .text(when?.isAny == true ? "any" : "all") : nil),
          ("required", isRequired ? .flag(true) : nil),
          ("repeats", choice?.repeats == true || isTable ? .flag(true) : nil),
          ("readOnly", field?.home == .derived ? .flag(true) : nil),
          ("answerOption", choice?.options(tongue)),
          ("item", .list(questions.map { $0.definition(tongue) })),
        ])
  }

  private var bounds: [FHIRValue] {
    let range: (Int, Int?)? =
      switch item?.type {
      case .count: (0, nil)
      case .percent: (0, 100)
      case .number(let range): (range.lowerBound, range.upperBound)
      default: nil
      }
    guard let (least, most) = range else { return [] }
    return [FHIRValue.extended("minValue", "valueInteger", .number(least))]
      + (most.map { [FHIRValue.extended("maxValue", "valueInteger", .number($0))] } ?? [])
  }

  /// What the question is in the shared vocabulary, and how its meaning stands to that.
  private func codes(_ tongue: Tongue) -> [FHIRValue] {
    switch item?.link {
    case .threshold(let threshold, let relation)?:
      let related = FHIRValue.members([
        ("url", .text(FHIRSystem.relation)), ("valueCode", .text(relation.rawValue)),
      ])
      let coding = FHIRValue.coding(
        FHIRSystem.threshold, threshold.code, threshold.label, tongue, bilingual: true)
      return [
        .members([("extension", .list([related]))] + coding.members.map { ($0.name, $0.value) })
      ]
    case .field(let name)?: return [.coding("urn:drempel:field", name)]
    default: return []
    }
  }
}

extension FHIRQuestion {
  /// Nothing for what was not answered; a table gives one of itself for each row.
  func answered(_ response: FHIRQuestionnaire.Response, _ tongue: Tongue) -> [FHIRValue] {
    guard let item else {
      let inside = questions.flatMap { $0.answered(response, tongue) }
      return inside.isEmpty ? [] : [.members([("linkId", .text(id)), ("item", .list(inside))])]
    }
    if isTable {
      return (response.rows[item.id] ?? []).compactMap { row in
        let cells = questions.compactMap { column in
          column.item.flatMap { row[$0.id] }.flatMap { column.cell($0, tongue) }
        }
        return cells.isEmpty ? nil : .members([("linkId", .text(id)), ("item", .list(cells))])
      }
    }
    if let answer = response.answers[item.id] { return cell(answer, tongue).map { [$0] } ?? [] }
    return response.absences[item.id].map { [answer([.absent($0)])] } ?? []
  }

  private func cell(_ text: String, _ tongue: Tongue) -> FHIRValue? {
    let values = values(of: text, tongue)
    if values.isEmpty { return nil }
    return .members([("linkId", .text(id)), ("answer", .list(values))])
  }

  private func answer(_ extensions: [FHIRValue]) -> FHIRValue {
    .members([
      ("linkId", .text(id)), ("answer", .list([.members([("extension", .list(extensions))])])),
    ])
  }

  private func values(of text: String, _ tongue: Tongue) -> [FHIRValue] {
    func value(_ name: String, _ value: FHIRValue) -> [FHIRValue] {
      value.isEmpty ? [] : [.members([(name, value)])]
    }
    func absent(_ text: String) -> [FHIRValue]? {
      Absence(code: text).map { [.members([("extension", .list([.absent($0)]))])] }
    }
    if let choice {
      let codes = choice.repeats ? text.split(separator: ";").map(String.init) : [text]
      return codes.flatMap { code in
        (choice[code] == nil ? absent(code) : nil)
          ?? (code.isEmpty ? [] : [choice.answer(code, system, tongue)])
      }
    }
    switch item?.type {
    // An open answer is sealed; who would give one is not heard.
    case .note: return []
    case .flag where text == "yes" || text == "no":
      return value("valueBoolean", .flag(text == "yes"))
    case .count, .percent, .number:
      if let number = Int(text) { return value("valueInteger", .number(number)) }
      return absent(text) ?? value("valueString", .text(text))
    case .day where Day(iso: text) != nil: return value("valueDate", .text(text))
    case .day, .flag: return absent(text) ?? value("valueString", .text(text))
    default: return value("valueString", .text(text))
    }
  }
}
