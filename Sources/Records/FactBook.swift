import InstrumentKit
import Profile

/// All that can be known of a client, and how one answer hangs on another, from the forms of all
/// instruments together.
package struct FactBook: Sendable {
  /// A form of an instrument, and the same made ready, in which all answers are known.
  package struct Source: Sendable {
    package let instrument: String
    package let form: Form
    package let plan: FormPlan

    package init(instrument: String, form: Form, plan: FormPlan) {
      self.instrument = instrument
      self.form = form
      self.plan = plan
    }
  }

  /// A condition, and what it looks at.
  struct Lead: Sendable {
    let clause: Clause
    let facts: PlaceSet
    let thresholds: ThresholdSet

    init(_ clause: Clause) {
      self.clause = clause
      facts = PlaceSet(clause.facts)
      thresholds = ThresholdSet(clause.thresholds)
    }
  }

  /// When an option of a fact can be chosen.
  struct OptionRule: Sendable {
    let option: Int32
    let isOneOfMany: Bool
    let lead: Lead
  }

  /// What a form asks of a fact.
  struct Hang: Sendable {
    let form: Int
    /// When the form asks for it.
    let condition: Lead?
    /// The options that apply only sometimes.
    let options: [OptionRule]
  }

  /// The names of the facts: of a profile field, or `instrument.item`; each after those on which it
  /// hangs.
  package let names: [String]
  /// The instruments, by the place of their form.
  package let instruments: [String]
  /// Their forms, made ready.
  package let plans: [String: FormPlan]
  /// By fact: what each form that asks for it says of when it applies.
  let hangs: [[Hang]]
  /// By fact: what falls when it is said anew with another value.
  let felled: [[Int]]
  /// By fact: those that may fall when it is said anew.
  package let hanging: [PlaceSet]
  /// By threshold: the facts that may fall when its level is said anew.
  package let hangingOnLevels: PlaceTable<PlaceSet>
  private let places: [String: Int]

  /// - Parameters:
  ///   - sources: the forms of all instruments.
  ///   - groups: what is one thing.
  package init(_ sources: [Source], groups: [FactGroup] = FactGroup.standard) {
    let read = FactBook.read(sources, [])
    let names = FactBook.settled(read.names, read.hangs)
    let hangs = FactBook.read(sources, names).hangs
    let places = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
    var felled = [[Int]](repeating: [], count: names.count)
    for group in groups {
      guard let head = places[group.head] else { continue }
      felled[head] += group.members.compactMap { places[$0] }
    }
    self.names = names
    self.places = places
    self.hangs = hangs
    self.felled = felled
    instruments = sources.map(\.instrument)
    plans = Dictionary(sources.map { ($0.instrument, $0.plan) }) { first, _ in first }
    (hanging, hangingOnLevels) = FactBook.hanging(hangs, felled)
  }

  /// What the forms ask, of facts with these places; others come after them.
  private static func read(
    _ sources: [Source], _ first: [String]
  ) -> (names: [String], hangs: [[Hang]]) {
    var names = first
    var places = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
    func place(_ name: String) -> Int {
      if let place = places[name] { return place }
      names.append(name)
      places[name] = names.count - 1
      return names.count - 1
    }
    let readers = sources.map { source in
      ClauseReader(source) { item in
        FactBook.isOfALife(item) ? nil : place(FactBook.name(of: item, in: source.instrument))
      }
    }
    // What was said stands also when no instrument is there that asks for it.
    for field in FieldCatalog.standard.fields where field.home == .answer || field.home == .status {
      _ = place(field.name)
    }
    var hangs = [[Hang]](repeating: [], count: names.count)
    for (form, reader) in readers.enumerated() {
      for fact in names.indices {
        let (condition, options) = (reader.conditions[fact], reader.options[fact] ?? [])
        if condition == nil, options.isEmpty { continue }
        hangs[fact].append(Hang(form: form, condition: condition.map(Lead.init), options: options))
      }
    }
    return (names, hangs)
  }

  /// Whether some of a fact's options apply only sometimes.
  package func hasOptions(_ fact: Int) -> Bool { hangs[fact].contains { !$0.options.isEmpty } }

  /// The facts that hang on words which are sealed.
  package var hangingOnWords: PlaceSet {
    names.indices.reduce(into: PlaceSet()) { found, fact in
      if FactBook.isSealed(names[fact]) { found.formUnion(hanging[fact]) }
    }
  }

  package static func isSealed(_ fact: String) -> Bool {
    FieldCatalog.standard.field(fact)?.home == .sealed
  }

  private static func hanging(
    _ hangs: [[Hang]], _ felled: [[Int]]
  ) -> ([PlaceSet], PlaceTable<PlaceSet>) {
    var facts = felled.map { PlaceSet($0) }
    var levels = PlaceTable<PlaceSet>()
    for (fact, hang) in hangs.enumerated() {
      for lead in hang.flatMap(\.leads) {
        for other in lead.facts { facts[other].insert(fact) }
        for threshold in Threshold.all where lead.thresholds.contains(threshold) {
          var known = levels[threshold] ?? PlaceSet()
          known.insert(fact)
          levels[threshold] = known
        }
      }
    }
    return (facts, levels)
  }

  /// The place of a fact, nil when no form has it.
  package func place(of name: String) -> Int? { places[name] }

  /// The answers about a referral are those of its life: one form shows nothing of another.
  private static func isOfALife(_ item: Item) -> Bool {
    guard case .field(let name)? = item.link else { return false }
    return FieldCatalog.standard.field(name)?.home == .referral
  }

  /// The name of the fact that an item answers.
  package static func name(of item: Item, in instrument: String) -> String {
    if case .field(let field)? = item.link { field } else { "\(instrument).\(item.id)" }
  }

  /// Each fact after those it hangs on; where forms together go round in a circle, the circle is
  /// entered at its first fact.
  private static func settled(_ names: [String], _ hangs: [[Hang]]) -> [String] {
    let needed = hangs.map { $0.flatMap(\.leads).flatMap(\.clause.facts) }
    var order: [Int] = []
    var isSeen = [Bool](repeating: false, count: names.count)
    for start in names.indices where !isSeen[start] {
      isSeen[start] = true
      var stack: [(fact: Int, next: Int)] = [(start, 0)]
      while let (fact, next) = stack.last {
        guard next < needed[fact].count else {
          order.append(fact)
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next += 1
        let other = needed[fact][next]
        if !isSeen[other] {
          isSeen[other] = true
          stack.append((other, 0))
        }
      }
    }
    return order.map { names[$0] }
  }
}

extension FactBook.Hang {
  /// All conditions on which the fact hangs in this form.
  var leads: [FactBook.Lead] { (condition.map { [$0] } ?? []) + options.map(\.lead) }
}
