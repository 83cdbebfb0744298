import InstrumentKit
import PluginHost
import Profile

/// How the columns of one file become the answers of one instrument.
package struct ImportPlan: Sendable {
  package let form: FormPlan
  /// The name of each column, as the file's first line gives it.
  package let header: [String]
  let roles: [ColumnRole]
  /// Nothing in the file may be later than this day.
  package let reference: Day
  /// Where the form itself asks for the day; otherwise the host keeps it.
  let filledOn: Int?
  let birthDate: Int?
  let sex: Int?
  /// Core items that the file does not ask about.
  package let missing: [String]
  /// The thresholds that the instrument judges and that have specifications, with these.
  let specified: [(threshold: Threshold, words: SpecificationSet)]
  /// The open answers on which questions hang: they are no cells, and only count as being there.
  let seenTexts: [Int]
  /// The items whose texts are counted, with what is known of them.
  let listed: [Int: KnownTexts]

  /// What more the instrument has to say of a text that is none of an item's answers.
  let misreading: @Sendable (_ text: String, _ item: String) -> Misreading?

  package struct HeaderFault: Error, Hashable, Sendable {
    package enum Problem: Hashable, Sendable {
      case unknownColumn, takenTwice, noClient, noFilledOn, noKey, empty
      /// Not even half of the names are known: this is no line of names, and is not repeated.
      case noHeader
      case tabs
    }

    /// 1-based; 0 when no column is meant.
    package let position: Int
    package let name: String
    package let problem: Problem
    package let known: [String]
  }

  /// - Throws: ``HeaderFault`` for a column that the instrument does not know.
  package init(_ plugin: LoadedPlugin, header: [String], reference: Day) throws {
    let form = plugin.form
    self.form = form
    let instrument = plugin.instrument
    misreading = { instrument.misreading($0, of: $1) }
    self.header = header
    self.reference = reference
    let known =
      ["client", "filled-on"] + form.items.map(\.id)
    func fault(_ position: Int, _ name: String, _ problem: HeaderFault.Problem) -> HeaderFault {
      HeaderFault(position: position, name: name, problem: problem, known: known)
    }
    guard header.contains(where: { !$0.isEmpty }) else { throw fault(0, "", .empty) }
    let strange = header.filter { ImportPlan.role($0, form) == nil }
    if header.contains(where: { $0.contains("\t") }) { throw fault(0, "", .tabs) }
    if strange.count * 2 > header.count { throw fault(0, "", .noHeader) }
    var seen: Set<String> = []
    var roles: [ColumnRole] = []
    for (index, name) in header.enumerated() {
      guard seen.insert(name).inserted else { throw fault(index + 1, name, .takenTwice) }
      guard let role = ImportPlan.role(name, form) else {
        throw fault(index + 1, name, .unknownColumn)
      }
      roles.append(role)
    }
    guard seen.contains("client") else { throw fault(0, "client", .noClient) }
    guard seen.contains("filled-on") else { throw fault(0, "filled-on", .noFilledOn) }
    self.roles = roles
    missing = form.items.filter { $0.asking == .core && !seen.contains($0.id) }.map(\.id)
    filledOn = form.place(of: "filled-on")
    birthDate = form.place(of: "birth-date")
    sex = form.place(of: "sex")
    let conditions = plugin.sections.flatMap { section in
      [section.condition] + section.items.map(\.condition)
    }
    seenTexts = Set(conditions.flatMap { $0?.items ?? [] }).compactMap { id in
      guard let place = form.place(of: id), case .text? = FieldReader(form.items[place]) else {
        return nil
      }
      return place
    }.sorted()
    listed = Dictionary(
      uniqueKeysWithValues: form.items.enumerated().compactMap { place, item in
        KnownTexts(item).map { (place, $0) }
      })
    specified = form.items.compactMap { item in
      guard case .threshold(let threshold, _)? = item.link, !threshold.specifications.isEmpty
      else { return nil }
      var words = SpecificationSet()
      for word in threshold.specifications { words.insert(word) }
      return (threshold, words)
    }
  }

  private static func role(_ name: String, _ form: FormPlan) -> ColumnRole? {
    if name == "client" { return .client }
    if let place = form.place(of: name) {
      let item = form.items[place]
      if case .specifications? = item.link { return .specifications(place: place) }
      if let owner = item.actionsOwner { return .actions(organisation: owner) }
      if case .table(let columns) = item.type {
        return .table(place: place, columns: columns.map(FieldReader.init))
      }
      return FieldReader(item).map { .item(place: place, reader: $0) }
    }
    if name == "filled-on" { return .filledOn }
    guard name.hasSuffix(".other"), let place = form.place(of: String(name.dropLast(6))) else {
      return nil
    }
    return .besides(place: place)
  }
}
