import InstrumentKit
import Language
import Profile
import Store

/// A number that no entry of the trail has.
struct NoSuchLink: Worded {
  let count: Int

  var message: Message {
    Message(
      "E389", "het logboek heeft \(count) regels; na die komt er geen",
      "the trail has \(count) entries; none comes after them",
      next: ("zie het logboek: logboek", "see the trail: audit"))
  }
}

/// A history asked of another moment: it tells of all moments.
struct HistoryOfAMoment: Worded {
  var message: Message {
    Message(
      "E390", "de geschiedenis vertelt zelf wanneer wat bekend werd",
      "a history tells itself what became known when",
      next: ("vraag ze zonder: als bekend …", "ask it without: as known …"))
  }
}

extension Session {
  /// Answers while the store shows what it held at another moment, where a query asks for that.
  ///
  /// Its day is then the day of reference, unless the query names another.
  func asking<Value>(_ query: Query, _ answer: () throws -> Value) throws -> Value {
    guard query.known != nil || (query.source == .report && query.asOf != nil) else {
      return try answer()
    }
    guard let store else { throw StoreError(.notAStore) }
    let before = asked
    defer { asked = before }
    let isOfHistory = query.stages.contains { if case .history = $0 { true } else { false } }
    if query.known != nil, isOfHistory { throw HistoryOfAMoment() }
    guard let known = query.known else {
      asked = query.asOf.map { (day: $0, link: nil) }
      return try answer()
    }
    let moment = try moment(known, store)
    asked = (query.asOf ?? moment.day, moment.link)
    return try store.asHeld(at: moment.link, answer)
  }

  private func moment(_ known: KnownThen, _ store: Store) throws -> (day: Day, link: Int64) {
    switch known {
    case .day(let day):
      return (day, try store.link(before: store.days.end(of: day)))
    case .link(let number):
      guard let at = try store.moment(of: Int64(number)) else {
        throw NoSuchLink(count: try store.linkCount())
      }
      return (store.days.day(of: at), Int64(number))
    }
  }
}
