import InstrumentKit
import Profile
import Store

extension Session {
  /// Whom a national number finds that was given in the place of a code, and what is to be told of
  /// that; nil where it is none, or nobody's. The number itself is told nowhere.
  func numbered(_ word: String) throws -> (client: String, note: Label?)? {
    guard let store, !policy.forbidden.contains(.identity),
      let number = NationalNumber(word, on: today),
      let owner = try store.owners(ofNumber: number.digits).first
    else { return nil }
    try store.log(
      TrailEntry(
        verb: "identity", actor: policy.actor, about: [owner.client],
        fields: ["national-number"], count: 1))
    let client = owner.client
    switch owner.state {
    case .stands: return (client, nil)
    case .former:
      return (
        client,
        Label(
          nl: "let op: dit rijksregisternummer was vroeger dat van \(client); nu geldt een ander",
          en: "note: this national register number was \(client)'s before; another stands now")
      )
    case .mistaken:
      return (
        client,
        Label(
          nl: "let op: dit rijksregisternummer stond bij vergissing bij \(client)",
          en: "note: this national register number stood with \(client) by mistake")
      )
    }
  }
}
