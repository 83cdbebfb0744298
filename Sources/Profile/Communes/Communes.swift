import InstrumentKit

/// The communes by their names and numbers; read once, at the first question.
struct Communes: Sendable {
  let list: [Commune]
  private let byNumber: [Int32: Int]
  /// Those of a folded Dutch name, and of a French one that is no Dutch one; the oldest first.
  private let byName: [String: [Int]]
  private let touching: [Int32: [(other: Int32, since: Day?)]]

  static let belgium = Communes()

  private init() {
    var list: [Commune] = []
    var group: [Substring] = []
    for line in CommuneTable.communes.utf8.split(separator: 10).map(Substring.init) {
      if line.first == "=" {
        group = line.dropFirst().split(separator: "|")
      } else if let commune = Commune(line, in: group) {
        list.append(commune)
      }
    }
    var byName: [String: [Int]] = [:]
    var french: [String: [Int]] = [:]
    for (place, commune) in list.enumerated() {
      byName[Communes.folded(commune.dutch), default: []].append(place)
      french[Communes.folded(commune.french), default: []].append(place)
    }
    for (name, places) in french where byName[name] == nil { byName[name] = places }
    for name in byName.keys {
      byName[name]?.sort { ($0.age(list), $0) < ($1.age(list), $1) }
    }
    self.list = list
    self.byName = byName
    byNumber = Dictionary(list.enumerated().map { ($1.nis, $0) }) { first, _ in first }
    touching = Communes.touching()
  }

  private static func touching() -> [Int32: [(other: Int32, since: Day?)]] {
    var found: [Int32: [(other: Int32, since: Day?)]] = [:]
    for line in CommuneTable.neighbours.utf8.split(separator: 10) {
      let words = line.split(separator: 32).map(Substring.init)
      guard let own = words.first.flatMap({ Int32($0) }) else { continue }
      for word in words.dropFirst() {
        let parts = word.split(separator: "@")
        guard let other = parts.first.flatMap({ Int32($0) }) else { continue }
        let since = parts.count > 1 ? Day(iso: String(parts[1])) : nil
        found[own, default: []].append((other, since))
        found[other, default: []].append((own, since))
      }
    }
    return found
  }

  /// A commune is written with a hyphen or a blank, and its apostrophe in two ways.
  static func folded(_ name: String) -> String {
    String(
      Names.folded(name).map { sign -> Character in
        switch sign {
        case " ": "-"
        case "’", "‘", "`": "'"
        default: sign
        }
      })
  }

  func named(_ name: String) -> [Commune] {
    if let places = byName[Communes.folded(name)] { return places.map { list[$0] } }
    return Int32(name).flatMap(numbered).map { [$0] } ?? []
  }

  func numbered(_ nis: Int32) -> Commune? { byNumber[nis].map { list[$0] } }

  func neighbours(of commune: Commune, on day: Day) -> Set<Commune> {
    let found = (touching[commune.nis] ?? []).filter { $0.since.map { $0 <= day } ?? true }
    return Set(found.compactMap { numbered($0.other) }.filter { $0.isThere(on: day) })
  }

  var names: [String] { list.flatMap { [$0.dutch, $0.french] } }
}

extension Int {
  /// When a commune at this place of a list began, to put those of one name in order.
  fileprivate func age(_ list: [Commune]) -> Int32 { list[self].since?.number ?? .min }
}

extension Commune {
  /// - Parameter group: arrondissement, province and region.
  fileprivate init?(_ line: Substring, in group: [Substring]) {
    let fields = line.split(separator: "|", omittingEmptySubsequences: false)
    func field(_ place: Int) -> String? {
      fields.indices.contains(place) && !fields[place].isEmpty ? String(fields[place]) : nil
    }
    guard group.count == 3, let nis = Int32(fields[0]), let dutch = field(1) else { return nil }
    self.init(
      nis: nis, dutch: dutch, french: field(2) ?? dutch, arrondissement: String(group[0]),
      province: String(group[1]), region: String(group[2]),
      since: field(3).flatMap { Day(iso: $0) },
      until: field(4).flatMap { Day(iso: $0) }, successor: field(5).flatMap { Int32($0) })
  }
}
