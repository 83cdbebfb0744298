import Exchange
import InstrumentKit
import PluginHost
import Profile

/// How the columns of one file become the answers of one instrument.
package struct ImportPlan: Sendable {
  package let form: FormPlan
  /// The name of each column, as the file's first line gives it.
  package let header: [String]
  let roles: [ColumnRole]
  /// Where each thing that is asked stands.
  private let places: [String: Int]
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
  /// The columns that tell why there is no level, read after all others.
  let absences: [Int]
  /// How days are written in it.
  let dates: DayForm
  /// Columns that the program itself works out, of which nothing is taken.
  package let passedOver: [String]
  /// The open answers on which questions hang: they are no cells, and only count as being there.
  let seenTexts: [Int]
  /// The items whose texts are counted, with what is known of them.
  let listed: [Int: KnownTexts]

  /// The items that tell since when something is so.
  let beginnings: [Int]

  /// What more the instrument has to say of a text that is none of an item's answers.
  let misreading: @Sendable (_ text: String, _ item: String) -> Misreading?

  package struct HeaderFault: Error, Hashable, Sendable {
    package enum Problem: Hashable, Sendable {
      case unknownColumn, takenTwice, noClient, noFilledOn, noKey, empty
      /// Not even half of the names are known: this is no line of names, and is not repeated.
      case noHeader
    }

    /// 1-based; 0 when no column is meant.
    package let position: Int
    package let name: String
    package let problem: Problem
    package let known: [String]
  }

  /// - Parameters:
  ///   - dates: how days are written in it.
  ///   - computed: what the program writes beside what an instrument asks.
  /// - Throws: ``HeaderFault`` for a column that the instrument does not know.
  /// By item: those that say whether it applies.
  let leads: [Int: [Int]]

  package init(
    _ plugin: LoadedPlugin, header: [String], reference: Day, dates: DayForm = .iso,
    computed: Set<String> = []
  ) throws {
    let form = plugin.form
    self.form = form
    let instrument = plugin.instrument
    misreading = { instrument.misreading($0, of: $1) }
    self.header = header
    self.reference = reference
    self.dates = dates
    var reading = ColumnReading(form, dates: dates, computed: computed)
    let columns = try reading.columns(of: header)
    let seen = Set(columns.map(\.meaning))
    let roles = columns.map(\.role)
    places = Dictionary(columns.enumerated().map { ($1.meaning, $0) }) { first, _ in first }
    absences = roles.indices.filter { if case .absence = roles[$0] { true } else { false } }
    passedOver = zip(header, roles).compactMap { name, role in
      if case .passedOver = role, !RejectedFile.columns.contains(name) { name } else { nil }
    }
    self.roles = roles
    missing = form.items.filter { $0.asking == .core && !seen.contains($0.id) }.map(\.id)
    filledOn = form.place(of: "filled-on")
    birthDate = form.place(of: "birth-date")
    sex = form.place(of: "sex")
    beginnings = form.items.indices.filter { place in
      guard case .field(let name)? = form.items[place].link else { return false }
      return FieldCatalog.standard.field(name)?.type == .day && name.hasSuffix("-since")
    }
    let conditions = plugin.sections.flatMap { section in
      [section.condition] + section.items.map(\.condition)
    }
    leads = Dictionary(
      plugin.sections.flatMap { section in
        section.items.compactMap { item in
          form.place(of: item.id).map { place in
            let on = [section.condition, item.condition].flatMap { $0?.items ?? [] }
            return (place, on.compactMap(form.place))
          }
        }
      }
    ) { first, _ in first }
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

  /// The name that the file gives to what is asked, or its own where no column has it.
  func name(of meaning: String) -> String { places[meaning].map { header[$0] } ?? meaning }
}
