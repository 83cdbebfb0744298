import InstrumentKit

extension SPB {
  /// What a row of the timeline is; a gap covers nothing.
  static let kinds = Option.list("school=school work=werk care=zorg gap=onderbreking other=andere")
  static let doers = Option.list("client=cliënt ocmw=OCMW vdab=VDAB partner=partner")

  static let sections = Form([
    Section(
      "agreement", Label(nl: "Overeenkomst", en: "Agreement"),
      [
        Item("goal", Label(nl: "Doel van de balans", en: "Goal of the balance"), .note),
        Item(
          "duration-months", Label(nl: "Duur in maanden", en: "Duration in months"),
          .number(1...60)),
        Item(
          "confidential",
          Label(nl: "Geheimhouding afgesproken", en: "Confidentiality agreed"), .flag),
        Item(
          "signed-on",
          Label(nl: "Overeenkomst getekend op", en: "Agreement signed on"), .day),
      ]),
    Section(
      "investigation", Label(nl: "Onderzoek", en: "Investigation"),
      [
        Item(
          "timeline",
          Label(nl: "Tijdlijn van school, werk en zorg", en: "Timeline of school, work and care"),
          .table(timeline)),
        Item("competences", Label(nl: "Competenties", en: "Competences"), .table(competences)),
        Item("wishes", Label(nl: "Wensen", en: "Wishes"), .note),
        Item(
          "job-goal", Label(nl: "Heeft een jobdoelwit", en: "Has a job goal"), .shared,
          link: .field("job-goal")),
        Item(
          "job-goal-text", Label(nl: "Welk jobdoelwit", en: "Which job goal"), .shared,
          when: .yes("job-goal"), link: .field("job-goal-text")),
      ]),
    Section(
      "synthesis", Label(nl: "Synthese en plan", en: "Synthesis and plan"),
      [
        Item("synthesis", Label(nl: "Synthese", en: "Synthesis"), .note),
        Item("plan", Label(nl: "Plan", en: "Plan"), .table(plan)),
        Item(
          "discussed-on",
          Label(nl: "Besproken met de cliënt op", en: "Discussed with the client on"), .day,
          .occasion),
        Item(
          "client-agrees", Label(nl: "Cliënt gaat akkoord", en: "Client agrees"), .flag,
          .occasion),
        Item("remark", Label(nl: "Opmerking", en: "Remark"), .note, .occasion),
      ]),
  ])

  private static let timeline = [
    Item("kind", Label(nl: "soort", en: "kind"), .one(kinds)),
    Item("from", Label(nl: "van", en: "from"), .day),
    Item("until", Label(nl: "tot", en: "until"), .day),
    Item("what", Label(nl: "wat", en: "what"), .note),
  ]

  private static let competences = [
    Item(
      "evidence", Label(nl: "bewijs", en: "evidence"),
      .one(Option.list("diploma=diploma attest=attest test=test told=verteld observed=gezien"))),
    Item("what", Label(nl: "competentie", en: "competence"), .note),
  ]

  private static let plan = [
    Item("by", Label(nl: "wie", en: "by"), .one(doers)),
    Item("when", Label(nl: "tegen", en: "by-when"), .day),
    Item("done", Label(nl: "gedaan", en: "done"), .flag),
    Item("step", Label(nl: "stap", en: "step"), .note),
  ]
}
