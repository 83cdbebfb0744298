import InstrumentKit

/// Which items can never come up, found by trying the answers on which each hangs.
struct Reach {
  private let form: FormPlan
  /// Per item what it hangs on, with its section.
  private let conditions: [[Condition]]
  /// The items whose answers only the profile knows: what hangs on them is left to the host.
  private let untyped: Set<String>
  /// So many sets of answers are tried at most; where there are more nothing is said.
  private static let most = 4_096
  /// So many conditions are looked at in all.
  private static let mostLooks = 4_000_000

  init(_ form: FormPlan, _ sections: [Section], untyped: Set<String> = []) {
    self.form = form
    self.untyped = untyped
    conditions = sections.flatMap { section in
      section.items.map { [section.condition, $0.condition].compactMap(\.self) }
    }
  }

  /// What is never asked: `item pets`, `item pets = dog`.
  var never: [String] {
    guard conditions.count == form.items.count else { return [] }
    var found: [String] = []
    var looks = 0
    for (place, item) in form.items.enumerated() {
      if !conditions[place].isEmpty, !comesUp(place, nil, &looks) {
        found.append("item \(item.id)")
        continue
      }
      for (option, one) in item.type.options.enumerated() where one.condition != nil {
        if !comesUp(place, option, &looks) { found.append("item \(item.id) = \(one.code)") }
      }
    }
    return found
  }

  /// Whether some answers bring it up; yes where there are too many to try, or not all are known.
  private func comesUp(_ place: Int, _ option: Int?, _ looks: inout Int) -> Bool {
    if looks > Reach.mostLooks { return true }
    var asked = conditions[place]
    if let option, let own = form.items[place].type.options[option].condition { asked.append(own) }
    let needed = needed(asked)
    if needed.contains(where: { untyped.contains(form.items[$0].id) }) { return true }
    let choices = needed.map { (place: $0, cells: cells($0, all(asked, needed))) }
    var sets = 1
    for choice in choices {
      sets *= choice.cells.count
      if sets > Reach.most { return true }
    }
    var answers = [Int32](repeating: Cell.unknown.raw, count: form.items.count)
    var applies: [Bool] = []
    for number in 0..<sets {
      var rest = number
      for choice in choices {
        answers[choice.place] = choice.cells[rest % choice.cells.count]
        rest /= choice.cells.count
      }
      looks += form.conditional.count + 1
      let isThere = answers.withUnsafeBufferPointer { cells in
        form.applicable(cells, into: &applies)
        guard applies[place] else { return false }
        guard let option else { return true }
        return !form.hiddenOptions(of: place, cells, applicable: applies).contains(option)
      }
      if isThere { return true }
    }
    return false
  }

  /// The items on which conditions hang, and all on which those hang.
  private func needed(_ asked: [Condition]) -> [Int] {
    var found: Set<Int> = []
    var left = asked.flatMap(\.items)
    while let id = left.popLast() {
      guard let place = form.place(of: id), found.insert(place).inserted else { continue }
      left += conditions[place].flatMap(\.items)
    }
    return found.sorted()
  }

  private func all(_ asked: [Condition], _ needed: [Int]) -> [Condition] {
    (asked + needed.flatMap { conditions[$0] }).flatMap(\.parts)
  }

  /// The answers to one item that conditions tell apart.
  private func cells(_ place: Int, _ asked: [Condition]) -> [Int32] {
    let item = form.items[place]
    let about = asked.filter { $0.items == [item.id] }
    var cells = [Cell.unknown.raw]
    switch item.type {
    case .flag: cells += [0, 1]
    case .one(let options): cells += options.indices.map { Int32($0) }
    case .many(let options): cells += Reach.masks(options, about)
    case .level(let scale): cells += scale.steps.indices.map { Int32($0) }
    case .country: cells += Country.codes.indices.map { Int32($0) }
    case .count: cells += Reach.numbers(0...Int(Int32.max), about)
    case .percent: cells += Reach.numbers(0...100, about)
    case .number(let range): cells += Reach.numbers(range, about)
    default: cells.append(0)
    }
    return cells
  }

  /// Each way in which the options that matter are chosen or not, and one with another beside it.
  private static func masks(_ options: [Option], _ asked: [Condition]) -> [Int32] {
    var bits: Set<Int> = []
    for condition in asked {
      switch condition {
      case .has(_, let code), .lacks(_, let code):
        if let place = options.firstIndex(where: { $0.code == code }) { bits.insert(place) }
      default: continue
      }
    }
    let known = bits.filter { $0 < 30 }.sorted()
    if known.count > 12 { return (0...Int32(Reach.most)).map { $0 } }
    return (0..<1 << known.count).map { number in
      known.enumerated().reduce(Int32(0)) { mask, bit in
        number >> bit.offset & 1 == 1 ? mask | 1 << Int32(bit.element) : mask
      }
    }
  }

  /// The ends of what may be answered, and the numbers at which conditions turn.
  private static func numbers(_ range: ClosedRange<Int>, _ asked: [Condition]) -> [Int32] {
    var numbers: Set<Int> = [range.lowerBound, range.upperBound]
    for condition in asked {
      if case .number(_, let bounds) = condition {
        numbers.formUnion([bounds.lowerBound, bounds.upperBound])
      }
    }
    return numbers.filter(range.contains).map { Int32(clamping: $0) }.sorted()
  }
}
