import Cohort
import InstrumentKit
import Language
import Profile

/// The commune of each client, as it is on a day.
struct ClientCommunes {
  /// As it was written, folded; nil where none was.
  private let texts: [String?]
  private let communes: [Commune?]
  private let day: Day

  init(_ state: DashboardState, on day: Day) {
    self.day = day
    var known: [String: Commune?] = [:]
    texts = (0..<state.count).map { state.commune($0) }
    communes = texts.map { text in
      guard let text else { return nil }
      if let commune = known[text] { return commune }
      let commune = Commune.named(text, on: day)
      known[text] = .some(commune)
      return commune
    }
  }

  /// The clients of some communes.
  func of(_ belongs: (Commune) -> Bool) -> [Int] {
    communes.indices.filter { communes[$0].map(belongs) ?? false }
  }

  /// The clients of a commune that is in no list.
  func written(_ name: String) -> [Int] {
    texts.indices.filter { texts[$0] == Names.folded(name) }
  }

  /// The clients of the communes around one.
  func neighbours(of commune: Commune) -> [Int] {
    let around = commune.neighbours(on: day)
    let from = max(day, Commune.bordersKnown)
    return of { other in
      if other == commune { return false }
      return around.contains(other) || other.successor(on: from).map(around.contains) ?? false
    }
  }

  /// The clients of whom nobody knows where they live: they are in no province.
  var unplaced: [Int] { communes.indices.filter { communes[$0] == nil } }
}

/// A commune that is in no list.
struct UnknownCommune: Worded {
  let name: String

  /// The name that is meant, if one is near.
  var near: String? {
    let names = Commune.names
    let folded = names.map(Names.folded)
    return Nearest.of(Names.folded(name), among: folded)
      .flatMap { folded.firstIndex(of: $0) }.map { names[$0] }
  }

  var message: Message {
    Message(
      "E375", "geen gemeente heet \"\(name)\", en geen rij heeft dat woord",
      "no commune is called \"\(name)\", and no row has that word",
      next: near.map { ("bedoelde u \"\($0)\"?", "did you mean \"\($0)\"?") })
  }
}

extension Commune {
  /// Of one that is gone, what it became part of, and since when.
  func whatBecame(on day: Day) -> Label {
    let now = successor(on: day) ?? self
    let since = now.since ?? until.map { $0.adding(days: 1) }
    return Label(
      nl: "\(dutch) is deel van \(now.dutch) sinds \(since.map { "\($0)" } ?? "?")",
      en: "\(dutch) is part of \(now.dutch) since \(since.map { "\($0)" } ?? "?")")
  }
}
