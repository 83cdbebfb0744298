import InstrumentKit
import Seal

/// Opens sealed identities for their birth days only; the rest is dropped at once.
enum BirthDays {
  /// Raw cells in the order of the boxes.
  static func open(_ boxes: [(client: String, box: SealedBox)], _ sealer: ClientSealer) throws
    -> [Int32]
  {
    try SealedIdentities.open(boxes, sealer) { fields in
      let text = fields.first { $0.name == "birth-date" }?.value
      return text.flatMap { Day(iso: $0)?.number } ?? Cell.unknown.raw
    }
  }
}

/// The birth days of clients that one import added, known without opening what it sealed.
struct FreshBirthDays {
  /// Id of the first client; the others follow without gaps.
  let first: Int64
  private(set) var days: [Int32] = []
  /// Whose identity was merged with another row since.
  private var merged: Set<Int64> = []

  init(first: Int64) { self.first = first }

  var last: Int64 { first + Int64(days.count) - 1 }
  /// Ids that must be opened all the same.
  var unsure: String { merged.map(String.init).joined(separator: ",") }

  /// The birth day of one of them, raw; nil for others, and for those whose identity was merged.
  func day(of client: Int64) -> Int32? {
    guard client >= first, client <= last, !merged.contains(client) else { return nil }
    return days[Int(client - first)]
  }

  mutating func add(_ day: Int32, of client: Int64) {
    if client == last + 1 { days.append(day) }
  }

  mutating func forget(_ client: Int64) {
    if (first...max(first, last)).contains(client) { merged.insert(client) }
  }
}
