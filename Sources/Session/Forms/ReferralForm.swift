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
    let actions = try self.actions()
    return clients.enumerated().map { row, client in
      func known(_ name: String) -> String? { words[name]?[row] }
      var blocks: [Document.Block] = [
        .heading(
          isDutch
            ? "Doorverwijzing VDAB–OCMW · \(client.code) · \(view.today)"
            : "Referral VDAB–OCMW · \(client.code) · \(view.today)")
      ]
      blocks.append(.facts(person(client.code)))
      for section in ReferralForm.sections {
        blocks.append(.heading(section.title.text(tongue)))
        blocks.append(
          .facts(
            section.fields.map { name in
              let label = FieldCatalog.standard.field(name)?.label.text(tongue) ?? name
              return Document.Fact(label, known(name) ?? ClientForms.dots)
            }))
      }
      blocks += services + tried(actions[client.code] ?? []) + thresholds(client.observed) + end
      return ClientForm(client: client.code, document: Document(blocks))
    }
  }

  /// What the sentence names of the person, or else lines to fill in by hand.
  private func person(_ client: String) -> [Document.Fact] {
    if let facts = shown[client], !facts.isEmpty { return facts }
    return (isDutch ? ["Naam", "Rijksregisternummer"] : ["Name", "National number"]).map {
      Document.Fact($0, ClientForms.dots)
    }
  }

  private var services: [Document.Block] {
    let heading = isDutch ? "Welke dienst wordt verwacht" : "Which service is expected"
    return [
      .heading(heading),
      .table(
        .init(
          columns: ["VDAB", "OCMW"],
          rows: zip(ReferralForm.vdab, ReferralForm.ocmw).map { pair in
            [pair.0, pair.1].map { $0.text(tongue).isEmpty ? "" : "☐ \($0.text(tongue))" }
          })),
      .heading(isDutch ? "Vrije verwachtingen" : "Free expectations"),
      .paragraph(Array(repeating: ClientForms.dots, count: 3).joined(separator: "\n")),
    ]
  }

  private func tried(_ actions: [[String]]) -> [Document.Block] {
    let columns =
      isDutch
      ? ["organisatie", "actie", "begint", "voorzien einde"]
      : ["organisation", "action", "starts", "planned end"]
    let none = isDutch ? "Geen actie bekend." : "No action is known."
    return [
      .heading(isDutch ? "Wat al geprobeerd werd" : "What was tried"),
      actions.isEmpty ? .paragraph(none) : .table(.init(columns: columns, rows: actions)),
    ]
  }

  private func thresholds(_ observed: [Observed]) -> [Document.Block] {
    let (shown, leftOut) = judged(observed)
    let rows = shown.filter { $0.level != .noBarrier }.map { judged in
      [
        judged.threshold.label.text(tongue), judged.observed.finding.word(tongue),
        "\(judged.observed.on)", judged.observed.source ?? (isDutch ? "notitie" : "record"),
      ]
    }
    var blocks: [Document.Block] = [.heading(isDutch ? "Drempels" : "Thresholds")]
    if rows.isEmpty {
      blocks.append(.paragraph(isDutch ? "Geen drempel bekend." : "No threshold is known."))
    } else {
      blocks.append(
        .table(
          .init(
            columns: isDutch
              ? ["drempel", "niveau", "op", "bron"] : ["threshold", "level", "on", "source"],
            rows: rows)))
    }
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
      .table(
        .init(
          columns: isDutch ? ["wie", "datum", "handtekening"] : ["who", "date", "signature"],
          rows: signs.map { [$0, line, line] })),
    ]
  }

  /// What organisations did or plan, by client.
  private func actions() throws -> [String: [[String]]] {
    let rows = try view.rows(of: .actions)
    let columns = try [
      ("client", FieldType.text), ("organisation", .code(Names.organisation)),
      ("action", .code(Names.action)), ("starts", .day), ("planned-end", .day),
    ].map { ColumnWords(try rows.named($0.0, $0.1), tongue) }
    var actions: [String: [[String]]] = [:]
    for row in 0..<rows.count {
      let words = columns.map { $0[row] ?? "" }
      actions[words[0], default: []].append(Array(words.dropFirst()))
    }
    return actions
  }
}

/// What the form asks.
private enum ReferralForm {
  static let sections: [(title: Label, fields: [String])] = [
    (
      Label(nl: "Van en naar", en: "From and to"),
      ["location", "direction", "stream", "benefit", "vdab-category"]
    ),
    (
      Label(nl: "Waarom wordt doorverwezen", en: "Why the client is referred"),
      [
        "reason-status", "reason-client", "training-ready", "training-not-ready",
        "reason-organisation",
      ]
    ),
    (Label(nl: "Hoe", en: "How"), ["transfer", "decision"]),
  ]

  static var fields: [String] { sections.flatMap(\.fields) }

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
