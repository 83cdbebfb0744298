import InstrumentKit

/// Has an instrument make its form on paper of made-up people: what breaks there would break when
/// somebody prints.
struct Papers {
  private let conformance: Conformance
  private let form: FormPlan
  private static let days = (Day(number: 15_400), Day(number: 15_705))

  init(_ conformance: Conformance, _ form: FormPlan) {
    self.conformance = conformance
    self.form = form
  }

  /// Asks for each form in both languages, and throws away what comes.
  func make() {
    for who in Doing.Papers.allCases {
      conformance.watch?.begin(.document(who))
      for tongue in Tongue.allCases {
        _ = conformance.instrument.document(dossier(of: who, tongue), tongue)
      }
    }
  }

  func dossier(of who: Doing.Papers, _ tongue: Tongue) -> Dossier {
    let (first, last) = Papers.days
    let version = conformance.description.version
    let assessments: [Dossier.Assessment] =
      switch who {
      case .nobody: []
      case .everything: [assessment(on: last, version, isLast: true)]
      case .twice:
        [
          assessment(on: first, version, isLast: false),
          assessment(on: last, version, isLast: true),
        ]
      }
    let isEmpty = assessments.isEmpty
    return Dossier(
      client: "T001", today: last, version: version, assessments: assessments,
      judged: isEmpty ? [] : judged(on: last, tongue), outcome: outcome(tongue, isEmpty: isEmpty),
      fields: [:])
  }

  private func assessment(
    on day: Day, _ version: String, isLast: Bool
  ) -> Dossier.Assessment {
    var answers: [String: String] = [:]
    var rows: [String: [[String: String]]] = [:]
    for item in form.items {
      let columns = item.type.columns
      if columns.isEmpty {
        answers[item.id] = Papers.answer(item.type, isLast: isLast)
      } else {
        let row = columns.reduce(into: [String: String]()) { row, column in
          row[column.id] = Papers.answer(column.type, isLast: isLast)
        }
        rows[item.id] = [row, [:]]
      }
    }
    let speaker = form.contributor.flatMap { answers[form.items[$0].id] }
    return Dossier.Assessment(
      on: day, version: version, contributor: speaker, answers: answers, rows: rows)
  }

  private func judged(on day: Day, _ tongue: Tongue) -> [Dossier.Judged] {
    Threshold.all.map {
      Dossier.Judged(
        threshold: $0, level: .blocking, words: Level.blocking.code, on: day,
        source: conformance.description.id)
    }
  }

  private func outcome(_ tongue: Tongue, isEmpty: Bool) -> [(
    measure: String, label: String, value: String, because: String?
  )] {
    conformance.measures.map { measure in
      let value = isEmpty ? "–" : measure.kind.options.last?.label.text(tongue) ?? "1"
      return (measure.id, measure.label.text(tongue), value, isEmpty ? nil : "x")
    }
  }

  /// An answer as a file has it; nil where nothing can be answered.
  private static func answer(_ type: AnswerType, isLast: Bool) -> String? {
    switch type {
    case .text, .note: "x"
    case .day: "2012-06-30"
    case .count: isLast ? "12" : "0"
    case .percent: isLast ? "100" : "0"
    case .number(let range): String(isLast ? range.upperBound : range.lowerBound)
    case .flag: isLast ? "yes" : "no"
    case .one(let options): (isLast ? options.last : options.first)?.code
    case .many(let options):
      options.isEmpty
        ? nil : isLast ? options.map(\.code).joined(separator: ";") : options[0].code
    case .commune: "11002"
    case .country: "BE"
    case .level(let scale): (isLast ? scale.steps.last : scale.steps.first)?.code
    default: nil
    }
  }
}
