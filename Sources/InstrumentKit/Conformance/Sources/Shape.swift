import InstrumentKit

extension Conformance {
  /// Everything that is wrong with what the instrument says of itself, not only the first thing.
  func shapeProblems() -> [Problem] {
    var shape = Shape(self)
    shape.check()
    return shape.problems
  }
}

/// Looks at what an instrument says of itself, and scores nothing.
struct Shape {
  let conformance: Conformance
  let items: [Item]
  let sections: [Section]
  let measures: [Measure]
  var problems: [Problem] = []

  init(_ conformance: Conformance) {
    self.conformance = conformance
    sections = conformance.sections
    items = conformance.form?.items ?? conformance.sections.flatMap(\.items)
    measures = conformance.measures
  }

  mutating func check() {
    if let problem = conformance.formProblem { problems.note(problem) }
    checkItems()
    checkInputs()
    checkMeasures()
    checkLabels()
    checkNames()
    checkLists()
    checkAnswers()
    checkReaders()
    for item in items { checkLevels(of: item) }
    checkAdvice(conformance.instrument.advice)
    checkMigrations(conformance.instrument.migrations, to: conformance.description.version)
    checkFieldsAreKnown()
  }

  /// What a ``FormPlan`` does not look at: linked fields that do not exist, conditions of options.
  private mutating func checkItems() {
    let known = Set(items.map(\.id))
    for item in items {
      if case .field(let name)? = item.link, let fields = conformance.fields, !fields.knows(name) {
        problems.note(.form(FormFault(item: item.id, problem: .unknownField(name))))
      }
      for option in item.type.options {
        for other in option.condition?.items ?? [] where !known.contains(other) {
          problems.note(.form(FormFault(item: item.id, problem: .unknownItem(other))))
        }
      }
    }
  }

  private mutating func checkInputs() {
    let known = Set(items.map(\.id))
    for input in conformance.inputs {
      switch input {
      case .field(let name):
        if let fields = conformance.fields, !fields.knows(name) {
          problems.note(.unknownInput(name))
        }
      case .item(let item), .has(let item), .history(let item):
        if !known.contains(item) { problems.note(.unknownInput(item)) }
      case .rows(let table):
        if items.first(where: { $0.id == table })?.type.columns.isEmpty ?? true {
          problems.note(.unknownInput(table))
        }
      case .observed, .measurements, .firstMeasured, .lastMeasured, .applicable, .answered: continue
      @unknown default: problems.note(.unknownInput("\(input)"))
      }
    }
  }

  private mutating func checkMeasures() {
    var seen: Set<String> = []
    for measure in measures {
      if !seen.insert(measure.id).inserted { problems.note(.doubleMeasure(measure.id)) }
      if case .codes(let options) = measure.kind, options.count > 30 {
        problems.note(.tooManyCodes(measure: measure.id))
      }
    }
  }

  private mutating func checkLabels() {
    let description = conformance.description
    var labels = [(description.id, description.label), (description.id, description.summary)]
    for section in sections {
      labels.append((section.id, section.label))
      for item in section.items {
        labels.append((item.id, item.label))
        labels += item.type.options.map { ("\(item.id) = \($0.code)", $0.label) }
        if case .level(let scale) = item.type {
          labels += scale.steps.map { ("\(item.id) = \($0.code)", $0.label) }
        }
        for column in item.type.columns {
          labels.append(("\(item.id).\(column.id)", column.label))
          labels += column.type.options.map { ("\(item.id).\(column.id) = \($0.code)", $0.label) }
        }
      }
    }
    for measure in measures {
      labels.append((measure.id, measure.label))
      labels += measure.kind.options.map { ("\(measure.id) = \($0.code)", $0.label) }
    }
    for (name, label) in labels where label.nl.isEmpty || label.en.isEmpty {
      problems.note(.missingLabel(name))
    }
  }

  private mutating func checkNames() {
    let description = conformance.description
    var names = [("instrument", description.id)]
    names += sections.map { ("section", $0.id) }
    names += measures.map { ("measure", $0.id) }
    for (what, id) in names where !id.isKebab { problems.note(.badID(of: what, id)) }
    // Items may be named as fields are, `vdab.phone`.
    let asked = items.map { ("item", $0.id) }
    let columns = items.flatMap { item in
      item.type.columns.map { ("column of \(item.id)", $0.id) }
    }
    for (what, id) in asked + columns {
      let parts = id.split(separator: ".", omittingEmptySubsequences: false)
      if !parts.allSatisfy({ String($0).isKebab }) { problems.note(.badID(of: what, id)) }
    }
    // What the host adds to it is set off by a plus.
    let isVersion =
      (1...32).contains(description.version.utf8.count)
      && description.version.utf8.allSatisfy { $0.isWord || $0 == 46 || $0 == 45 }
    if !isVersion { problems.note(.badVersion(description.version)) }
  }

  private mutating func checkLists() {
    var lists: [(of: String, codes: [String])] = []
    for item in items {
      lists.append(("item \(item.id)", item.type.answers))
      lists += item.type.columns.map { ("column \(item.id).\($0.id)", $0.type.answers) }
    }
    lists += measures.map { ("measure \($0.id)", $0.kind.options.map(\.code)) }
    for (owner, codes) in lists {
      var seen: Set<String> = []
      for code in codes {
        if !seen.insert(code).inserted { problems.note(.doubleCode(of: owner, code)) }
        if !code.isCode { problems.note(.badCode(of: owner, code)) }
      }
    }
    // A measure that is missing is told by these words.
    for measure in measures {
      for option in measure.kind.options
      where option.code == "unknown" || Absence(code: option.code) != nil {
        problems.note(.badCode(of: "measure \(measure.id)", option.code))
      }
    }
  }

  /// Where the profile is not at hand somebody should look again where it is.
  private mutating func checkFieldsAreKnown() {
    guard conformance.fields == nil else { return }
    var names: [String] = []
    for item in items {
      if case .field(let name)? = item.link { names.append(name) }
    }
    for input in conformance.inputs {
      if case .field(let name) = input, name != "age" { names.append(name) }
    }
    if !names.isEmpty { problems.append(.uncheckedFields(Set(names).sorted())) }
  }
}

extension AnswerType {
  /// The codes of a closed list or the scores of a scale.
  fileprivate var answers: [String] {
    if case .level(let scale) = self { return scale.steps.map(\.code) }
    return options.map(\.code)
  }
}

extension UInt8 {
  /// A letter without an accent, or a digit.
  fileprivate var isWord: Bool {
    (48...57).contains(self) || (65...90).contains(self) || (97...122).contains(self)
  }
}

extension String {
  /// Small letters and digits in words that are joined by hyphens.
  fileprivate var isKebab: Bool {
    let words = split(separator: "-", omittingEmptySubsequences: false)
    return utf8.count <= 64
      && words.allSatisfy { word in
        !word.isEmpty && word.utf8.allSatisfy { $0.isWord && !(65...90).contains($0) }
      }
  }

  /// Whether it can stand in a list that `;` separates.
  fileprivate var isCode: Bool {
    !isEmpty && utf8.allSatisfy { $0 > 32 && $0 != 127 && $0 != 59 }
  }
}
