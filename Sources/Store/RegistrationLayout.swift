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
    /// The columns of a table.
    let columns: [Slot]

    init(
      name: String, home: Home, shape: Shape, isCore: Bool, id: Int64, codes: [Int64],
      own: (type: String, codes: String)?, columns: [Slot] = []
    ) {
      self.name = name
      self.home = home
      self.shape = shape
      self.isCore = isCore
      self.id = id
      self.codes = codes
      self.own = own
      self.columns = columns
    }
  }

  let slots: [Slot]
  /// The item that says who speaks.
  let contributor: Int?
  /// The item that says whether somebody is referred.
  let followedUp: Int?

  init(_ form: FormPlan, instrument: String, catalog: FieldCatalog, names: NameTable) {
    slots = zip(form.items, RegistrationLayout.homes(form, catalog)).map { item, home in
      RegistrationLayout.slot(item, home, instrument, catalog, names)
    }
    contributor = form.contributor
    followedUp = slots.firstIndex { $0.name == "followed-up" }
  }

  /// Where the answer of each item is kept.
  static func homes(_ form: FormPlan, _ catalog: FieldCatalog) -> [Home] {
    var judged: [Threshold: Int] = [:]
    for item in form.items {
      if case .threshold(let threshold, _)? = item.link { judged[threshold, default: 0] += 1 }
    }
    return form.items.map { item in
      var isShared = false
      if case .threshold(let threshold, _)? = item.link { isShared = judged[threshold] != 1 }
      return home(item, catalog, isShared: isShared)
    }
  }

  /// The name under which the answer of an item is kept.
  static func name(of item: Item, _ instrument: String, _ catalog: FieldCatalog) -> String {
    guard case .field(let name)? = item.link, let field = catalog.field(name) else {
      return "\(instrument).\(item.id)"
    }
    return field.name
  }

  private static func slot(
    _ item: Item, _ home: Home, _ instrument: String, _ catalog: FieldCatalog, _ names: NameTable
  ) -> Slot {
    let field: Field? =
      if case .field(let name)? = item.link { catalog.field(name) } else { nil }
    let name = name(of: item, instrument, catalog)
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
      switch (field == nil, home) {
      case (true, .answer): (ownType(item.type), codes.joined(separator: " "))
      // That an open item was answered is no secret; what was answered is.
      case (true, .notes): ("flag", "")
      default: nil
      }
    var columns: [Slot] = []
    if case .table(let items) = item.type, item.actionsOwner == nil {
      columns = items.map {
        slot(
          $0, self.home($0, catalog, isShared: false), "\(instrument).\(item.id)", catalog, names)
      }
    }
    return Slot(
      name: name, home: home, shape: shape, isCore: item.asking == .core,
      id: names.id(name), codes: codes.map(names.id),
      own: own, columns: columns)
  }

  private static func ownType(_ type: AnswerType) -> String {
    switch type {
    case .one, .level, .country: "code"
    case .many: "codes"
    case .flag: "flag"
    case .day: "day"
    case .percent: "percent"
    case .count, .number: "count"
    default: "text"
    }
  }

  /// - Parameter isShared: whether other items judge the same threshold.
  private static func home(_ item: Item, _ catalog: FieldCatalog, isShared: Bool) -> Home {
    if case .field(let name)? = item.link, let field = catalog.field(name) {
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
      // The planes tell the score when no two scores say the same, each says something, and no
      // other item has a say.
      let findings = Set(scale.steps.map(\.finding))
      return findings.count == scale.steps.count && !findings.contains(.silent) && !isShared
        ? .elsewhere : .answer
    default:
      if case .specifications? = item.link { return .elsewhere }
      return .answer
    }
  }
}
