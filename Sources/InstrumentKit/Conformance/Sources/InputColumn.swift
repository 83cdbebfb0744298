import InstrumentKit

/// One input of an instrument: what golden cases call it, and what stands in its column.
struct InputColumn: Sendable {
  enum Kind: Sendable {
    case field(AnswerType)
    case age
    /// The item's place in the form.
    case item(Int, AnswerType)
    case has
    case observed(Threshold)
    case measurements, firstMeasured, lastMeasured, applicable, answered
    case history(AnswerType)
    case rows([Item])
    /// Nothing is known of it.
    case none
  }

  let name: String
  let kind: Kind
  /// Whether only the profile knows its answers, where that is not at hand.
  let isUntyped: Bool

  init(_ input: Input, _ conformance: Conformance, _ form: FormPlan) {
    self.init(
      input, form, fields: conformance.fields, untyped: conformance.untyped)
  }

  init(_ input: Input, _ form: FormPlan, fields: Conformance.Fields?, untyped: Set<String> = []) {
    name = InputColumn.name(of: input)
    hasEntries = input.hasEntries
    switch input {
    case .field("age"): kind = .age
    case .field(let field): kind = fields.map { $0.shared(field) }?.map(Kind.field) ?? .none
    case .item(let id):
      kind = form.place(of: id).map { .item($0, form.items[$0].type) } ?? .none
    case .has: kind = .has
    case .history(let id): kind = form.item(id).map { .history($0.type) } ?? .none
    case .rows(let id): kind = .rows(form.columns(of: id))
    case .observed(let threshold): kind = .observed(threshold)
    case .measurements: kind = .measurements
    case .firstMeasured: kind = .firstMeasured
    case .lastMeasured: kind = .lastMeasured
    case .applicable: kind = .applicable
    case .answered: kind = .answered
    @unknown default: kind = .none
    }
    isUntyped =
      switch input {
      case .field(let field): fields == nil && field != "age"
      case .item(let id), .history(let id): untyped.contains(id)
      default: false
      }
  }

  /// Whether a subject has several of it: the column begins with where each one's entries start.
  let hasEntries: Bool

  /// How many cells an entry has, 1 where there are no entries.
  var width: Int {
    switch kind {
    case .history: 2
    case .rows(let columns): max(1, columns.count)
    default: 1
    }
  }

  /// What one cell of it may be, nil where there is no one cell.
  var type: AnswerType? {
    switch kind {
    case .field(let type), .item(_, let type): type
    case .age, .measurements, .applicable, .answered: .count
    case .has: .flag
    case .firstMeasured, .lastMeasured, .observed: .day
    case .history, .rows, .none: nil
    }
  }

  /// The numbers that people have, for an input that is one number on its own.
  var sensibleRange: ClosedRange<Int>? {
    switch kind {
    case .age: 0...120
    case .measurements: 0...60
    case .field(let type), .item(_, let type):
      switch type {
      case .count: 0...200
      case .percent: 0...100
      case .number(let range):
        InputColumn.beginning(of: range.clamped(to: -1_000_000_000...1_000_000_000))
      default: nil
      }
    default: nil
    }
  }

  /// A range that is too long to try all of it, cut off.
  private static func beginning(of range: ClosedRange<Int>) -> ClosedRange<Int> {
    range.lowerBound...min(range.upperBound, range.lowerBound + 1_000)
  }

  /// How a golden case calls an input.
  private static func name(of input: Input) -> String {
    switch input {
    case .field(let name): name
    case .item(let id): "item:\(id)"
    case .has(let id): "has:\(id)"
    case .history(let id): "history:\(id)"
    case .rows(let id): "rows:\(id)"
    case .observed(let threshold): "observed:\(threshold.code)"
    case .measurements: "measurements"
    case .firstMeasured: "first-measured"
    case .lastMeasured: "last-measured"
    case .applicable: "applicable"
    case .answered: "answered"
    @unknown default: "\(input)"
    }
  }
}
