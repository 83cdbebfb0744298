import InstrumentKit

/// Whether an instrument keeps the word of its manifest and can be used by this host.
struct InstrumentCheck {
  /// What the check must know of the profile.
  struct Fields: Sendable {
    let shared: @Sendable (String) -> AnswerType?
    let knows: @Sendable (String) -> Bool
  }

  let instrument: any Instrument
  let description: Description
  let sections: [Section]
  let inputs: [Input]
  let measures: [Measure]
  private(set) var form: FormPlan?
  /// Everything that is wrong, not only the first thing.
  private(set) var faults: [PluginFault.Kind] = []

  /// - Parameter isAsShipped: false for a site's own rules, which may make other items.
  init(
    _ instrument: any Instrument, _ manifest: PluginManifest, _ fields: Fields,
    isAsShipped: Bool = true
  ) {
    self.instrument = instrument
    description = instrument.description
    let form = instrument.form
    sections = form.sections
    inputs = instrument.inputs
    measures = instrument.measures
    do {
      self.form = try FormPlan(form, shared: fields.shared)
    } catch let problem as FormFault {
      faults.append(.form(problem))
    } catch {
      faults.append(.notLoadable("a form fault of an unknown kind"))
    }
    if isAsShipped { compare(manifest, items: form.items) }
    checkItems(form.items, fields)
    checkInputs(form.items, fields)
    checkMeasures()
    checkLabels()
  }

  private mutating func compare(_ manifest: PluginManifest, items: [Item]) {
    let pairs = [
      ("id", description.id == manifest.id), ("version", description.version == manifest.version),
      ("items", items.count == manifest.items), ("measures", measures.count == manifest.measures),
    ]
    for (name, isSame) in pairs where !isSame { faults.append(.notAsManifest(what: name)) }
  }

  /// What a ``FormPlan`` does not look at: linked fields that do not exist, conditions of options.
  private mutating func checkItems(_ items: [Item], _ fields: Fields) {
    let known = Set(items.map(\.id))
    for item in items {
      if case .field(let name)? = item.link, !fields.knows(name) {
        add(.form(FormFault(item: item.id, problem: .unknownField(name))))
      }
      for option in item.type.options {
        for other in option.condition?.items ?? [] where !known.contains(other) {
          add(.form(FormFault(item: item.id, problem: .unknownItem(other))))
        }
      }
    }
  }

  private mutating func checkInputs(_ items: [Item], _ fields: Fields) {
    let known = Set(items.map(\.id))
    for input in inputs {
      switch input {
      case .field(let name): if !fields.knows(name) { add(.unknownInput(name)) }
      case .item(let item), .has(let item), .history(let item):
        if !known.contains(item) { add(.unknownInput(item)) }
      case .rows(let table):
        if form?.columns(of: table).isEmpty ?? true { add(.unknownInput(table)) }
      case .observed, .measurements, .firstMeasured, .lastMeasured, .applicable, .answered: continue
      @unknown default: add(.unknownInput("\(input)"))
      }
    }
  }

  private mutating func checkMeasures() {
    var seen: Set<String> = []
    for measure in measures {
      if !seen.insert(measure.id).inserted { add(.doubleMeasure(measure.id)) }
      if case .codes(let options) = measure.kind, options.count > 30 {
        add(.form(FormFault(item: measure.id, problem: .tooManyOptions)))
      }
    }
  }

  private mutating func checkLabels() {
    var labels = [(description.id, description.label), (description.id, description.summary)]
    for section in sections {
      labels.append((section.id, section.label))
      for item in section.items {
        labels.append((item.id, item.label))
        labels += item.type.options.map { ("\(item.id) = \($0.code)", $0.label) }
        if case .level(let scale) = item.type {
          labels += scale.steps.map { ("\(item.id) = \($0.code)", $0.label) }
        }
      }
    }
    for measure in measures {
      labels.append((measure.id, measure.label))
      labels += measure.kind.options.map { ("\(measure.id) = \($0.code)", $0.label) }
    }
    for (name, label) in labels where label.nl.isEmpty || label.en.isEmpty {
      add(.missingLabel(name))
    }
  }

  /// One fault is told once.
  private mutating func add(_ fault: PluginFault.Kind) {
    if !faults.contains(fault) { faults.append(fault) }
  }
}

extension AnswerType {
  /// The answers of a closed list, empty for all else.
  var options: [Option] {
    switch self {
    case .one(let options), .many(let options): options
    default: []
    }
  }
}

extension Measure.Kind {
  /// The codes that a measure may have, empty for all else.
  var options: [Option] {
    switch self {
    case .code(let options), .codes(let options): options
    default: []
    }
  }
}
