import Dispatch
import InstrumentKit
import Seal
import Synchronization

/// Opens sealed identities for their birth days only; the rest is dropped at once.
enum BirthDays {
  /// Raw cells in the order of the boxes.
  static func open(_ boxes: [(client: String, box: SealedBox)], _ sealer: ClientSealer) throws
    -> [Int32]
  {
    let parts = 4
    let results = Mutex<[Int: [Int32]]>([:])
    let failed = Mutex(false)
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      let range = boxes.count * part / parts..<boxes.count * (part + 1) / parts
      let days = range.map { place -> Int32 in
        do {
          let content = try sealer.open(
            boxes[place].box, client: boxes[place].client, kind: .identity)
          let text = SealedFields.read(content)?.first { $0.name == "birth-date" }?.value
          return text.flatMap { Day(iso: $0)?.number } ?? Cell.unknown.raw
        } catch {
          failed.withLock { $0 = true }
          return Cell.unknown.raw
        }
      }
      results.withLock { $0[part] = days }
    }
    if failed.withLock({ $0 }) { throw StoreError(.damaged(what: "identity")) }
    return results.withLock { found in (0..<parts).flatMap { found[$0] ?? [] } }
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
