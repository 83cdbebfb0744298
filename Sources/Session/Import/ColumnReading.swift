import Exchange
import InstrumentKit
import Profile

/// Gives each column of a file its role, or says which column has none.
struct ColumnReading {
  private let form: FormPlan
  /// Made when a column has another name than the program gives it.
  private lazy var names = ColumnNames(form)
  private let dates: DayForm
  private let computed: Set<String>

  /// What a column is about, under the program's own name, and how it is read.
  typealias Column = (meaning: String, role: ColumnRole)

  init(_ form: FormPlan, dates: DayForm, computed: Set<String>) {
    self.form = form
    self.dates = dates
    self.computed = computed
  }

  /// - Throws: ``ImportPlan/HeaderFault`` for a column that is not known, or is there twice.
  mutating func columns(of header: [String]) throws -> [Column] {
    guard header.contains(where: { !$0.isEmpty }) else { throw fault(0, "", .empty) }
    var found: [Column?] = []
    for (place, name) in header.enumerated() { found.append(column(name, at: place)) }
    if found.count(where: { $0 == nil }) * 2 > header.count { throw fault(0, "", .noHeader) }
    var columns: [Column] = []
    var seen: Set<String> = []
    for (place, name) in header.enumerated() {
      guard let column = found[place] else { throw fault(place + 1, name, .unknownColumn) }
      guard seen.insert(column.meaning).inserted else { throw fault(place + 1, name, .takenTwice) }
      columns.append(column)
    }
    guard seen.contains(ColumnNames.client) else { throw fault(0, "client", .noClient) }
    guard seen.contains(ColumnNames.filledOn) else { throw fault(0, "filled-on", .noFilledOn) }
    return columns
  }

  private mutating func fault(
    _ position: Int, _ name: String, _ problem: ImportPlan.HeaderFault.Problem
  ) -> ImportPlan.HeaderFault {
    ImportPlan.HeaderFault(position: position, name: name, problem: problem, known: names.known)
  }

  private mutating func column(_ name: String, at place: Int) -> Column? {
    if let role = role(of: name) { return (name, role) }
    let plain = ColumnNames.plain(name)
    if plain.isEmpty { return ("#\(place)", .nameless) }
    if let meaning = names.meaning(of: name) {
      return role(of: meaning).map { (meaning, $0) }
    }
    if let column = beside(plain) ?? aspect(plain) { return column }
    if RejectedFile.columns.contains(plain) || isComputed(plain) { return (plain, .passedOver) }
    return nil
  }

  private func role(of meaning: String) -> ColumnRole? {
    if meaning == ColumnNames.client { return .client }
    guard let place = form.place(of: meaning) else {
      return meaning == ColumnNames.filledOn ? .filledOn : nil
    }
    let item = form.items[place]
    if case .specifications? = item.link { return .specifications(place: place) }
    if let owner = item.actionsOwner {
      return .actions(ActionTable(place: place, owner: Int32(owner), columns: item.actionColumns))
    }
    if case .table(let columns) = item.type {
      return .table(place: place, columns: columns.map { FieldReader($0, dates: dates) })
    }
    return FieldReader(item, dates: dates).map { .item(place: place, reader: $0) }
  }

  /// Open words beside an option of an item.
  private mutating func beside(_ plain: String) -> Column? {
    for ending in [".other", ".andere"] where plain.hasSuffix(ending) {
      if let item = names.meaning(of: String(plain.dropLast(ending.count))),
        let place = form.place(of: item)
      {
        return ("\(item).other", .besides(place: place, option: nil))
      }
    }
    return besideOne(plain)
  }

  /// `item.other.code`, where several options of the item have own words.
  private func besideOne(_ plain: String) -> Column? {
    for (place, item) in form.items.enumerated() where plain.hasPrefix("\(item.id).other.") {
      let code = String(plain.dropFirst(item.id.count + 7))
      guard let option = item.openOptions.first(where: { $0.code == code }) else { continue }
      let own = item.openOptions.count > 1 ? option.code : nil
      return (
        own.map { "\(item.id).other.\($0)" } ?? "\(item.id).other",
        .besides(place: place, option: own)
      )
    }
    return nil
  }

  /// `mobility.absence`, `illness.diagnosed` and their like, which exports have; when and where
  /// from a level is belongs to each registration itself.
  private func aspect(_ plain: String) -> Column? {
    let parts = plain.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2, let threshold = Self.threshold(parts[0]) else { return nil }
    let code = threshold.code
    switch parts[1] {
    case "since", "sinds", "source", "bron": return ("\(code).\(parts[1])", .passedOver)
    case "level", "niveau":
      return level(threshold).flatMap { place in
        FieldReader(form.items[place]).map {
          (form.items[place].id, .item(place: place, reader: $0))
        }
      }
    case "absence", "reden":
      return level(threshold).map { ("\(code).absence", .absence(threshold, place: $0)) }
    default:
      let word = threshold.specifications.first {
        $0.code == plain || $0.code == "\(code).\(parts[1])"
          || Names.folded(Names.specifications[Int($0.index)]) == parts[1]
      }
      guard let word, asksSpecifications else { return nil }
      return (word.code, .specification(word))
    }
  }

  private static func threshold(_ plain: String) -> Threshold? {
    Names.thresholds.codes.firstIndex { $0.en == plain || Names.folded($0.nl) == plain }
      .flatMap(Threshold.init(index:))
  }

  /// The one item that judges a threshold.
  private func level(_ threshold: Threshold) -> Int? {
    let places = form.items.indices.filter { place in
      if case .threshold(threshold, _)? = form.items[place].link { true } else { false }
    }
    return places.count == 1 ? places[0] : nil
  }

  private var asksSpecifications: Bool {
    form.items.contains { if case .specifications? = $0.link { true } else { false } }
  }

  private func isComputed(_ plain: String) -> Bool {
    if computed.contains(plain) { return true }
    guard let field = FieldCatalog.standard.field(plain) else { return false }
    return field.home == .derived || field.name == "birth-year"
  }
}
