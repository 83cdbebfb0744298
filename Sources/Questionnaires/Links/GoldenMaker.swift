import InstrumentKit

/// Makes golden cases of those in the link file, in the names of the instrument.
struct GoldenMaker {
  let questions: [String: ReadItem]
  private let inputs: Set<Input>
  private let measures: [String]
  private let findings: Findings

  init(
    questions: [String: ReadItem], inputs: [Input], measures: [Measure], findings: Findings
  ) {
    self.questions = questions
    self.inputs = Set(inputs)
    self.measures = measures.map(\.id)
    self.findings = findings
  }

  func cases(_ cases: [LinkFile.Case]) -> [GoldenCase] {
    cases.map { one in
      var given: [String: String] = [:]
      for (linkId, answer, node) in one.answers {
        guard let item = questions[linkId] else {
          findings.add(node, .unknownItem, linkId, among: questions.keys)
          continue
        }
        if inputs.contains(.has(item.id)) {
          given["has:\(item.id)"] = answer
        } else if inputs.contains(.item(item.id)) {
          given["item:\(item.id)"] = code(answer, item, node)
        } else {
          findings.add(node, .notAnInput(read), linkId, among: read)
        }
      }
      if let sex = one.sex { given["sex"] = sex }
      var expects: [String: String] = [:]
      for (measure, value, node) in one.expects {
        if !measures.contains(measure) {
          findings.add(node, .notAMeasure(measures), measure, among: measures)
        }
        expects[measure] = value
      }
      return GoldenCase(
        one.name, today: one.today ?? "2012-12-31", inputs: given, expects: expects)
    }
  }

  /// The linkIds that a case can say something of.
  private var read: [String] {
    questions.values.filter { item in
      inputs.contains(.item(item.id)) || inputs.contains(.has(item.id))
    }.map(\.linkId).sorted()
  }

  private func code(_ answer: String, _ item: ReadItem, _ node: Rules.Node) -> String {
    if item.choices.isEmpty || answer == "unknown" { return answer }
    let codes = answer.split(separator: ";").map { part -> String in
      let meant = item.choices.meant(by: String(part))
      if meant.count > 1 { findings.add(node, .ambiguous) }
      if let choice = meant.first ?? item.choices.first(where: { $0.code == part }) {
        return choice.code
      }
      if String(part) != item.openCode {
        findings.add(node, .notAnOption, String(part), among: item.choices.map(\.original))
      }
      return String(part)
    }
    return codes.joined(separator: ";")
  }
}
