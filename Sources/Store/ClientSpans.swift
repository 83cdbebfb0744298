import GRDB
import Records

/// From when to when something was entered of each client, by its day and by its number.
struct ClientSpans {
  struct Span {
    var days = (first: Int32.max, last: Int32.min)
    var numbers = (first: Int64.max, last: Int64.min)

    var isEmpty: Bool { numbers.last < numbers.first }

    mutating func add(day: Int32?, number: Int64) {
      if let day { days = (min(days.first, day), max(days.last, day)) }
      numbers = (min(numbers.first, number), max(numbers.last, number))
    }

    mutating func add(_ other: Span) {
      days = (min(days.first, other.days.first), max(days.last, other.days.last))
      numbers = (min(numbers.first, other.numbers.first), max(numbers.last, other.numbers.last))
    }
  }

  /// By the id of the client.
  private(set) var spans: [Span]
  /// By the id of a code that goes on under another, that of the person.
  private let merged: [Int64: Int64]

  /// Of what is held now, also while an earlier moment is shown.
  init(_ database: Database) throws {
    let greatest = try Int.fetchOne(database, sql: "SELECT max(id) FROM main.client") ?? 0
    spans = [Span](repeating: Span(), count: greatest + 1)
    for kind in EntryKind.allCases {
      // Levels and answers are of a day; what is entered beside them is not of profiles.
      let isDated = kind == .registration || kind == .level
      let row = try RawStatement(
        database, "SELECT client, id, \(isDated ? kind.day : "0") FROM main.\(kind.table)")
      while try row.next() {
        let client = Int(row.number(0))
        guard spans.indices.contains(client) else {
          throw StoreError(.damaged(what: kind.table))
        }
        spans[client].add(
          day: isDated ? Int32(truncatingIfNeeded: row.number(2)) : nil, number: row.number(1))
      }
    }
    var merged: [Int64: Int64] = [:]
    let rows = try RawStatement(
      database, "SELECT id, merged FROM main.client WHERE merged IS NOT NULL")
    while try rows.next() { merged[rows.number(0)] = rows.number(1) }
    self.merged = merged
    for (client, person) in merged { spans[Int(person)].add(spans[Int(client)]) }
  }

  /// How the columns of an earlier moment come out of those of now.
  struct Plan {
    /// Clients who must be read, by id.
    var read: Set<Int64> = []
    /// Of whom nothing was known by the day that counts.
    var unknown: [Int64] = []
    /// Of whom nothing was held at the moment that counts.
    var absent: [Int64] = []
  }

  /// - Parameters:
  ///   - until: the last day that counts.
  ///   - number: the newest entry that was there.
  ///   - limit: nil is returned where more clients must be read.
  func plan(until: Int32?, number: Int64?, atMost limit: Int) -> Plan? {
    var plan = Plan()
    for (client, span) in spans.enumerated() where !span.isEmpty {
      if merged[Int64(client)] != nil { continue }
      if let number, span.numbers.last > number {
        if span.numbers.first > number {
          plan.absent.append(Int64(client))
          continue
        }
        plan.read.insert(Int64(client))
      } else if let until, span.days.last > until {
        if span.days.first > until {
          plan.unknown.append(Int64(client))
        } else {
          plan.read.insert(Int64(client))
        }
      }
      if plan.read.count > limit { return nil }
    }
    return plan
  }
}
