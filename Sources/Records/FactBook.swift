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

  /// When an option of a fact can be chosen.
  struct OptionRule: Sendable {
    let option: Int32
    let isOneOfMany: Bool
    let clause: Clause
  }

  /// The names of the facts: of a profile field, or `instrument.item`.
  package let names: [String]
  /// The instruments, by the place of their form.
  package let instruments: [String]
  /// Their forms, made ready.
  package let plans: [String: FormPlan]
  /// By form and fact: when the form asks for it.
  let conditions: [[Int: Clause]]
  /// By form and fact: the options that apply only sometimes.
  let options: [[Int: [OptionRule]]]
  /// By fact: what falls when it is said anew with another value.
  let felled: [Int: [Int]]
  /// The facts, each after those on which it hangs.
  let order: [Int]
  /// By fact: those that may fall when it is said anew.
  package let hanging: [Int: Set<Int>]
  /// By threshold: the facts that may fall when its level is said anew.
  package let hangingOnLevels: [Threshold: Set<Int>]
  private let places: [String: Int]

  /// - Parameters:
  ///   - sources: the forms of all instruments.
  ///   - groups: what is one thing.
  package init(_ sources: [Source], groups: [FactGroup] = FactGroup.standard) {
    var names: [String] = []
    var places: [String: Int] = [:]
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
    conditions = readers.map(\.conditions)
    options = readers.map(\.options)
    var felled: [Int: [Int]] = [:]
    for group in groups {
      guard let head = places[group.head] else { continue }
      felled[head, default: []] += group.members.compactMap { places[$0] }
    }
    self.felled = felled
    self.names = names
    self.places = places
    instruments = sources.map(\.instrument)
    plans = Dictionary(sources.map { ($0.instrument, $0.plan) }) { first, _ in first }
    order = FactBook.settled(names.count, conditions, options)
    (hanging, hangingOnLevels) = FactBook.hanging(conditions, options, felled)
  }

  /// Whether some of a fact's options apply only sometimes.
  package func hasOptions(_ fact: Int) -> Bool { options.contains { $0[fact] != nil } }

  /// The facts that hang on words which are sealed.
  package var hangingOnWords: Set<Int> {
    hanging.filter { FactBook.isSealed(names[$0.key]) }.values.reduce(into: []) {
      $0.formUnion($1)
    }
  }

  package static func isSealed(_ fact: String) -> Bool {
    FieldCatalog.standard.field(fact)?.home == .sealed
  }

  private static func hanging(
    _ conditions: [[Int: Clause]], _ options: [[Int: [OptionRule]]], _ felled: [Int: [Int]]
  ) -> ([Int: Set<Int>], [Threshold: Set<Int>]) {
    var facts = felled.mapValues { Set($0) }
    var levels: [Threshold: Set<Int>] = [:]
    let clauses =
      conditions.flatMap { $0.map { ($0, $1) } }
      + options.flatMap { $0.flatMap { fact, rules in rules.map { (fact, $0.clause) } } }
    for (fact, clause) in clauses {
      for lead in clause.facts { facts[lead, default: []].insert(fact) }
      for lead in clause.thresholds { levels[lead, default: []].insert(fact) }
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
  private static func settled(
    _ count: Int, _ conditions: [[Int: Clause]], _ options: [[Int: [OptionRule]]]
  ) -> [Int] {
    var needed = [[Int]](repeating: [], count: count)
    for form in conditions { for (fact, clause) in form { needed[fact] += clause.facts } }
    for form in options {
      for (fact, rules) in form { needed[fact] += rules.flatMap(\.clause.facts) }
    }
    var order: [Int] = []
    var isSeen = [Bool](repeating: false, count: count)
    for start in 0..<count where !isSeen[start] {
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
    return order
  }
}
