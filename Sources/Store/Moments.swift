import Cohort
import GRDB
import InstrumentKit
import Profile
import Records

/// Fields as they stood when the rows of a table began: what the client shows today where nothing
/// was entered since, else folded up to that day.
struct Moments {
  /// What reports ask of the same people.
  static let askedTogether = FieldCatalog.standard.fields.filter { field in
    field.home == .status
      || [
        "location", "commune", "job-goal", "training-12m", "experience-12m",
        "dutch-native-or-working",
      ].contains(field.name)
  }

  private let begun: Beginnings
  private var made: [Made]

  fileprivate struct Made {
    let field: Field
    var cells: [Int32]
    var texts: Texts?
  }

  init(_ fields: [Field], _ begun: Beginnings, in source: any ColumnSource) throws {
    self.begun = begun
    made = try fields.map { field in
      let today = try source.column(field.name, of: .clients)
      let cells = begun.days.indices.map { row -> Int32 in
        guard Cell(raw: begun.days[row]).isKnown, !begun.isOther(row) else {
          return Cell.unknown.raw
        }
        return today?.cells[begun.client(row)] ?? Cell.unknown.raw
      }
      return Made(field: field, cells: cells, texts: Texts(field.type, today?.pool))
    }
  }

  var columns: [(Field, Column)] {
    made.map {
      ($0.field, Column($0.field.name, $0.field.type, $0.cells, pool: $0.texts?.pool))
    }
  }

  /// Folds those of whom something was entered since.
  mutating func fold(_ store: Store, _ database: Database) throws {
    var names = try Store.names(database)
    let moves = try AcceptedMoves(database, &names)
    let book = store.law.book()
    let reader = StatementReader(
      book, names: names, types: try ItemTypes(database), moves: moves)
    let days = try store.law.answerDays()
    let folder = try ClientFolder(
      database, reader, store.keys.sealer, until: begun.until?.number)
    var facts: [(place: Int, fact: Int)] = []
    var asked: [(fact: Int, since: [Moment.Since])] = []
    for (place, made) in made.enumerated() {
      guard let fact = book.place(of: made.field.name) else { continue }
      facts.append((place, fact))
      asked.append((fact, book.since(of: made.field.name)))
    }
    let work = OwnWork(book)
    let leave: (inout Records.Statement) -> Void = { work.leave(&$0) }
    for row in begun.days.indices where begun.isOther(row) {
      guard let person = begun.people[begun.client(row)] else { continue }
      let found = try folder.moments(
        of: asked, person.id, on: Day(number: begun.days[row]), within: days,
        leaving: begun.isOwnWork(row) ? leave : nil)
      for (place, fact) in facts {
        guard let told = found[fact] else { continue }
        made[place].set(row, told)
      }
    }
  }
}

extension Moments.Made {
  fileprivate mutating func set(_ row: Int, _ told: Moment.Told) {
    cells[row] = cell(told).raw
  }

  private mutating func cell(_ told: Moment.Told) -> Cell {
    switch told {
    case .answer(.one(let raw)), .answer(.many(let raw)): return Cell(raw: raw)
    case .answer(.words(let text)):
      guard let place = texts?.place(of: text) else { return .unknown }
      return Cell(raw: place)
    case .answer(.absent(let absence)): return Cell(absence)
    case .answer(.noLongerKnown): return .unknown
    case .absent(let standing):
      switch standing.state {
      case .fallen, .notApplicable: return Cell(.notApplicable)
      case .stands, .unanswered, .noLongerKnown:
        if case .absent(let absence)? = standing.absence?.answer { return Cell(absence) }
        return .unknown
      }
    }
  }
}

/// The texts of a column while it is filled: those that clients show today, and others after them.
private struct Texts {
  private(set) var pool: TextPool
  private var places: [String: Int32] = [:]

  /// Nil for a column without texts.
  init?(_ type: FieldType, _ pool: TextPool?) {
    guard type == .text else { return nil }
    self.pool = pool ?? TextPool()
    for place in 0..<self.pool.count { places[self.pool[place]] = Int32(place) }
  }

  mutating func place(of text: String) -> Int32 {
    if let place = places[text] { return place }
    let place = Int32(pool.append(Array(text.utf8)))
    places[text] = place
    return place
  }
}

/// The work that an action itself is, which says nothing of what was so before it.
private struct OwnWork {
  private let facts: [Int]
  private let circuit: (fact: Int, own: Answer)?

  init(_ book: FactBook) {
    facts = ["employed", "employment", "wage-as"].compactMap(book.place)
    let own = FieldCatalog.standard.field("employment")?.type.list?.place(of: "art60").map {
      Answer.one(Int32($0))
    }
    circuit = book.place(of: "employment").flatMap { fact in own.map { (fact, $0) } }
  }

  func leave(_ statement: inout Records.Statement) {
    guard let circuit, statement.answers[circuit.fact] == circuit.own else { return }
    for fact in facts { statement.answers[fact] = nil }
  }
}
