import InstrumentKit
import Profile
import Records

/// Why things read differently of one client: its entries are taken once more by the law, and after
/// each is asked what it did.
struct DifferenceReasons {
  typealias Why = (reason: MigrationReport.Reason, on: Day?)

  private let book: FactBook
  private let known: Known
  /// By fact, what felled it last.
  private var fallen: [Int: Why] = [:]
  /// By threshold, the day on which was said last what it consists of.
  private var specified: [Threshold: Day] = [:]

  /// - Parameter words: whether identities are opened too.
  init(
    _ folder: ClientFolder, _ book: FactBook, _ client: Int64, _ difference: ReadingDifference,
    _ identity: [String], words: Bool
  ) throws {
    self.book = book
    let watched = Set(
      (difference.answers.map(\.name) + identity).compactMap(book.place))
    var fold = Fold(book)
    for entry in try folder.entries(of: client, identity: words) {
      fold.take(entry.statement, on: entry.on, entry: entry.number)
      for fact in watched {
        switch fold.reason(for: fact, by: entry.number, entry.statement) {
        case .leading(let name)?: fallen[fact] = (.leading(name), entry.on)
        case .group(let head)?: fallen[fact] = (.group(head), entry.on)
        case nil: break
        }
        if entry.statement.gives(fact), fold.known.value(of: fact) != entry.statement.answers[fact],
          case .leading(let name)? = fold.leading(fact, entry.statement)
        {
          fallen[fact] = (.leading(name), entry.on)
        }
      }
      for item in difference.specifications where entry.statement.specified.contains(item.threshold)
      {
        specified[item.threshold] = entry.on
      }
    }
    known = fold.known
  }

  func answer(_ item: ReadingDifference.Item) -> Why {
    if FieldCatalog.standard.field(item.name)?.home == .referral { return (.newestReferral, nil) }
    guard let fact = book.place(of: item.name) else { return (.sameDay, nil) }
    switch known.facts[fact]?.state {
    case .notApplicable(let said)?: return (.notApplicable, said.on)
    case .fallen?: return fallen[fact] ?? (.notApplicable, nil)
    case .stands(let said)?:
      if let why = fallen[fact] { return why }
      return (item.before == nil ? .leftOpen : .sameDay, said.on)
    case .unanswered?, .noLongerKnown?, nil: return (.sameDay, known.facts[fact]?.absence?.on)
    }
  }

  func identity(_ name: String) -> Why {
    book.place(of: name).flatMap { fallen[$0] } ?? (.notApplicable, nil)
  }

  func level(_ item: ReadingDifference.LevelItem) -> Why {
    let standing = known.levels[item.threshold]
    if standing?.finding == .absent(.notApplicable) { return (.notApplicable, standing?.on) }
    if item.before == nil { return (.silence, standing?.on ?? standing?.absence?.on) }
    return (.sameDay, standing?.on ?? standing?.absence?.on)
  }

  func specification(_ item: ReadingDifference.WordItem) -> Why {
    if item.after == "yes" { return (.silence, specified[item.threshold]) }
    if item.isNoBarrier { return (.noBarrier, known.levels[item.threshold]?.on) }
    if item.after == "unknown" { return (.laterBarrier, known.levels[item.threshold]?.on) }
    return (.sameDay, specified[item.threshold])
  }
}
