import InstrumentKit
import Profile

/// Where each answer of a form is kept, worked out once for a whole file.
struct RegistrationLayout: Sendable {
  enum Home: Sendable {
    case identity, notes, answer, status, referral
    /// In the planes, or in a column of the assessment.
    case elsewhere
  }

  enum Shape: String, Sendable {
    case number, word, words, text
  }

  /// One object per item, so that going through them copies nothing.
  final class Slot: Sendable {
    let name: String
    let home: Home
    let shape: Shape
    let isCore: Bool
    /// The id of the name in the store.
    let id: Int64
    /// The ids of the codes.
    let codes: [Int64]
    /// For an item of the instrument's own: what its column is, and its codes.
    let own: (type: String, codes: String)?

    init(
      name: String, home: Home, shape: Shape, isCore: Bool, id: Int64, codes: [Int64],
      own: (type: String, codes: String)?
    ) {
      self.name = name
      self.home = home
      self.shape = shape
      self.isCore = isCore
      self.id = id
      self.codes = codes
      self.own = own
    }
  }

  let slots: [Slot]

  init(_ form: FormPlan, instrument: String, catalog: FieldCatalog, names: NameTable) {
    slots = form.items.map { RegistrationLayout.slot($0, instrument, catalog, names) }
  }

  private static func slot(
    _ item: Item, _ instrument: String, _ catalog: FieldCatalog, _ names: NameTable
  ) -> Slot {
    let field: Field? =
      if case .field(let name)? = item.link { catalog.field(name) } else { nil }
    let name = field?.name ?? "\(instrument).\(item.id)"
    let codes: [String]
    let shape: Shape
    switch item.type {
    case .one(let options): (shape, codes) = (.word, options.map(\.code))
    case .many(let options): (shape, codes) = (.words, options.map(\.code))
    case .country: (shape, codes) = (.word, Country.codes)
    case .level(let scale): (shape, codes) = (.word, scale.steps.map(\.code))
    case .text, .commune, .note: (shape, codes) = (.text, [])
    default: (shape, codes) = (.number, [])
    }
    let own: (String, String)? =
      field == nil && home(item, field) == .answer
      ? (ownType(item.type), codes.joined(separator: " ")) : nil
    return Slot(
      name: name, home: home(item, field), shape: shape, isCore: item.asking == .core,
      id: names.id(name), codes: codes.map(names.id),
      own: own)
  }

  private static func ownType(_ type: AnswerType) -> String {
    switch type {
    case .one, .level, .country: "code"
    case .many: "codes"
    case .flag: "flag"
    case .day: "day"
    case .percent: "percent"
    case .count: "count"
    default: "text"
    }
  }

  private static func home(_ item: Item, _ field: Field?) -> Home {
    if let field {
      switch field.home {
      case .sealed: return field.group == .identity ? .identity : .notes
      case .answer: return field.name == "filled-on" ? .elsewhere : .answer
      case .status: return .status
      case .referral: return .referral
      case .derived: return .elsewhere
      }
    }
    switch item.type {
    case .note: return .notes
    case .table: return .elsewhere
    case .level(let scale):
      // The planes tell the score when no two scores say the same.
      return Set(scale.steps.map(\.finding)).count == scale.steps.count ? .elsewhere : .answer
    default:
      if case .specifications? = item.link { return .elsewhere }
      return .answer
    }
  }
}
