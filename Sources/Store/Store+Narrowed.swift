import GRDB
import InstrumentKit
import Profile

/// What people who were known under two codes permitted: what was said before these were one holds as
/// far as it was said under each that has said anything to that organisation.
extension Store {
  /// The same rows as they hold; what is kept of them stays as it was said.
  func narrowed(
    _ consents: [StoredConsent], _ database: Database
  ) throws -> [StoredConsent] {
    // Rights are always today's, and so is who is one person.
    let merges = try Row.fetchAll(
      database, sql: "SELECT \(Merge.columns) FROM main.merge WHERE until IS NULL"
    ).map { Merge($0) }
    if merges.isEmpty { return consents }
    let persons = try Persons(database, "main.")
    var lastBefore: [String: Int64] = [:]
    for merge in merges {
      guard let code = try Store.code(of: merge.client, database) else { continue }
      let person = persons.code(of: code)
      let last = try lastNumber(at: merge.since - 1, database)
      lastBefore[person] = max(lastBefore[person] ?? 0, last)
    }
    let told = Dictionary(grouping: consents) { persons.code(of: $0.consent.client) }
    return consents.map { row in
      let person = persons.code(of: row.consent.client)
      guard let last = lastBefore[person], row.id <= last else { return row }
      let others = (told[person] ?? []).filter { other in
        other.id <= last && other.consent.client != row.consent.client
          && other.consent.organisation == row.consent.organisation
      }
      let byCode = Dictionary(grouping: others.map(\.consent)) { $0.client }
      return byCode.keys.sorted().reduce(row) { row, code in
        StoredConsent(
          id: row.id, consent: row.consent.narrowed(by: byCode[code] ?? []),
          recorded: row.recorded, mark: row.mark)
      }
    }
  }
}

extension Consent {
  /// What is left of a permission beside what the same person said under another code.
  fileprivate func narrowed(by others: [Consent]) -> Consent {
    guard kind == .permission, !others.isEmpty else { return self }
    var (data, from, until, withdrawnOn) = (data, from, until, withdrawnOn)
    func end(_ day: Day) { until = until.map { min($0, day) } ?? day }
    for objection in others where objection.kind == .objection && objection.withdrawnOn == nil {
      end(objection.from.adding(days: -1))
    }
    let permissions = others.filter { $0.kind == .permission }
    let standing = permissions.filter { $0.withdrawnOn == nil }
    if standing.isEmpty {
      if let last = permissions.compactMap(\.withdrawnOn).max() {
        withdrawnOn = withdrawnOn.map { min($0, last) } ?? last
      }
    } else {
      let shared = Set(standing.flatMap(\.data))
      data = data.filter(shared.contains)
      from = max(from, standing.map(\.from).min() ?? from)
      let ends = standing.map(\.until)
      if !ends.contains(nil), let last = ends.compactMap(\.self).max() { end(last) }
      if data.isEmpty { end(from.adding(days: -1)) }
    }
    return Consent(
      client: client, kind: kind, organisation: organisation, data: data, ground: ground,
      from: from, until: until, withdrawnOn: withdrawnOn)
  }
}
