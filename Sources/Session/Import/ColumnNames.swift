import InstrumentKit
import Profile

/// Finds what a column of a file is by the name that people gave it: as the program writes it, in
/// Dutch or in English, as the question reads, with capitals and blanks.
struct ColumnNames: Sendable {
  /// By each name what it stands for; nil where two things are meant.
  private var meant: [String: String?] = [:]

  /// The names that tell a column's own row apart from others.
  static let client = "client"
  static let filledOn = "filled-on"

  init(_ form: FormPlan) {
    add(tier: [(Self.client, Self.client), (Self.filledOn, Self.filledOn)])
    add(tier: form.items.map { ($0.id, $0.id) })
    var dutch = [
      ("cliëntcode", Self.client), ("client-code", Self.client), ("ingevuld-op", Self.filledOn),
      ("cliënt", Self.client),
    ]
    for item in form.items {
      dutch += Self.linked(item).map { ($0, item.id) }
    }
    add(tier: dutch)
    add(tier: form.items.flatMap { [($0.label.nl, $0.id), ($0.label.en, $0.id)] })
  }

  private mutating func add(tier: [(name: String, meaning: String)]) {
    var own: [String: String?] = [:]
    for (name, meaning) in tier {
      let plain = Self.plain(name)
      if let other = own[plain], other != meaning {
        own[plain] = .some(nil)
      } else {
        own[plain] = meaning
      }
    }
    // A name that is closer to the program's own counts for more.
    meant.merge(own) { closer, _ in closer }
  }

  /// The names of the field or threshold that an item is linked to, in both languages.
  private static func linked(_ item: Item) -> [String] {
    switch item.link {
    case .threshold(let threshold, _)?:
      let code = Names.thresholds.codes[Int(threshold.index)]
      return [code.en, code.nl]
    case .field(let name)?: return [name, FieldCatalog.standard.field(name)?.dutch ?? name]
    case .specifications?: return ["specificaties"]
    default: return []
    }
  }

  /// What a name stands for: `client`, `filled-on`, or the id of an item; nil when nothing does.
  func meaning(of name: String) -> String? { meant[Self.plain(name)] ?? nil }

  /// All names under which the items of this form can be found, for the nearest of a wrong one.
  var known: [String] { meant.filter { $0.value != nil }.keys.sorted() }

  /// The form in which names are compared: without capitals, accents, and blanks at the ends;
  /// blanks and underscores between words are dashes.
  static func plain(_ name: String) -> String {
    let words = name.split { $0.isWhitespace || $0 == "_" || $0 == "\u{FEFF}" }
    return Names.folded(words.joined(separator: "-"))
  }
}

/// What else a list's codes are called: in Dutch, by their labels, with other capitals.
struct CodeAliases: Sendable {
  enum Meaning: Hashable, Sendable {
    case place(Int32)
    /// It says that there is no answer.
    case nothing
    /// Several scores say this.
    case several([String])
  }

  private var meanings: [String: Meaning?] = [:]

  init(_ item: Item) {
    switch item.type {
    case .one(let options), .many(let options):
      add(tier: options.map(\.code))
      if case .field(let name)? = item.link, let list = FieldCatalog.standard.field(name)?.type.list
      {
        let codes = options.map { option in list.codes.first { $0.en == option.code } }
        add(tier: codes.map { $0?.nl ?? "" }, codes.map { $0?.earlier.first ?? "" })
      }
      add(tier: options.map(\.label.nl), options.map(\.label.en))
    case .country:
      add(tier: Country.codes)
      add(tier: CodeList.countries.codes.map(\.nl))
    case .level(let scale):
      add(tier: scale.steps.map(\.code))
      addWords(of: scale)
      add(tier: scale.steps.map(\.label.nl), scale.steps.map(\.label.en))
    // No other answers are codes.
    default: break
    }
  }

  func meaning(of bytes: UnsafeBufferPointer<UInt8>) -> Meaning? {
    if meanings.isEmpty || bytes.count > 200 { return nil }
    return meanings[ColumnNames.plain(String(decoding: bytes, as: UTF8.self))] ?? nil
  }

  /// The words of the levels and of the absences, as exports have them.
  private mutating func addWords(of scale: LevelScale) {
    var words: [String: Meaning?] = [:]
    for level in Level.allCases {
      let places = scale.places(for: level)
      let code = Names.levels.codes[Int(level.rawValue) - 1]
      let meaning: Meaning =
        places.count == 1
        ? .place(Int32(places[0])) : .several(places.map { scale.steps[$0].code })
      if !places.isEmpty { for word in [code.en, code.nl] { words[word] = meaning } }
    }
    for absence in [Absence.cannotTell, .declined, .notApplicable] {
      let places = scale.steps.indices.filter { scale.steps[$0].finding == .absent(absence) }
      let code = Names.absences.codes[Int(absence.rawValue)]
      if places.count == 1 {
        for word in [code.en, code.nl] { words[word] = Meaning.place(Int32(places[0])) }
      }
    }
    let asked = Names.absences.codes[Int(Absence.notAsked.rawValue)]
    for word in [asked.en, asked.nl, Names.notAssessed.en, Names.notAssessed.nl] {
      words[word] = Meaning.nothing
    }
    meanings.merge(words) { closer, _ in closer }
  }

  private mutating func add(tier lists: [String]...) {
    var own: [String: Meaning?] = [:]
    for list in lists {
      for (place, word) in list.enumerated() {
        let plain = ColumnNames.plain(word)
        let meaning = Meaning.place(Int32(place))
        if plain.isEmpty { continue }
        if let other = own[plain], other != meaning {
          own[plain] = .some(nil)
        } else {
          own[plain] = meaning
        }
      }
    }
    meanings.merge(own) { closer, _ in closer }
  }
}
