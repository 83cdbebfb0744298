import Cohort
import Exchange
import InstrumentKit
import Profile
import Store

extension ClientForms {
  /// The referral form between VDAB and OCMW, a page per client, with room to write.
  func referrals(_ clients: [(code: String, observed: [Observed])]) throws -> [ClientForm] {
    var words: [String: ColumnWords] = [:]
    for name in ReferralForm.fields {
      guard let field = FieldCatalog.standard.field(name) else { continue }
      words[name] = ColumnWords(try view.named(name, field.type), tongue)
    }
    let actions = try ActionLines(view, tongue, words: false)
    let days = try self.days()
    return clients.enumerated().map { row, client in
      func answer(_ name: String) -> String? { words[name]?[row] }
      var blocks: [Document.Block] = [
        .heading(
          isDutch
            ? "Doorverwijzing VDAB–OCMW · \(client.code) · \(view.today)"
            : "Referral VDAB–OCMW · \(client.code) · \(view.today)")
      ]
      blocks.append(.facts(person(client.code)))
      blocks.append(.heading(isDutch ? "Waarom en hoe" : "Why and how"))
      blocks.append(
        .facts(
          (days[client.code].map { [day($0)] } ?? [])
            + ReferralForm.fields.compactMap { name in
              let label = FieldCatalog.standard.field(name)?.label.text(tongue) ?? name
              if let words = answer(name) { return Document.Fact(label, words) }
              return ReferralForm.always.contains(name)
                ? Document.Fact(label, ClientForms.dots) : nil
            }))
      blocks += services + known(client.observed, actions.of(client.code)) + end
      return ClientForm(client: client.code, document: Document(blocks))
    }
  }

  private func day(_ day: Day) -> Document.Fact {
    Document.Fact(isDutch ? "Dag van de doorverwijzing" : "Day of the referral", "\(day)")
  }

  /// The day on which the newest referral of each client was told, which the form is about.
  private func days() throws -> [String: Day] {
    let rows = try view.rows(of: .referrals)
    let clients = ColumnWords(try rows.named("client", .text), nil)
    let told = try rows.named("filled-on", .day)
    let direction = try rows.named(
      "direction", FieldCatalog.standard.field("direction")?.type ?? .text)
    let followed = try rows.named("followed-up", .flag)
    var days: [String: Day] = [:]
    for row in 0..<rows.count where direction[row].isKnown || followed[row].value == 1 {
      guard let client = clients[row], let raw = told[row].value else { continue }
      let day = Day(number: Int32(raw))
      days[client] = max(days[client] ?? day, day)
    }
    return days
  }

  /// What the sentence names of the person, or else lines to fill in by hand.
  private func person(_ client: String) -> [Document.Fact] {
    if let shown = shown[client], !shown.isEmpty { return shown.map(\.fact) }
    return (isDutch ? ["Naam", "Rijksregisternummer"] : ["Name", "National number"]).map {
      Document.Fact($0, ClientForms.dots)
    }
  }

  private var services: [Document.Block] {
    func boxes(_ services: [Label]) -> String {
      services.map { "☐ \($0.text(tongue))" }.joined(separator: "   ")
    }
    let lines = Array(repeating: ClientForms.dots + ClientForms.dots, count: 3)
    return [
      .heading(isDutch ? "Wat verwacht wordt" : "What is expected"),
      .facts([
        .init("VDAB", boxes(ReferralForm.vdab)), .init("OCMW", boxes(ReferralForm.ocmw)),
        .init(
          isDutch ? "andere verwachtingen" : "free expectations", lines.joined(separator: "\n")),
      ]),
    ]
  }

  /// What organisations did, a line each.
  private func tried(_ actions: [ActionLines.Line]) -> [Document.Fact] {
    var owners: [String] = []
    for action in actions where !owners.contains(action.owner) { owners.append(action.owner) }
    let tried = isDutch ? "geprobeerd" : "tried"
    if owners.isEmpty {
      return [.init(tried, isDutch ? "geen actie bekend" : "no action is known")]
    }
    return owners.map { owner in
      Document.Fact(
        "\(tried): \(owner.uppercased())",
        actions.filter { $0.owner == owner }.map(\.words).joined(separator: ", "))
    }
  }

  /// By level, the worst first, each with the day on which it was seen.
  private func known(
    _ observed: [Observed], _ actions: [ActionLines.Line]
  ) -> [Document.Block] {
    let (shown, leftOut) = judged(observed)
    var facts = [Level.blocking, .supported].compactMap { level -> Document.Fact? in
      let own = shown.filter { $0.level == level }
      guard let first = own.first else { return nil }
      return Document.Fact(
        first.observed.finding.word(tongue),
        own.map { "\($0.threshold.label.text(tongue)) (\($0.observed.on))" }
          .joined(separator: ", "))
    }
    if facts.isEmpty {
      facts = [
        .init(
          isDutch ? "drempels" : "thresholds",
          isDutch ? "geen drempel bekend" : "none is known")
      ]
    }
    var blocks: [Document.Block] = [
      .heading(isDutch ? "Wat al bekend is" : "What is known"), .facts(facts + tried(actions)),
    ]
    if let note = healthNote(leftOut) { blocks.append(note) }
    return blocks
  }

  private var end: [Document.Block] {
    let line = "........................"
    let signs =
      isDutch
      ? ["cliënt", "consulent die doorverwijst", "consulent die ontvangt"]
      : ["client", "counsellor who refers", "counsellor who receives"]
    return [
      .heading(isDutch ? "Toestemming en handtekeningen" : "Permission and signatures"),
      .paragraph(
        isDutch
          ? "De cliënt stemt in dat deze gegevens naar de andere organisatie gaan: ☐ ja  ☐ nee"
          : "The client agrees that these data go to the other organisation: ☐ yes  ☐ no"),
      .facts(
        signs.map { .init($0, "\(isDutch ? "datum" : "date") \(line)  \(line)\(line)") }),
    ]
  }
}

/// What the form asks.
private enum ReferralForm {
  static let fields = [
    "location", "direction", "stream", "benefit", "vdab-category", "reason-status",
    "reason-client", "training-ready", "training-not-ready", "reason-organisation", "transfer",
    "decision",
  ]

  /// These have a line to write on when they are not known.
  static let always: Set<String> = ["direction", "reason-client", "transfer"]

  static let vdab = [
    Label(nl: "bemiddeling en begeleiding", en: "mediation and guidance"),
    Label(nl: "beroepsopleiding", en: "vocational training"),
    Label(nl: "sollicitatietraining", en: "application training"),
    Label(nl: "WEP+", en: "WEP+"), Label(nl: "IBO", en: "IBO"),
    Label(nl: "tender TAZ (activeringszorg)", en: "tender TAZ (care and activation)"),
    Label(nl: "tender TIBB, armoede of jongeren", en: "tender TIBB, poverty or youth"),
    Label(nl: "GTB-begeleiding", en: "GTB guidance"), Label(nl: "andere", en: "other"),
  ]

  static let ocmw = [
    Label(nl: "activeringsbegeleiding", en: "activation guidance"),
    Label(nl: "artikel 60", en: "art. 60"), Label(nl: "artikel 61", en: "art. 61"),
    Label(nl: "voortraject", en: "pre-trajectory"),
    Label(nl: "socio-professioneel traject", en: "socio-professional trajectory"),
    Label(nl: "Nederlandse lessen", en: "Dutch lessons"),
    Label(nl: "schuldhulp of budgetbegeleiding", en: "debt or budget guidance"),
    Label(nl: "steun of administratie", en: "aid or administration"),
    Label(nl: "andere", en: "other"),
  ]
}
