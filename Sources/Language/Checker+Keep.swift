import InstrumentKit
import Profile

extension Checker {
  mutating func checked(_ forget: SyntaxForget) -> ForgetVerb {
    ForgetVerb(
      client: checked(client: forget.client),
      because: interpolated(forget.because, forget.client.span))
  }

  mutating func checked(_ consent: SyntaxConsent) -> ConsentVerb? {
    let before = diagnostics.count
    let client = checked(client: consent.client)
    let organisation = code(consent.organisation, Names.recipient)
    let act: ConsentVerb.Act
    if consent.isWithdrawn {
      act = .withdraw(on: consent.on.flatMap { self.day($0) })
    } else {
      act = given(consent)
    }
    guard diagnostics.count == before, let organisation else { return nil }
    return ConsentVerb(
      client: client, organisation: organisation,
      kind: consent.isRefused ? .objection : .permission, act: act)
  }

  /// A permission says for what and of which data; an objection is to everything unless it says.
  private mutating func given(_ consent: SyntaxConsent) -> ConsentVerb.Act {
    if !consent.isRefused {
      if consent.purpose == nil { expect(.keyword(.for), consent.end) }
      if consent.data.isEmpty { expect(.data, consent.end) }
    }
    var data: [String] = []
    for word in consent.data {
      guard let code = code(word, Names.sharedData) else { continue }
      data.append(code)
    }
    let all = Names.sharedData.codes.map(\.en)
    let from = consent.from.flatMap { self.day($0) }
    let until = consent.until.flatMap { self.day($0) }
    if let from, let until, until < from { note(.endsBefore, consent.end) }
    return .give(
      data: data.isEmpty ? all : all.filter(data.contains),
      ground: consent.ground.flatMap { code($0, Names.legalGround) } ?? "consent",
      purpose: interpolated(consent.purpose, consent.organisation.span), from: from, until: until)
  }

  private mutating func expect(_ expected: Diagnostic.Expected, _ span: Span) {
    note(.expected(expected, isEnd: true, in: nil), span)
  }

  /// The code that a word is of a list, told when it is none.
  private mutating func code(_ word: Word, _ list: CodeList) -> String? {
    guard let place = Checker.place(word.text, in: list) else {
      note(
        .wrongCode(word.text, list: list.name, codes: list.codes, belongsTo: nil), word.span)
      return nil
    }
    return list.codes[place].en
  }
}
