import InstrumentKit
import Profile

extension TableText {
  private static let integration = "benefit.at-start in (living-wage, equivalent-living-wage)"

  /// The monitoring tables of the trial, in the order of the published report.
  static let trial: [TableText] =
    [
      TableText(
        "registered", nl: "Geregistreerd", en: "Registered", counts: "clients | count by sex",
        total: .all),
      TableText(
        "followed-up", nl: "Opgevolgd", en: "Followed up",
        counts: "clients | count by followed-up.at-start", total: .all),
      TableText(
        "not-followed-up", nl: "Niet opgevolgd: waarom", en: "Not followed up: why",
        counts:
          "clients where followed-up.at-start = no | count by not-followed-reason.at-start"),
      TableText(
        "benefits", nl: "Uitkering van wie geregistreerd is", en: "Benefit of the registered",
        [
          LineText(
            "unemployment", "werkloosheid", "unemployment",
            "clients where benefit.at-start has unemployment | count"),
          LineText(
            "integration-income", "leefloon of equivalent", "integration income or equivalent",
            "clients where \(integration) | count"),
          LineText(
            "sickness", "ziekte", "sickness",
            "clients where benefit.at-start has sickness | count"),
          LineText(
            "unknown", "onbekend", "unknown", "clients where benefit.at-start is unknown | count",
            isRest: true),
        ]),
      TableText(
        "employed", nl: "Aan het werk", en: "Employed",
        [
          LineText(
            "employed", "aan het werk", "employed", "clients where employed.at-start | count",
            in: nil),
          LineText(
            "art60", "waarvan artikel 60", "of whom art. 60",
            "clients where employed.at-start and employment.at-start = art60 | count"),
          LineText(
            "other", "waarvan andere (IBO)", "of whom other (IBO)",
            "clients where employed.at-start and employment.at-start = other | count"),
          LineText(
            "unknown", "onbekend", "unknown", "clients where employed.at-start is unknown | count",
            in: nil, isRest: true),
        ]),
      TableText(
        "table-4.1", nl: "Tabel 4.1: stromen per locatie", en: "Table 4.1: streams by location",
        counts:
          "referrals where followed-up and stream is known | count by location.at-start, stream",
        total: .byColumn),
    ] + [actions, transferred, directions, fromOCMW, fromVDAB, everybody]

  private static let actions: TableText = {
    let source = "actions where direction.at-start = ocmw-to-vdab and"
    func line(_ name: String, _ nl: String, _ en: String, _ owner: String, _ what: String)
      -> LineText
    {
      LineText(
        name, "\(owner.uppercased()): \(nl)", "\(owner.uppercased()): \(en)",
        "\(source) organisation = \(owner) and \(what) | distinct client | count")
    }
    return TableText(
      "table-4.2", nl: "Tabel 4.2: acties na doorverwijzing door het OCMW",
      en: "Table 4.2: actions after referral by the OCMW",
      [
        line("vdab-mediation", "bemiddeling", "mediation", "vdab", "action-group = guidance"),
        line("vdab-tenders", "tenders", "tenders", "vdab", "action-group = tender"),
        line("vdab-wep-plus", "WEP+", "WEP+", "vdab", "action = work.wep-plus"),
        line(
          "vdab-vocational-training", "beroepsopleiding", "vocational training", "vdab",
          "action = training.vocational"),
        line(
          "vdab-application-training", "sollicitatietraining", "application training", "vdab",
          "action = training.job-application"),
        line("vdab-pwa", "PWA", "PWA", "vdab", "action = work.pwa"),
        line("vdab-work-studio", "werkatelier", "work studio", "vdab", "action = work.work-studio"),
        line(
          "ocmw-activation-guidance", "activeringsbegeleiding", "activation guidance", "ocmw",
          "action-group = guidance"),
        line(
          "ocmw-administrative", "administratief", "administrative", "ocmw",
          "action-group = administrative-legal"),
        line(
          "ocmw-pre-trajectory", "voortraject", "pre-trajectory", "ocmw",
          "action-group = pre-activation"),
        line("ocmw-financial", "financieel", "financial", "ocmw", "action-group = material-aid"),
        line("ocmw-art60", "artikel 60", "art. 60", "ocmw", "action = work.art60"),
        LineText(
          "vdab-other", "VDAB: andere", "VDAB: other",
          """
          \(source) organisation = vdab and not action-group in (guidance, tender)
            and not action in (work.wep-plus, training.vocational, training.job-application,
              work.pwa, work.work-studio) | distinct client | count
          """, isRest: true),
        LineText(
          "ocmw-other", "OCMW: andere", "OCMW: other",
          """
          \(source) organisation = ocmw and not action-group in
            (guidance, administrative-legal, pre-activation, material-aid)
            and action != work.art60 | distinct client | count
          """, isRest: true),
      ])
  }()

  static let transferred = TableText(
    "transfers", nl: "Overdracht", en: "Transfers",
    [
      LineText(
        "definitive", "definitief", "definitive",
        "referrals where followed-up and transfer = definitive{period} | count"),
      LineText(
        "temporary", "tijdelijk", "temporary",
        """
        referrals where followed-up and transfer in (temporary-paused, temporary-continued){period}
        | count
        """),
      LineText(
        "unknown", "onbekend", "unknown",
        "referrals where followed-up and transfer is unknown{period} | count"),
    ])

  static let directions = TableText(
    "directions", nl: "Richting", en: "Directions",
    counts: "referrals where followed-up{period} | count by direction", total: .all)

  private static let fromOCMW: TableText = {
    let source = "referrals where direction = ocmw-to-vdab and turn = 1"
    let regular = "reason-client has ready-regular"
    let social = "reason-client has ready-social"
    func line(
      _ name: String, _ nl: String, _ en: String, _ what: String, in group: Int? = nil
    ) -> LineText {
      LineText(
        name, nl, en, what.isEmpty ? "\(source) | count" : "\(source) and \(what) | count",
        in: group)
    }
    return TableText(
      "from-ocmw", nl: "Doorverwezen door het OCMW", en: "Referred by the OCMW",
      [
        line("all", "allen", "all", ""),
        line(
          "unemployment", "werkloosheidsuitkering", "unemployment benefit",
          "benefit.at-start has unemployment", in: 1),
        line(
          "integration-income", "leefloon of equivalent", "integration income or equivalent",
          integration, in: 1),
        line("sickness", "ziekte", "sickness", "benefit.at-start has sickness", in: 1),
        line("employed", "aan het werk", "at work", "employed.at-start"),
        line(
          "employed-art60", "waarvan artikel 60", "of whom art. 60",
          "employed.at-start and employment.at-start = art60", in: 2),
        line(
          "employed-nec", "waarvan NEC", "of whom nec",
          "employed.at-start and employment.at-start = nec", in: 2),
        line(
          "employed-bnec", "waarvan BNEC", "of whom bnec",
          "employed.at-start and employment.at-start = bnec", in: 2),
        line("ready-regular", "klaar voor regulier werk", "ready for regular work", regular, in: 3),
        line(
          "ready-social-only", "enkel klaar voor sociaal werk", "ready for social work only",
          "\(social) and not \(regular)", in: 3),
        line(
          "ready-neither", "voor geen van beide klaar", "ready for neither",
          "not \(regular) and not \(social)", in: 3),
        line(
          "ready-neither-art60", "waarvan artikel 60 dat afloopt of afgelopen is",
          "of whom art. 60 ending or ended",
          """
          not \(regular) and not \(social)
            and (stream has art60-ending or stream has art60-ended)
          """),
        line(
          "needs-training", "nood aan opleiding", "need of training",
          "reason-client has ready-training"),
        line(
          "training-application", "waarvan sollicitatie", "of whom application",
          "training-ready has job-application", in: 4),
        line(
          "training-vocational", "waarvan beroepsgericht", "of whom vocational",
          "training-ready has vocational", in: 4),
        line(
          "training-personal", "waarvan persoonsgericht", "of whom personal",
          "training-ready has personal", in: 4),
        line(
          "training-language", "waarvan taal", "of whom language", "training-ready has language",
          in: 4),
        line(
          "training-other", "waarvan andere", "of whom other", "training-ready has other", in: 4),
      ])
  }()

  private static let fromVDAB: TableText = {
    let source = "referrals where direction = vdab-to-ocmw and turn = 1"
    return TableText(
      "from-vdab", nl: "Doorverwezen door VDAB", en: "Referred by VDAB",
      [
        LineText("all", "allen", "all", "\(source) | count", in: nil),
        LineText(
          "unemployment", "werkloosheidsuitkering", "unemployment benefit",
          "\(source) and benefit.at-start has unemployment | count"),
        LineText(
          "integration-income", "leefloon of equivalent", "integration income or equivalent",
          "\(source) and \(integration) | count"),
        LineText("none", "geen", "none", "\(source) and benefit.at-start has none | count"),
      ])
  }()

  private static let everybody: TableText = {
    let source = "clients where followed-up.at-start"
    return TableText(
      "referred", nl: "Alle doorverwezenen", en: "All who were referred",
      [
        LineText("all", "allen", "all", "\(source) | count", in: nil),
        LineText(
          "other-offers-better", "andere organisatie heeft een beter aanbod",
          "other organisation offers better",
          "\(source) and reason-organisation.at-start has other-offers-better | count", in: nil),
        LineText(
          "no-tools", "geen geschikte middelen", "no tools",
          "\(source) and reason-organisation.at-start has no-tools | count", in: nil),
        LineText(
          "no-working-dutch", "Nederlands is geen moeder- of voertaal", "no working Dutch",
          "\(source) and dutch-native-or-working.at-start = no | count", in: nil),
        LineText(
          "job-goal", "jobdoelwit", "job goal", "\(source) and job-goal.at-start | count", in: nil),
        LineText(
          "training", "opleiding in 12 maanden", "training in 12 months",
          "\(source) and training-12m.at-start | count", in: nil),
        LineText(
          "experience", "ervaring in 12 maanden", "experience in 12 months",
          "\(source) and experience-12m.at-start | count", in: nil),
      ])
  }()
}
