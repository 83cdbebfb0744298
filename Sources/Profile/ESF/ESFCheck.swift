/// What no participation and no total can be, whatever the rules say.
package struct ESFCheck: Hashable, Sendable {
  /// Indicators of which a record has at most as many as of others: a result and its linked outputs.
  package struct Bound: Hashable, Sendable {
    package let part: String
    package let of: [String]
  }

  package static let bounds: [Bound] = [
    .init(part: "EECO03", of: ["EECO02"]),
    .init(part: "EECR01", of: ["EECO04"]),
    .init(part: "EECR02", of: ["EECO01"]),
    .init(part: "EECR03", of: ["EECO01"]),
    .init(part: "EECR04", of: ["EECO02", "EECO04"]),
    .init(part: "EECR05", of: ["EECO02", "EECO04"]),
    .init(part: "EECR06", of: ["EECO05"]),
  ]

  /// Groups of which each whole record is in exactly one.
  package static let partitions = [
    ["EECO02", "EECO04", "EECO05"], ["EECO09", "EECO10", "EECO11"],
  ]

  /// Groups of which a record is in one at most.
  package static let exclusive = [
    ["EECO06", "EECO07", "EECO08"], ["EECR01", "EECR04"],
  ]

  private static let places = Dictionary(
    uniqueKeysWithValues: ESFIndicator.all.enumerated().map { ($1.code, $0) })

  /// The first relation that a row breaks, as `EECR01 > EECO04`; nil when it breaks none.
  package static func broken(by row: ESFRow) -> String? {
    func counts(_ code: String) -> Int { places[code].map { row.counts($0) ? 1 : 0 } ?? 0 }
    // A record that counts in nothing but the total breaks nothing.
    guard ESFIndicator.all.indices.dropFirst().contains(where: row.counts) else { return nil }
    return broken(counts) { $0 == 1 }
  }

  /// The first relation that counts break; `isWhole` says whether a sum is that of all records.
  package static func broken(_ count: (String) -> Int, isWhole: (Int) -> Bool) -> String? {
    func sum(_ codes: [String]) -> Int { codes.reduce(0) { $0 + count($1) } }
    for bound in bounds where count(bound.part) > sum(bound.of) {
      return "\(bound.part) > \(bound.of.joined(separator: " + "))"
    }
    for group in partitions where !isWhole(sum(group)) {
      return "\(group.joined(separator: " + ")) ≠ EECO01"
    }
    for group in exclusive where sum(group) > count("EECO01") {
      return "\(group.joined(separator: " + ")) > EECO01"
    }
    return nil
  }
}
