import InstrumentKit

extension Intake {
  /// What answers can contradict each other; the place is the bit in the measure.
  static let conflicts = Option.list(
    """
    art60-stream-without-employment=stroom-art.-60-zonder-tewerkstelling
    stream-against-direction=stroom-tegen-de-richting
    ready-and-not-ready=klaar-en-niet-klaar
    training-ready-and-not-ready=opleiding-klaar-en-niet-klaar
    pregnancy-of-a-man=zwangerschap-bij-een-man
    living-wage-without-date=leefloon-zonder-datum
    equivalent-without-date=equivalent-leefloon-zonder-datum
    """)

  /// The items at odds for each conflict, in the same order.
  public static let conflictItems: [[String]] = [
    ["stream", "employment"], ["stream", "direction"], ["reason-client"],
    ["training-ready", "training-not-ready"], ["pregnancy", "sex"],
    ["benefit", "living-wage-since"], ["benefit", "equivalent-since"],
  ]

  /// The conflicts of one subject, a bit each.
  func conflicts(of subject: Subject) -> Int32 {
    let streams = subject.mask(IntakeInput.streams.rawValue) ?? 0
    let reasons = subject.mask(IntakeInput.reasons.rawValue) ?? 0
    let benefit = subject.mask(IntakeInput.benefit.rawValue) ?? 0
    var found: Int32 = 0
    func note(_ place: Int32, _ isConflict: Bool) { if isConflict { found |= 1 << place } }
    // art60-ending is bit 3 of the streams, art60 place 2 of the employments.
    note(0, streams & 0b01000 != 0 && subject.number(IntakeInput.employment.rawValue) != 2)
    switch subject.number(IntakeInput.direction.rawValue) {
    case 0: note(1, streams & 0b1100000 != 0)
    case 1: note(1, streams & 0b0011111 != 0)
    default: break
    }
    note(2, reasons & 0b01001 == 0b01001 || reasons & 0b10100 == 0b10100)
    let ready = subject.mask(IntakeInput.ready.rawValue) ?? 0
    note(3, ready & (subject.mask(IntakeInput.notReady.rawValue) ?? 0) != 0)
    let pregnancy = subject.levels[.pregnancy]
    note(
      4,
      subject.number(IntakeInput.sex.rawValue) == 0
        && (pregnancy == .supported || pregnancy == .blocking))
    note(5, benefit & 0b01000 != 0 && !subject[IntakeInput.livingWageSince.rawValue].isKnown)
    note(6, benefit & 0b10000 != 0 && !subject[IntakeInput.equivalentSince.rawValue].isKnown)
    return found
  }

  static let followed = Reason("followed-up", Label(nl: "doorverwezen", en: "referred"))
  static let otherHelp = Reason(
    "helped-otherwise",
    Label(nl: "niet doorverwezen om een andere reden", en: "not referred for another reason"))
  static let notReady = Reason("not-ready", Label(nl: "nog niet klaar", en: "not ready yet"))
  static let notRegistered = Reason(
    "not-registered",
    Label(nl: "de reden is niet geregistreerd", en: "the reason is not registered"))
}
