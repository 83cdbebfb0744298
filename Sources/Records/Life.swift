import InstrumentKit

/// What one entry tells of something that has a beginning, steps and an end.
package struct LifeRow: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Hashable, Sendable {
    case referral, action, employment, participation, plan, consent
  }

  package var kind: Kind
  /// What it is of its kind: the action, the direction of a referral, the operation.
  package var what: String
  package var organisation: String
  package var partner: String?
  /// The streams of a referral, a bit each; nil where none are named.
  package var streams: Int32?
  package var starts: Day?
  package var plannedEnd: Day?
  package var ended: Day?
  /// Whether it was told by a verb of its own, and not along with a registration.
  package var isByVerb: Bool
  /// What else is told of it.
  package var details: [String: Answer] = [:]

  package init(
    _ kind: Kind, _ what: String, organisation: String, partner: String? = nil,
    streams: Int32? = nil, starts: Day? = nil, plannedEnd: Day? = nil, ended: Day? = nil,
    isByVerb: Bool = false
  ) {
    self.kind = kind
    self.what = what
    self.organisation = organisation
    self.partner = partner
    self.streams = streams
    self.starts = starts
    self.plannedEnd = plannedEnd
    self.ended = ended
    self.isByVerb = isByVerb
  }
}

/// A referral, action, employment period, participation, plan or consent of one person.
package struct Life: Hashable, Sendable {
  /// What was first told of it: counts at the beginning take this.
  package let first: LifeRow
  /// What is known of it now.
  package private(set) var now: LifeRow
  /// The entries that told of it, in the order in which they were taken.
  package private(set) var entries: [Int]
  /// The day of the first entry.
  package let toldOn: Day
  /// A start that a later entry told and that is not its own: for somebody to look at.
  package private(set) var otherStarts: [Day] = []

  init(_ row: LifeRow, on day: Day, entry: Int) {
    first = row
    now = row
    entries = [entry]
    toldOn = day
  }

  /// The day from which it stands: its own, or that on which it was first told of.
  package var since: Day { now.starts ?? toldOn }

  /// Whether it runs on a day, as far as is known.
  package func isOpen(on day: Day) -> Bool {
    if let ended = now.ended, ended < day { return false }
    if let planned = now.plannedEnd, planned < day { return false }
    return now.starts.map { $0 <= day } ?? true
  }

  /// Whether a row tells the end that is known of it.
  func hasEnd(of row: LifeRow) -> Bool {
    if let ended = row.ended { return ended == now.ended }
    return row.plannedEnd != nil && row.plannedEnd == now.plannedEnd
  }

  /// Whether a row is of the same kind of thing, with whom it says it is.
  func isLike(_ row: LifeRow) -> Bool {
    guard now.kind == row.kind, now.what == row.what, now.organisation == row.organisation
    else { return false }
    if let mine = now.partner, let theirs = row.partner, mine != theirs { return false }
    if let mine = now.streams, let theirs = row.streams { return mine & theirs != 0 }
    return true
  }

  /// Takes what a later entry tells: what is said anew counts, what is not said stays.
  mutating func update(by row: LifeRow, entry: Int) {
    if let starts = row.starts {
      if let known = now.starts {
        if known != starts { otherStarts.append(starts) }
      } else {
        now.starts = starts
      }
    }
    now.partner = row.partner ?? now.partner
    now.plannedEnd = row.plannedEnd ?? now.plannedEnd
    now.ended = row.ended ?? now.ended
    if let streams = row.streams { now.streams = streams | (now.streams ?? 0) }
    now.details.merge(row.details) { _, newer in newer }
    entries.append(entry)
  }
}

/// Finds of which life each row tells.
package struct LifeFold: Sendable {
  package private(set) var lives: [Life] = []

  package init() {}

  /// Takes the rows of the next entry; rows of one entry are different lives.
  package mutating func take(_ rows: [LifeRow], on day: Day, entry: Int) {
    var taken: Set<Int> = []
    for row in rows {
      if let place = place(of: row, on: day, without: taken) {
        lives[place].update(by: row, entry: entry)
        taken.insert(place)
      } else {
        lives.append(Life(row, on: day, entry: entry))
        taken.insert(lives.count - 1)
      }
    }
  }

  private func place(of row: LifeRow, on day: Day, without taken: Set<Int>) -> Int? {
    let like = lives.indices.filter { !taken.contains($0) && lives[$0].isLike(row) }
    if let starts = row.starts,
      let same = like.first(where: { lives[$0].now.starts == starts })
    {
      return same
    }
    // A verb that names another start begins another life.
    if row.isByVerb { return nil }
    // Who lists what has ended, or was to end, lists the one that ended so.
    if row.starts == nil, let same = like.first(where: { lives[$0].hasEnd(of: row) }) {
      return same
    }
    let open = like.filter { lives[$0].isOpen(on: row.starts ?? row.ended ?? day) }
    // The one that began last is the one that people mean.
    return open.max { (lives[$0].since, $0) < (lives[$1].since, $1) }
  }
}

extension Record {
  /// The lives of a person, in the order in which they were first told of.
  package func lives(
    of code: String, on day: Day? = nil, at link: Int? = nil, sees: Sees = { _ in true }
  ) -> [Life] {
    var fold = LifeFold()
    for (number, version) in standing(of: code, on: day, at: link, sees: sees) {
      fold.take(version.statement?.lives ?? [], on: version.on, entry: number)
    }
    return fold.lives
  }
}
