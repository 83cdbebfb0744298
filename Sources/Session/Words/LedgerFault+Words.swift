import InstrumentKit
import Profile
import Store

extension LedgerFault {
  /// What is said of something that the ledger vouches for.
  func words(_ kind: LedgerKind, _ number: Int64, client: String?) -> Label {
    let what = kind.thing(number)
    let fate = words
    let (nl, en) = client.map { ("cliënt \($0): ", "client \($0): ") } ?? ("", "")
    return Label(
      nl: "E391 \(nl)\(what.nl) \(fate.nl)", en: "E391 \(en)\(what.en) \(fate.en)")
  }

  private var words: Label {
    switch self {
    case .missing: Label(nl: "is verwijderd", en: "was removed")
    case .changed:
      Label(nl: "is niet meer wat werd geschreven", en: "is no longer what was written")
    case .older: Label(nl: "zegt weer wat vroeger gold", en: "says again what held earlier")
    case .unknown:
      Label(nl: "werd door geen programma geschreven", en: "was written by no program")
    }
  }
}

extension LedgerKind {
  fileprivate func thing(_ number: Int64) -> Label {
    switch self {
    case .entry(let kind):
      Label(nl: "\(kind.label.nl) #\(number)", en: "\(kind.label.en) #\(number)")
    case .former(let kind):
      Label(
        nl: "wat \(kind.label.nl) #\(number) eerder zei",
        en: "what \(kind.label.en) #\(number) said before")
    case .revision: Label(nl: "ingreep \(number)", en: "revision \(number)")
    case .merge: Label(nl: "samenvoeging \(number)", en: "merge \(number)")
    case .client: Label(nl: "de rij van de cliënt", en: "the row of the client")
    case .name: Label(nl: "woord \(number)", en: "word \(number)")
    case .item: Label(nl: "vraag \(number)", en: "item \(number)")
    case .moves: Label(nl: "de lijst van overgangen", en: "the list of moves")
    case .meta:
      Label(nl: "wat de opslag van zichzelf weet", en: "what the store knows of itself")
    case .schema: Label(nl: "de vorm van de tabellen", en: "the form of the tables")
    case .response: Label(nl: "het kenmerk van een formulier", en: "the trace of a response")
    }
  }
}
