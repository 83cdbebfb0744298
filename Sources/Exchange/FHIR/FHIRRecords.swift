import InstrumentKit
import Profile

/// Who entered a response, when and with what.
package struct FHIRProvenance: Sendable {
  package let id: String
  /// The UUID of the response.
  package let target: String
  package let filledOn: Day
  package let enteredOn: Day
  /// The operator, by a name that only the store can follow.
  package let enterer: FHIRValue
  package let organisation: FHIRValue?
  package let instrument: Description
  /// The version in which the answers were given.
  package let version: String

  package init(
    id: String, target: String, filledOn: Day, enteredOn: Day, enterer: FHIRValue,
    organisation: FHIRValue?, instrument: Description, version: String
  ) {
    self.id = id
    self.target = target
    self.filledOn = filledOn
    self.enteredOn = enteredOn
    self.enterer = enterer
    self.organisation = organisation
    self.instrument = instrument
    self.version = version
  }

  package var resource: FHIRValue {
    let kinds = FHIRSystem.terminology + "provenance-participant-type"
    let plugin = FHIRValue.identified(
      "Device", FHIRSystem.instrument(instrument.id), FHIRQuestionnaire.plain(version))
    return .members([
      ("resourceType", .text("Provenance")), ("id", .text(id)),
      ("target", .list([.members([("reference", .text("urn:uuid:\(target)"))])])),
      ("occurredDateTime", .text("\(filledOn)")), ("recorded", .text(enteredOn.instant)),
      (
        "agent",
        .list([
          .members([
            ("type", .codings(kinds, "enterer")), ("who", enterer), ("onBehalfOf", organisation),
          ]),
          .members([("type", .codings(kinds, "assembler")), ("who", plugin)]),
        ])
      ),
    ])
  }
}

/// A permission or an objection of a client; its purpose is sealed and never in it.
package struct FHIRConsent: Sendable {
  package let id: String
  package let consent: Consent
  package let patient: FHIRValue
  package let recorded: Day
  /// The day for which its state is told.
  package let day: Day
  package let tongue: Tongue

  package init(
    id: String, _ consent: Consent, patient: FHIRValue, recorded: Day, on day: Day,
    _ tongue: Tongue
  ) {
    self.id = id
    self.consent = consent
    self.patient = patient
    self.recorded = recorded
    self.day = day
    self.tongue = tongue
  }

  package var resource: FHIRValue {
    let state = consent.state(on: day)
    return .members([
      ("resourceType", .text("Consent")), ("id", .text(id)), ("language", .text(tongue.rawValue)),
      ("status", .text(state == .valid || state == .future ? "active" : "inactive")),
      ("scope", .codings(FHIRSystem.terminology + "consentscope", "patient-privacy")),
      ("category", .list([.codings(FHIRSystem.terminology + "v3-ActCode", "IDSCL")])),
      ("patient", patient), ("dateTime", .text("\(recorded)")),
      ("policyRule", rule), ("provision", provision),
    ])
  }

  /// The ground of the law.
  private var rule: FHIRValue {
    let words = FHIRConsent.words(consent.ground, Names.legalGround)
    return .members([
      ("coding", .list([.coding("urn:drempel:legal-ground", consent.ground, words, tongue)])),
      ("text", .text(words.text(tongue))),
    ])
  }

  private var provision: FHIRValue {
    let recipient = FHIRValue.members([
      ("role", .codings(FHIRSystem.terminology + "v3-ParticipationType", "IRCP")),
      (
        "reference",
        .identified("Organization", FHIRSystem.organisation, consent.organisation)
      ),
    ])
    let classes = consent.data.map { data in
      FHIRValue.coding(
        "urn:drempel:shared-data", data, FHIRConsent.words(data, Names.sharedData), tongue)
    }
    return .members([
      ("type", .text(consent.kind == .permission ? "permit" : "deny")), ("period", period),
      ("actor", .list([recipient])), ("class", .list(classes)),
    ])
  }

  /// Both days are part of a period, and the day of withdrawing no longer counts. What never
  /// counted has none.
  private var period: FHIRValue? {
    let withdrawn = consent.withdrawnOn.flatMap { $0 <= day ? $0.adding(days: -1) : nil }
    let end = [consent.until, withdrawn].compactMap(\.self).min()
    if let end, end < consent.from { return nil }
    return .members([
      ("start", .text("\(consent.from)")), ("end", end.map { .text("\($0)") }),
    ])
  }

  private static func words(_ code: String, _ list: CodeList) -> Label {
    guard let place = list.place(of: code) else { return Label(nl: code, en: code) }
    func spaced(_ word: String) -> String { String(word.map { $0 == "-" ? " " : $0 }) }
    return Label(nl: spaced(list.codes[place].nl), en: spaced(list.codes[place].en))
  }
}
