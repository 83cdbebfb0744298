import InstrumentKit

/// That a client permits an organisation to see some data for a purpose, or objects to it.
package struct Consent: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable { case permission, objection }

  /// How it stands on a day, as a code of `Names.consentState`.
  package enum State: String, Hashable, Sendable, CaseIterable {
    case valid, expired, withdrawn, future
  }

  package let client: String
  package let kind: Kind
  /// A code of `Names.recipient`.
  package let organisation: String
  /// Codes of `Names.sharedData`, in their order.
  package let data: [String]
  /// A code of `Names.legalGround`.
  package let ground: String
  package let from: Day
  /// The last day; nil for no end.
  package let until: Day?
  /// The day from which it no longer counts.
  package let withdrawnOn: Day?

  package init(
    client: String, kind: Kind, organisation: String, data: [String], ground: String, from: Day,
    until: Day?, withdrawnOn: Day? = nil
  ) {
    self.client = client
    self.kind = kind
    self.organisation = organisation
    self.data = data
    self.ground = ground
    self.from = from
    self.until = until
    self.withdrawnOn = withdrawnOn
  }

  package func state(on day: Day) -> State {
    Consent.state(from: from, until: until, withdrawnOn: withdrawnOn, on: day)
  }

  package func isValid(on day: Day) -> Bool { state(on: day) == .valid }

  package static func state(from: Day, until: Day?, withdrawnOn: Day?, on day: Day) -> State {
    if let withdrawnOn, withdrawnOn <= day { return .withdrawn }
    if from > day { return .future }
    if let until, until < day { return .expired }
    return .valid
  }
}

extension Names {
  package static let consentKind = CodeList("kind", "permission=toestemming objection=bezwaar")

  package static let consentState = CodeList(
    "state", "valid=geldig expired=verlopen withdrawn=ingetrokken future=toekomstig")

  /// To whom data may go.
  package static let recipient = CodeList(
    "organisation",
    """
    vdab ocmw gtb ga tender-partner=tenderpartner caw cgg reception-office=onthaalbureau
    health-insurer=ziekenfonds rva partner
    """)

  /// What may go: groups of fields, and what they do not have.
  package static let sharedData = CodeList(
    "data",
    """
    profile=profiel identity=identiteit notes=notities health=gezondheid justice=justitie
    debts=schulden thresholds=drempels instruments=instrumenten
    """)

  /// On which ground of the law; consent is one of several.
  package static let legalGround = CodeList(
    "ground",
    """
    consent=toestemming contract=overeenkomst legal-obligation=wettelijke-verplichting
    legal-task=wettelijke-taak vital-interest=vitaal-belang
    """)
}
