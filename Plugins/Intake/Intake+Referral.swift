import InstrumentKit

extension Intake {
  static let notFollowed = Option.list(
    """
    not-ready=niet-klaar no-suitable-offer=geen-passend-aanbod client-declines=cliënt-wil-niet
    other-cooperation=andere-samenwerking maximum-reached=maximum-bereikt
    no-capacity=geen-capaciteit other=andere
    """)
  static let directions = Option.list("ocmw-to-vdab=OCMW-naar-VDAB vdab-to-ocmw=VDAB-naar-OCMW")
  static let transfers = Option.list(
    """
    definitive=definitief temporary-paused=tijdelijk,-onderbroken
    temporary-continued=tijdelijk,-doorlopend
    """)

  static let streams: [Option] = {
    let toVDAB = Option.list(
      """
      mandatory-registration=verplichte-inschrijving
      ready-regular-or-social=klaar-voor-regulier-of-sociaal-werk mmpp-taz=MMPP-naar-TAZ
      art60-ending=art60-loopt-af art60-ended=art60-afgelopen
      """)
    let toOCMW = Option.list(
      """
      jobseeker-not-suspended=werkzoekende,-niet-geschorst
      jobseeker-suspended=werkzoekende,-geschorst
      """)
    return toVDAB.map { Option($0.code, $0.label, when: .has("direction", "ocmw-to-vdab")) }
      + toOCMW.map { Option($0.code, $0.label, when: .has("direction", "vdab-to-ocmw")) }
  }()

  static let reasonsClient = Option.list(
    """
    ready-regular=klaar-voor-regulier-werk ready-social=klaar-voor-sociaal-werk
    ready-training=klaar-voor-opleiding not-ready-regular=niet-klaar-voor-regulier-werk
    not-ready-training=niet-klaar-voor-opleiding needs-assistance=begeleiding-nodig
    no-assistance-needed=geen-begeleiding-nodig
    """)
  static let trainings = Option.list(
    """
    job-application=solliciteren vocational=beroepsgericht personal=persoonsgericht
    language=taal other=andere
    """)

  /// Everything after the first question is asked only of those who are really referred.
  static let referral = Section(
    "referral", Label(nl: "Doorverwijzing", en: "Referral"),
    [
      field("followed-up", "Doorverwezen", "Referred"),
      one(
        "not-followed-reason", "Waarom niet", "Why not", .many(saidInWords(notFollowed)),
        .no("followed-up")),
      one("direction", "Richting", "Direction", .one(directions), isFollowed),
      one("stream", "Stroom", "Stream", .many(streams), isFollowed),
      field("reason-status", "Reden: statuut", "Reason: status", when: isFollowed),
      one("reason-client", "Reden: cliënt", "Reason: client", .many(reasonsClient), isFollowed),
      one(
        "training-ready", "Klaar voor opleiding", "Ready for training", .many(trainings),
        .has("reason-client", "ready-training")),
      one(
        "training-not-ready", "Niet klaar voor opleiding", "Not ready for training",
        .many(trainings), .has("reason-client", "not-ready-training")),
      field("reason-organisation", "Reden: organisatie", "Reason: organisation", when: isFollowed),
      field("reason-other", "Andere reden", "Other reason", .occasion, when: isFollowed),
      one("transfer", "Overdracht", "Transfer", .one(transfers), isFollowed),
      field("decision", "Beslissing", "Decision", when: isFollowed),
    ])

  private static let isFollowed = Condition.yes("followed-up")

  private static func one(
    _ name: String, _ nl: String, _ en: String, _ type: AnswerType, _ condition: Condition
  ) -> Item {
    Item(name, Label(nl: nl, en: en), type, when: condition, link: .field(name))
  }
}
