import InstrumentKit
import Language
import PluginHost
import Profile

/// What words mean that are no words of the language: names of lists, reports and roles, answers,
/// and what stands in capitals where the language is described.
extension Help {
  /// Nil when nothing is called so.
  static func meaning(_ name: String, _ session: Session) -> Document? {
    let tongue = session.tongue
    let word = Names.folded(name)
    return readyList(word, tongue) ?? report(word, tongue) ?? roles(word, session)
      ?? subject(word, tongue) ?? function(word, tongue) ?? place(name, tongue)
      ?? specification(word, tongue) ?? column(word, tongue) ?? code(word, session)
  }

  private static func readyList(_ word: String, _ tongue: Tongue) -> Document? {
    guard
      let list = ReadyList.all.first(where: { $0.name == word || Names.folded($0.dutch) == word })
    else { return nil }
    let isDutch = tongue == .nl
    let clients = Keyword.clients.word(tongue)
    let name = isDutch ? list.dutch : list.name
    let stages = list.stages.replacing("{span}", with: "3 months").split(
      whereSeparator: \.isNewline
    )
    .joined(separator: " ")
    return Document([
      .heading("\(Keyword.list.word(tongue)) \(name)"), .paragraph(list.about.text(tongue)),
      .facts([
        .init(
          isDutch ? "voorbeeld" : "example", "\(clients) | \(Keyword.list.word(tongue)) \(name)"),
        .init(isDutch ? "voluit, in het Engels" : "in full", stages),
        .init(isDutch ? "Engels" : "English", list.name),
        .init(isDutch ? "Nederlands" : "Dutch", list.dutch),
      ]),
    ])
  }

  private static func report(_ word: String, _ tongue: Tongue) -> Document? {
    guard let kind = ReportKind(word: word), Keyword(word: word) == nil else { return nil }
    let isDutch = tongue == .nl
    return Document([
      .heading(kind.title.text(tongue)),
      .facts([
        .init(isDutch ? "voorbeeld" : "example", kind.shape(tongue)),
        .init(isDutch ? "Engels" : "English", kind.rawValue),
        .init(isDutch ? "Nederlands" : "Dutch", kind.dutch),
      ]),
    ])
  }

  /// Who works, and what each may do that others may not.
  private static func roles(_ word: String, _ session: Session) -> Document? {
    let isAbout =
      ["role", "roles", "rol", "rollen"].contains(word) || Names.roles.place(of: word) != nil
    guard isAbout else { return nil }
    let isDutch = session.tongue == .nl
    return Document([
      .heading(isDutch ? "Rollen" : "Roles"),
      .paragraph(
        isDutch
          ? "In welke rol iemand werkt, zegt --role bij het begin; zonder is dat beheerder."
          : "In which role somebody works is said by --role at the start; without it, admin."),
      .facts(
        Names.roles.codes.map { role in
          .init(isDutch ? role.nl : role.en, rights(of: role.en, session).text(session.tongue))
        }),
    ])
  }

  private static func rights(of role: String, _ session: Session) -> Label {
    let policy = Policy(operator: nil, role: role, purpose: nil, isReadOnly: false)
    var nl: [String] = []
    var en: [String] = []
    if policy.mayAudit {
      nl.append("leest het logboek")
      en.append("reads the trail")
    }
    if policy.mayForget {
      nl.append("laat een cliënt vergeten")
      en.append("may have a client forgotten")
    }
    let read = session.plugins.filter { plugin in
      plugin.sections.contains { $0.readers?.contains(role) == true }
    }.map(\.id)
    if role == "admin" {
      nl.append("leest ook wat voor enkelen is")
      en.append("reads what is for some, too")
    } else if !read.isEmpty {
      nl.append("leest de afgeschermde delen van \(read.joined(separator: ", "))")
      en.append("reads the closed sections of \(read.joined(separator: ", "))")
    }
    return Label(
      nl: nl.isEmpty ? "vult in, scoort en exporteert" : nl.joined(separator: "; "),
      en: en.isEmpty ? "fills in, scores and exports" : en.joined(separator: "; "))
  }

  /// Subjects that are spread over several sentences.
  private static func subject(_ word: String, _ tongue: Tongue) -> Document? {
    let isDutch = tongue == .nl
    switch word {
    case "esf", "esf+", "spb":
      return Document([
        .heading("ESF+"),
        .paragraph(
          isDutch
            ? "Deelnames komen uit een bestand; per periode telt de uitvoer de gemeenschappelijke "
              + "indicatoren (EECO: wie instapt, EECR: wat eruit kwam). Wie onvolledig is, staat "
              + "apart. spb is de socio-professionele balans per cliënt."
            : "Participations come out of a file; the export counts the common indicators of a "
              + "period (EECO: who enters, EECR: what came of it). Who is incomplete stands apart. "
              + "spb is the socio-professional balance of each client."),
        .facts(
          [Keyword.participations, .import, .export].map { keyword in
            .init(
              "\(isDutch ? "zie hulp" : "see help") \(keyword.word(tongue))",
              Topic.of(keyword)?.summary.text(tongue) ?? "")
          }),
        .facts(ESFIndicator.all.map { .init($0.code, $0.label.text(tongue)) }),
      ])
    default: return nil
    }
  }

  private static func function(_ word: String, _ tongue: Tongue) -> Document? {
    guard Keyword(word: word) == nil, SummaryFunction(word: word) != nil else { return nil }
    return sentence(.summarise, tongue)
  }

  private static func specification(_ word: String, _ tongue: Tongue) -> Document? {
    let found = Specification.all.first {
      $0.code == word || Names.folded(Names.specification($0, .nl)) == word
    }
    guard let found else { return nil }
    return named(
      found.label, en: found.code, nl: Names.specification(found, .nl),
      Label(
        nl: "een specificatie: wat er precies belemmert", en: "a specification: what hinders"),
      tongue)
  }

  /// Columns that only some tables have.
  private static func column(_ word: String, _ tongue: Tongue) -> Document? {
    let of = SourceKind.allCases.filter { source in
      source.own.contains { $0.name == word || Names.folded($0.dutch) == word }
    }
    guard let first = of.first,
      let own = first.own.first(where: { $0.name == word || Names.folded($0.dutch) == word })
    else { return nil }
    let tables = of.map { Keyword(rawValue: $0.rawValue)?.word(tongue) ?? $0.rawValue }
      .joined(separator: ", ")
    var facts = [
      Document.Fact(tongue == .nl ? "Engels" : "English", own.name),
      Document.Fact(tongue == .nl ? "Nederlands" : "Dutch", own.dutch),
      Document.Fact(tongue == .nl ? "kolom van" : "column of", tables),
    ]
    if let codes = own.type.list?.codes {
      let words = codes.map { tongue == .nl ? $0.nl : $0.en }.joined(separator: ", ")
      facts.append(Document.Fact("codes", words))
    }
    return Document([.heading(tongue == .nl ? own.dutch : own.name), .facts(facts)])
  }

  /// An answer: of which fields, thresholds and outcomes it is one.
  private static func code(_ word: String, _ session: Session) -> Document? {
    let tongue = session.tongue
    var owners: [String] = []
    var found: CodeList.Code?
    for (owner, list) in lists(session) {
      let code = list.codes.first { $0.en.lowercased() == word || Names.folded($0.nl) == word }
      guard let code, list != .countries else { continue }
      found = found ?? code
      if !owners.contains(owner) { owners.append(owner) }
    }
    guard let found else { return nil }
    let shown = owners.prefix(6).joined(separator: ", ") + (owners.count > 6 ? ", …" : "")
    return named(
      Label(nl: found.nl, en: found.en), en: found.en, nl: found.nl,
      Label(nl: "een antwoord op \(shown)", en: "an answer to \(shown)"), tongue)
  }

  /// Every closed list, by the name of what has it.
  private static func lists(_ session: Session) -> [(String, CodeList)] {
    let tongue = session.tongue
    let fields = FieldCatalog.standard.fields.compactMap { field in
      field.type.list.map { (tongue == .nl ? field.dutch : field.name, $0) }
    }
    let own = SourceKind.allCases.flatMap(\.own).compactMap { own in
      own.type.list.map { (tongue == .nl ? own.dutch : own.name, $0) }
    }
    let measures = session.schema.instruments.flatMap { instrument in
      instrument.measures.compactMap { measure in
        measure.type.list.map {
          ("\(instrument.id).\(tongue == .nl ? measure.dutch : measure.name)", $0)
        }
      }
    }
    let levels = (Keyword.thresholds.word(tongue), Names.levels)
    let absent = (
      Keyword.thresholds.word(tongue),
      CodeList("absence", Names.absences.codes + [Names.notAssessed])
    )
    let groups = (tongue == .nl ? "groep" : "group", Names.groups)
    let parts = (Keyword.report.word(tongue), ReportRef.parts)
    return [levels, absent, groups, parts] + fields + own + measures
  }

  private static func named(
    _ label: Label, en: String, nl: String, _ what: Label, _ tongue: Tongue
  ) -> Document {
    Document([
      .heading(label.text(tongue)), .paragraph(what.text(tongue)),
      .facts([
        .init(tongue == .nl ? "Engels" : "English", en),
        .init(tongue == .nl ? "Nederlands" : "Dutch", nl),
      ]),
    ])
  }
}
