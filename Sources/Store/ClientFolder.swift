import GRDB
import InstrumentKit
import Profile
import Records
import Seal

/// Reads the entries of one client after another and folds them by the law.
final class ClientFolder {
  private let reader: StatementReader
  private let sealer: ClientSealer
  private let assessments: RawStatement
  private let singles: RawStatement
  /// The facts that hang on sealed words.
  private let onWords: Set<Int>
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
      SELECT filled_on, entered_at, a.id, instrument, version, low, high, absence_low,
        absence_high, word_low, word_high, a.answers, s.answers, notes, notes_key
      FROM assessment a LEFT JOIN status s ON s.assessment = a.id
      WHERE a.client = ? AND filled_on <= \(until)
      """)
    singles = try RawStatement(
      database,
      """
      SELECT observed_on, entered_at, id, threshold, level, absence FROM observation
      WHERE client = ? AND observed_on <= \(until)
      """)
  }

  /// Something that was entered, and its place in the order of the law.
  private struct Entered {
    let on: Int32
    let at: Int64
    let isSingle: Bool
    let id: Int64
    var statement: Records.Statement
    /// Words that are sealed.
    var notes: SealedBox?

    /// By day, and within one day by arrival.
    static func isBefore(_ one: Entered, _ other: Entered) -> Bool {
      (one.on, one.at, one.isSingle ? 1 : 0, one.id)
        < (other.on, other.at, other.isSingle ? 1 : 0, other.id)
    }
  }

  /// What is known of a client.
  func known(_ client: Int64, code: String) throws -> Known {
    var fold = Fold(reader.book)
    var entered = try (registrations(client) + single(client)).sorted(by: Entered.isBefore)
    if hangsOnWords(entered) { try open(&entered, code) }
    for (place, entry) in entered.enumerated() {
      fold.take(entry.statement, on: Day(number: entry.on), entry: place)
    }
    return fold.known
  }

  /// Whether other words may have felled something: only then are they opened.
  private func hangsOnWords(_ entered: [Entered]) -> Bool {
    entered.count { $0.notes != nil } > 1
      && entered.contains { !onWords.isDisjoint(with: $0.statement.answers.keys) }
  }

  private func open(_ entered: inout [Entered], _ code: String) throws {
    for place in entered.indices {
      guard let box = entered[place].notes else { continue }
      let content = try sealer.open(box, client: code, kind: .notes)
      guard let fields = SealedFields.read(content) else {
        throw StoreError(.damaged(what: "notes"))
      }
      reader.add(fields, to: &entered[place].statement.answers)
    }
  }

  private func registrations(_ client: Int64) throws -> [Entered] {
    var found: [Entered] = []
    let row = assessments
    row.bind(1, client)
    while try row.next() {
      let instrument = row.number(3)
      var statement = Records.Statement(form: form(of: instrument))
      func bits(_ place: Int32) -> UInt64 { UInt64(bitPattern: row.number(place)) }
      statement.take(
        levels: ThresholdRecord(low: bits(5), high: bits(6)),
        absences: AbsenceRecord(low: bits(7), high: bits(8)),
        specifications: SpecificationSet(low: bits(9), high: bits(10)))
      try reader.add(row.bytes(11), of: instrument, row.number(4), to: &statement.answers)
      try reader.add(row.bytes(12), of: instrument, row.number(4), to: &statement.answers)
      found.append(
        Entered(
          on: Int32(truncatingIfNeeded: row.number(0)), at: row.number(1), isSingle: false,
          id: row.number(2), statement: statement,
          notes: row.bytes(13).isEmpty
            ? nil : SealedBox(wrappedKey: Array(row.bytes(14)), box: Array(row.bytes(13)))))
    }
    return found
  }

  private func single(_ client: Int64) throws -> [Entered] {
    var found: [Entered] = []
    let row = singles
    row.bind(1, client)
    while try row.next() {
      var statement = Records.Statement()
      guard let threshold = Threshold(index: Int(row.number(3))) else {
        throw StoreError(.damaged(what: "observation"))
      }
      if let level = Level(rawValue: UInt8(truncatingIfNeeded: row.number(4))) {
        statement.levels[threshold] = level
      } else if let absence = Absence(rawValue: UInt8(truncatingIfNeeded: row.number(5))) {
        statement.absences[threshold] = absence
      }
      found.append(
        Entered(
          on: Int32(truncatingIfNeeded: row.number(0)), at: row.number(1), isSingle: true,
          id: row.number(2), statement: statement))
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
