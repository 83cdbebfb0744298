import GRDB
import InstrumentKit
import Profile
import Records
import Seal

/// Reads the entries of one client after another and folds them by the law.
final class ClientFolder {
  let reader: StatementReader
  private let sealer: ClientSealer
  private let assessments: RawStatement
  private let singles: RawStatement
  /// The facts that hang on sealed words.
  private let onWords: PlaceSet
  /// The place of each instrument's form in the book, by the id of its name.
  private var forms: [Int64: Int?] = [:]

  /// - Parameter until: what is of a later day is not read.
  init(
    _ database: Database, _ reader: StatementReader, _ sealer: ClientSealer, until: Int32?
  ) throws {
    self.reader = reader
    self.sealer = sealer
    onWords = reader.book.hangingOnWords
    let until = until ?? Int32.max
    assessments = try RawStatement(
      database,
      """
      SELECT filled_on, a.id, instrument, version, low, high, absence_low, absence_high,
        word_low, word_high, a.answers, s.answers, notes, notes_key, identity, identity_key,
        \(EntryKind.sealedUnder("a", "c.code"))
      FROM assessment a JOIN client c ON c.id = a.client
      LEFT JOIN status s ON s.assessment = a.id
      WHERE a.client \(Persons.clientsOfId) AND filled_on <= \(until)
      """)
    singles = try RawStatement(
      database,
      """
      SELECT observed_on, id, threshold, level, absence FROM observation
      WHERE client \(Persons.clientsOfId) AND observed_on <= \(until)
      """)
  }

  /// Something that was entered, and its place in the order of the law.
  private struct Entered {
    let on: Int32
    let number: Int64
    var statement: Records.Statement
    /// Words that are sealed.
    var notes: SealedBox?
    var identity: SealedBox?
    /// The code under which these are sealed.
    var code = ""

    /// By day, and within one day by number.
    static func isBefore(_ one: Entered, _ other: Entered) -> Bool {
      (one.on, one.number) < (other.on, other.number)
    }
  }

  /// What is known of a person, under whatever codes it was entered.
  ///
  /// - Parameters:
  ///   - identity: whether names, numbers and address are opened and told too.
  ///   - notes: whether all words of notes are.
  func known(_ client: Int64, identity: Bool = false, notes: Bool = false) throws -> Known {
    var fold = Fold(reader.book)
    for entry in try entries(of: client, identity: identity, notes: notes) {
      fold.take(entry.statement, on: entry.on, entry: entry.number)
    }
    return fold.known
  }

  /// What was entered of a person, in the order of the law.
  func entries(
    of client: Int64, identity: Bool = false, notes: Bool = false
  ) throws -> [(on: Day, number: Int, statement: Records.Statement)] {
    var entered = try (registrations(client) + single(client)).sorted(by: Entered.isBefore)
    if notes || hangsOnWords(entered) { try open(&entered, \.notes, .notes) }
    if identity { try open(&entered, \.identity, .identity) }
    return entered.map { (Day(number: $0.on), Int($0.number), $0.statement) }
  }

  /// Whether other words may have felled something: only then are they opened.
  private func hangsOnWords(_ entered: [Entered]) -> Bool {
    entered.count { $0.notes != nil } > 1
      && entered.contains { !onWords.isDisjoint(with: $0.statement.answers.places) }
  }

  private func open(
    _ entered: inout [Entered], _ sealed: KeyPath<Entered, SealedBox?>, _ kind: SealKind
  ) throws {
    for place in entered.indices {
      guard let box = entered[place][keyPath: sealed] else { continue }
      let content = try sealer.open(box, client: entered[place].code, kind: kind)
      guard let fields = SealedFields.read(content) else {
        throw StoreError(.damaged(what: kind.rawValue))
      }
      reader.add(fields, to: &entered[place].statement.answers)
    }
  }

  private func registrations(_ client: Int64) throws -> [Entered] {
    var found: [Entered] = []
    let row = assessments
    row.bind(1, client)
    func box(_ place: Int32) -> SealedBox? {
      row.bytes(place).isEmpty
        ? nil : SealedBox(wrappedKey: Array(row.bytes(place + 1)), box: Array(row.bytes(place)))
    }
    while try row.next() {
      let instrument = row.number(2)
      var statement = Records.Statement(form: form(of: instrument))
      func bits(_ place: Int32) -> UInt64 { UInt64(bitPattern: row.number(place)) }
      statement.take(
        levels: ThresholdRecord(low: bits(4), high: bits(5)),
        absences: AbsenceRecord(low: bits(6), high: bits(7)),
        specifications: SpecificationSet(low: bits(8), high: bits(9)))
      try reader.add(row.bytes(10), of: instrument, row.number(3), to: &statement.answers)
      try reader.add(row.bytes(11), of: instrument, row.number(3), to: &statement.answers)
      found.append(
        Entered(
          on: Int32(truncatingIfNeeded: row.number(0)), number: row.number(1),
          statement: statement, notes: box(12), identity: box(14),
          code: String(decoding: row.bytes(16), as: UTF8.self)))
    }
    return found
  }

  private func single(_ client: Int64) throws -> [Entered] {
    var found: [Entered] = []
    let row = singles
    row.bind(1, client)
    while try row.next() {
      var statement = Records.Statement()
      guard let threshold = Threshold(index: Int(row.number(2))) else {
        throw StoreError(.damaged(what: "observation"))
      }
      if let level = Level(rawValue: UInt8(truncatingIfNeeded: row.number(3))) {
        statement.levels[threshold] = level
      } else if let absence = Absence(rawValue: UInt8(truncatingIfNeeded: row.number(4))) {
        statement.absences[threshold] = absence
      }
      found.append(
        Entered(
          on: Int32(truncatingIfNeeded: row.number(0)), number: row.number(1),
          statement: statement))
    }
    return found
  }

  private func form(of instrument: Int64) -> Int? {
    if let known = forms[instrument] { return known }
    let form = reader.word(instrument).flatMap { reader.book.instruments.firstIndex(of: $0) }
    forms[instrument] = .some(form)
    return form
  }
}
