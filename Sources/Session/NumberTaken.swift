import InstrumentKit
import Profile
import Store

/// A national number that stands for another client, where one person gives it.
struct NumberTaken: Worded {
  let client: String

  var message: Message {
    Message(
      "E396", "het rijksregisternummer is dat van \(client); niets is gewijzigd",
      "the national register number is \(client)'s; nothing was changed",
      next: (
        "is het dezelfde persoon, gebruik die code of voeg samen: voeg … samen …",
        "for the same person use that code, or merge: merge … into …"
      ))
  }
}

extension RegistrationWriter.Outcome {
  /// - Throws: why what somebody said is not kept.
  func mustBeTaken() throws {
    switch self {
    case .forgotten: throw StoreError(.forgotten)
    case .beforeBirth: throw EarlierDay(isBeforeBirth: true)
    case .bornAfter: throw BornAfterEarlier()
    case .numberTaken(let holder): throw NumberTaken(client: holder.client)
    case .added, .same, .replaced, .corrected: return
    // Nobody who answers is told that something was kept that was not.
    case .conflict, .before, .revised, .repeated, .outdated, .otherClient:
      throw StoreError(.damaged(what: "entry"))
    }
  }
}
