import Cohort
import GRDB
import InstrumentKit
import Profile
import Records

extension ColumnBuilder {
  /// Folds the clients for whom more follows from the law than that the newest answer stands, and
  /// those of whom a level was recorded by itself.
  func fold(_ store: Store, _ database: Database) throws {
    let single = try choice.statement(
      database,
      """
      SELECT DISTINCT client FROM \(choice.chosen) observation
      \(choice.condition("client", upTo("observed_on")))
      """)
    while try single.next() { folded.insert(single.number(0)) }
    if folded.isEmpty { return }
    let reader = StatementReader(law.book, names: names, types: types, moves: moves)
    let folder = try ClientFolder(database, reader, store.keys.sealer, until: until)
    var columns = PlaceTable<Int>()
    for client in folded.sorted() {
      let row = Int(places[client])
      if row < 0 { continue }
      take(try folder.known(client), of: row, &columns)
    }
  }

  /// - Parameter columns: the place of the column of each fact, as far as it was looked for.
  private func take(_ known: Known, of row: Int, _ columns: inout PlaceTable<Int>) {
    for (fact, standing) in known.facts {
      guard let place = columns[fact] ?? column(of: fact, for: standing) else { continue }
      columns[fact] = place
      let cell: Cell =
        switch standing.state {
        case .stands(let said): raw(said.answer, place)
        case .fallen, .notApplicable: Cell(.notApplicable)
        case .unanswered, .noLongerKnown: raw(standing.absence?.answer, place)
        }
      clients.set(place, row, cell.raw)
    }
    takeLevels(known, of: row)
  }

  private func column(of fact: Int, for standing: Standing) -> Int? {
    let name = law.book.names[fact]
    return clients.place(of: name) ?? made(name, for: standing)
  }

  /// A column for what is known though no entry that was taken so far has it: what stands while its
  /// own entry left open whether it applies, or what does not apply. Others may have no say in what
  /// is told of a client.
  private func made(_ name: String, for standing: Standing) -> Int? {
    switch standing.state {
    case .unanswered where standing.absence == nil, .noLongerKnown where standing.absence == nil:
      return nil
    default:
      return FactBook.isSealed(name)
        ? nil : types.type(of: name).map { clients.place(named: name, $0) }
    }
  }

  private func raw(_ answer: Answer?, _ place: Int) -> Cell {
    switch answer {
    case .one(let raw)?, .many(let raw)?: Cell(raw: raw)
    case .absent(let absence)?: Cell(absence)
    case .noLongerKnown?, nil: .unknown
    // Of sealed words a column tells only that there are some.
    case .words(let text)?:
      clients.isText(place) ? Cell(raw: clients.raw(of: text, in: place)) : Cell(true)
    }
  }

  private func takeLevels(_ known: Known, of row: Int) {
    var record = ThresholdRecord()
    var absence = AbsenceRecord()
    var words = SpecificationSet()
    var specified: (named: UInt64, none: UInt64) = (0, 0)
    var days = PlaceTable<Int32>()
    for (place, standing) in known.levels {
      guard let threshold = Threshold(index: place) else { continue }
      switch standing.finding {
      case .level(let level)?:
        record[threshold] = level
        days[place] = standing.on?.number
      case .absent(let reason)?: absence[threshold] = reason
      case .silent?, nil: break
      }
      // A person's "does not apply" counts; another reason stands beside what is known.
      if standing.finding != .absent(.notApplicable),
        case .absent(let reason)? = standing.absence?.answer
      {
        absence[threshold] = reason
      }
      let bit = ThresholdSet(threshold).bits
      switch standing.specified {
      case .unknown: break
      case .noBarrier: specified.none |= bit
      case .known(let named):
        specified.named |= bit
        words.low |= named.low
        words.high |= named.high
      }
    }
    (levels.low[row], levels.high[row]) = (record.low, record.high)
    (absences.low[row], absences.high[row]) = (absence.low, absence.high)
    (specifications.low[row], specifications.high[row]) = (words.low, words.high)
    (self.specified.low[row], self.specified.high[row]) = (specified.named, specified.none)
    origins.set(days, of: row)
  }
}
