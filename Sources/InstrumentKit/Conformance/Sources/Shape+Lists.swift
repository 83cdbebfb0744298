import InstrumentKit

extension Shape {
  /// Lists without answers, answers that nobody can tell apart, and tables in tables.
  mutating func checkAnswers() {
    for item in items {
      checkAnswers("item \(item.id)", item.type)
      for column in item.type.columns {
        let owner = "column \(item.id).\(column.id)"
        if case .table = column.type {
          problems.note(.tableInTable(owner))
        } else {
          checkAnswers(owner, column.type)
        }
      }
      if case .table(let columns) = item.type, columns.isEmpty {
        problems.note(.emptyList("item \(item.id)"))
      }
    }
    for measure in measures {
      switch measure.kind {
      case .code(let options), .codes(let options):
        let owner = "measure \(measure.id)"
        if options.isEmpty { problems.note(.emptyList(owner)) }
        checkAlike(owner, options.map { ($0.code, $0.label) })
      default: continue
      }
    }
  }

  private mutating func checkAnswers(_ owner: String, _ type: AnswerType) {
    switch type {
    case .one(let options), .many(let options):
      if options.isEmpty { problems.note(.emptyList(owner)) }
      checkAlike(owner, options.map { ($0.code, $0.label) })
    case .level(let scale):
      if scale.steps.isEmpty { problems.note(.emptyList(owner)) }
      checkAlike(owner, scale.steps.map { ($0.code, $0.label) })
    default: return
    }
  }

  private mutating func checkAlike(_ owner: String, _ answers: [(code: String, label: Label)]) {
    for tongue in Tongue.allCases {
      var seen: [String: String] = [:]
      for (code, label) in answers {
        let words = label.text(tongue).lowercased()
        guard !words.isEmpty, let other = seen.updateValue(code, forKey: words), other != code
        else { continue }
        return problems.note(.alike(owner, other, code))
      }
    }
  }

  /// Readers that no operator can be.
  mutating func checkReaders() {
    guard let roles = conformance.fields?.roles else { return }
    let read =
      sections.map { ("section \($0.id)", $0.readers) }
      + measures.map { ("measure \($0.id)", $0.readers) }
    for (owner, readers) in read {
      for role in (readers ?? []).sorted() where !roles.contains(role) {
        problems.note(.unknownRole(owner, role))
      }
    }
  }
}
