import InstrumentKit

/// The entries of a store, or of some of its clients, with all their versions.
package struct Record: Sendable {
  package private(set) var entries: [Int: Entry] = [:]
  /// The surviving code of each code that was merged into another.
  package private(set) var merged: [String: String] = [:]

  package init() {}

  package mutating func add(_ entry: Entry) { entries[entry.number] = entry }

  /// Whether a reader may see an entry; what is withheld is as if it were not there.
  package typealias Sees = (Entry) -> Bool

  /// The codes that are one person with this one, itself among them.
  package func codes(with code: String) -> Set<String> {
    let person = person(of: code)
    return Set([person]).union(merged.keys.filter { self.person(of: $0) == person })
  }

  /// The code under which a person goes on.
  package func person(of code: String) -> String {
    var code = code
    while let next = merged[code] { code = next }
    return code
  }

  /// A person's versions that count on a day, in the order of the law: by day, then by number.
  ///
  /// - Parameters:
  ///   - day: what was so by its end; nil for all days.
  ///   - link: what the ledger held then; nil for now.
  package func standing(
    of code: String, on day: Day? = nil, at link: Int? = nil, sees: Sees = { _ in true }
  ) -> [(number: Int, version: Entry.Version)] {
    let codes = codes(with: code)
    let all = entries.values.compactMap { entry -> (number: Int, version: Entry.Version)? in
      guard sees(entry), let version = entry.version(at: link), !version.isStruck,
        codes.contains(version.client), day.map({ version.on <= $0 }) ?? true
      else { return nil }
      return (entry.number, version)
    }
    return all.sorted { ($0.version.on, $0.number) < ($1.version.on, $1.number) }
  }

  /// What is known of a person on a day, as the ledger held it at a link, to whoever sees.
  package func known(
    of code: String, by book: FactBook, on day: Day? = nil, at link: Int? = nil,
    sees: Sees = { _ in true }
  ) -> Known {
    var fold = Fold(book)
    for (number, version) in standing(of: code, on: day, at: link, sees: sees) {
      if let statement = version.statement { fold.take(statement, on: version.on, entry: number) }
    }
    return fold.known
  }

  /// Makes two codes one person; nothing of either is written anew.
  ///
  /// - Throws: ``Refusal`` when they are one person already.
  package mutating func merge(_ code: String, into other: String) throws(Refusal) {
    if person(of: code) == person(of: other) { throw .isOnePerson }
    merged[person(of: code)] = person(of: other)
  }

  /// Makes a merged code a person of its own again.
  package mutating func unmerge(_ code: String) throws(Refusal) {
    if merged.removeValue(forKey: code) == nil { throw .isNotMerged }
  }
}

/// Why something cannot be done to an entry.
package enum Refusal: Error, Hashable, Sendable {
  case unknownEntry
  /// It is restored before it is corrected, moved or struck again.
  case isStruck
  case isNotStruck
  /// Another organisation or contributor made it.
  case isAnothers
  case isOnePerson
  case isNotMerged
}

extension Record {
  /// Who does something to an entry, when, and why.
  package struct Act: Sendable {
    package let link: Int
    package let by: String
    package let organisation: String
    package let contributor: String?
    package let because: String

    package init(
      link: Int, by: String, organisation: String, contributor: String? = nil, because: String
    ) {
      self.link = link
      self.by = by
      self.organisation = organisation
      self.contributor = contributor
      self.because = because
    }
  }

  /// Says anew what an entry says, and of which day.
  package mutating func correct(
    _ number: Int, _ act: Act, on day: Day? = nil, _ change: (inout Statement) -> Void
  ) throws(Refusal) {
    let last = try last(of: number, act)
    guard var statement = last.statement else { throw .isStruck }
    change(&statement)
    add(to: number, act, client: last.client, on: day ?? last.on, statement)
  }

  /// Says that an entry was made for another client.
  package mutating func move(_ number: Int, to client: String, _ act: Act) throws(Refusal) {
    let last = try last(of: number, act)
    guard let statement = last.statement else { throw .isStruck }
    add(to: number, act, client: client, on: last.on, statement)
  }

  /// Says that an entry was never so.
  package mutating func strike(_ number: Int, _ act: Act) throws(Refusal) {
    let last = try last(of: number, act)
    if last.isStruck { throw .isStruck }
    add(to: number, act, client: last.client, on: last.on, nil)
  }

  /// Says that a struck entry was so after all.
  package mutating func restore(_ number: Int, _ act: Act) throws(Refusal) {
    let last = try last(of: number, act)
    if !last.isStruck { throw .isNotStruck }
    let before = entries[number]?.versions.last { !$0.isStruck }
    guard let before else { throw .unknownEntry }
    add(to: number, act, client: before.client, on: before.on, before.statement)
  }

  /// Only whoever made an entry changes what it says.
  private func last(of number: Int, _ act: Act) throws(Refusal) -> Entry.Version {
    guard let entry = entries[number], let last = entry.versions.last else { throw .unknownEntry }
    if entry.organisation != act.organisation || entry.contributor != act.contributor {
      throw .isAnothers
    }
    return last
  }

  private mutating func add(
    to number: Int, _ act: Act, client: String, on day: Day, _ statement: Statement?
  ) {
    entries[number]?.add(
      Entry.Version(
        link: act.link, by: act.by, because: act.because, client: client, on: day,
        statement: statement))
  }
}
