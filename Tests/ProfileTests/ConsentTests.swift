import InstrumentKit
import Profile
import Testing

/// How a permission or an objection stands on a day.
@Suite struct ConsentTests {
  private func consent(
    from: Int32 = 100, until: Int32? = nil, withdrawn: Int32? = nil
  ) -> Consent {
    Consent(
      client: "A1", kind: .permission, organisation: "vdab", data: ["health"], ground: "consent",
      from: Day(number: from), until: until.map(Day.init(number:)),
      withdrawnOn: withdrawn.map(Day.init(number:)))
  }

  @Test func itCountsFromItsFirstDayToItsLastAndNotFromItsWithdrawal() {
    func states(_ consent: Consent) -> [Consent.State] {
      [99, 100, 110, 111].map { consent.state(on: Day(number: $0)) }
    }
    #expect(states(consent()) == [.future, .valid, .valid, .valid])
    #expect(states(consent(until: 110)) == [.future, .valid, .valid, .expired])
    #expect(states(consent(withdrawn: 110)) == [.future, .valid, .withdrawn, .withdrawn])
    #expect(states(consent(withdrawn: 90)) == [.withdrawn, .withdrawn, .withdrawn, .withdrawn])
    #expect(states(consent(until: 100, withdrawn: 111)) == [.future, .valid, .expired, .withdrawn])
    #expect(consent().isValid(on: Day(number: 100)) && !consent().isValid(on: Day(number: 99)))
  }

  @Test func itsListsHaveACodeForEachCase() {
    #expect(Names.consentState.codes.map(\.en) == Consent.State.allCases.map(\.rawValue))
    #expect(Names.consentKind.codes.map(\.en) == Consent.Kind.allCases.map(\.rawValue))
    for list in [
      Names.consentState, Names.consentKind, Names.recipient, Names.sharedData, Names.legalGround,
    ] {
      #expect(Set(list.codes.map(\.en)).count == list.codes.count)
      for (place, code) in list.codes.enumerated() {
        #expect(list.place(of: code.nl) == place && list.place(of: code.en) == place)
      }
    }
  }
}
