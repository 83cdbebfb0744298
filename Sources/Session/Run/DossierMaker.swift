import Cohort
import Exchange
import InstrumentKit
import Language
import PluginHost
import Profile
import Store

/// Gathers what an instrument knows of each client, and lets it lay that out as its own form.
struct DossierMaker {
  let plugin: LoadedPlugin
  let view: RowsView
  let tongue: Tongue
  let policy: Policy
  let registrations: ([String], LoadedPlugin?, Bool) throws -> [[Registration]]
  /// Whether it goes into a file, and not onto the screen of whoever asked.
  let isForFile: Bool
  /// Whether open answers may stand in it.
  let opensNotes: Bool

  private var isDutch: Bool { tongue == .nl }
  private var hidden: Set<String> { policy.hidden(plugin) }

  /// A document per client; open answers are in it for those who may read them.
  func documents(_ clients: [(code: String, observed: [Observed])]) throws -> [Document] {
    // An instrument never hears who it is; only the host's own form says that, and opens it then.
    var opened: [String: [String]]?
    var documents: [Document] = []
    let hasActions = plugin.form.items.contains { $0.actionsOwner != nil }
    let actions =
      hasActions ? try ActionLines(view, tongue, words: opensNotes && !isForFile) : nil
    for (row, dossier) in try dossiers(clients, notes: !policy.forbidden.contains(.notes))
      .enumerated()
    {
      let said = told(dossier)
      if let own = try plugin.document(said, tongue) {
        documents.append(own)
        continue
      }
      let identity = try opened ?? self.identity()
      opened = identity
      documents.append(form(said, identity.mapValues { $0[row] }, actions))
    }
    return documents
  }

  func document(_ dossier: Dossier) throws -> Document {
    let said = told(dossier)
    return try plugin.document(said, tongue) ?? form(said, [:])
  }

  /// With words where something is there that is not told.
  private func told(_ dossier: Dossier) -> Dossier {
    // On an empty form there is room to write, whatever is known elsewhere.
    let closed = dossier.assessments.isEmpty ? [] : closedNotes
    return dossier.saying(isForFile ? .kept : .withheld, withheld: closed, tongue)
      .withOwnWords(plugin.form.items)
  }

  /// Items with words of the profile that are not opened here, so that it is not known whether
  /// there are any.
  private var closedNotes: [String] {
    if opensNotes { return [] }
    return plugin.form.items.compactMap { item in
      guard !hidden.contains(item.id), case .field(let name)? = item.link,
        let field = FieldCatalog.standard.field(name), field.group == .notes
      else { return nil }
      return item.id
    }
  }

  /// Who it is, by item and row: opened and logged where it may be shown, and else withheld.
  private func identity() throws -> [String: [String]] {
    var words: [String: [String]] = [:]
    let isClosed = isForFile || policy.forbidden.contains(.identity)
    let clients = try view.named("client", .text)
    let codes = clients.cells.map { clients.pool?[Int($0)] ?? "" }
    for item in plugin.form.items where !hidden.contains(item.id) {
      guard case .field(let name)? = item.link, let field = FieldCatalog.standard.field(name),
        field.home == .sealed, field.group == .identity
      else { continue }
      words[item.id] =
        isClosed
        ? codes.map { _ in Silence.withheld.words(tongue) }
        : try view.openSealed(codes, field).map { $0 ?? Silence.notGiven.words(tongue) }
    }
    return words
  }

  /// What is known of each client; open answers when they are asked for.
  func dossiers(
    _ clients: [(code: String, observed: [Observed])], notes: Bool
  ) throws -> [Dossier] {
    let explainer = try Explainer(plugin, view, tongue, policy)
    let all = try registrations(clients.map(\.code), plugin, notes)
    let fields = try self.fields()
    let origins = FieldOrigins(plugin, tongue)
    let everywhere =
      fields.isEmpty ? nil : try registrations(clients.map(\.code), nil, false)
    let told = all.map { $0.map(assessment) }
    let known = try fields.merging(openWords(clients.map(\.code), told)) { $1 }
    return clients.enumerated().map { row, client in
      let assessments = told[row].map { standing($0, row, known) }
      return Dossier(
        client: client.code, today: view.today, version: plugin.version,
        assessments: assessments, judged: judged(client.observed),
        outcome: explainer.outcomes(row),
        fields: origins.told(
          fields.compactMapValues { $0[row] }, assessments, everywhere?[row] ?? []))
    }
  }

  /// A row per answer, for files and further stages: open answers stay sealed.
  func frame() throws -> Frame {
    let clients = try view.named("client", .text)
    let codes = clients.cells.map { clients.pool?[Int($0)] ?? "" }
    var words = WordPool()
    var cells = [[Int32]](repeating: [], count: 5)
    for (code, registrations) in zip(codes, try registrations(codes, plugin, false)) {
      for assessment in registrations.map(assessment) {
        for item in plugin.form.items {
          guard let answer = assessment.answers[item.id], !answer.isEmpty else { continue }
          let row = [
            words.place(of: code), assessment.on.number,
            assessment.contributor.map { words.place(of: $0) } ?? Cell.unknown.raw,
            words.place(of: item.id), words.place(of: answer),
          ]
          for (column, cell) in row.enumerated() { cells[column].append(cell) }
        }
      }
    }
    let names = ["client", "on", "contributor", "item", "answer"]
    let columns = zip(names, cells).map {
      Column($0, $0 == "on" ? .day : .text, $1, pool: $0 == "on" ? nil : words.pool)
    }
    return Frame(columns: columns, rowCount: cells[0].count)
  }

  /// What was answered, by item; a level's score is worked out again where only the level is kept.
  private func assessment(_ kept: Registration) -> Dossier.Assessment {
    var answers: [String: String] = [:]
    var rows: [String: [[String: String]]] = [:]
    let keptRows = kept.rows
    let silent = notApplying(kept)
    let derivable = plugin.scoresByLevel
    for item in plugin.form.items where !hidden.contains(item.id) && !silent.contains(item.id) {
      let name = item.keptName(in: plugin.id)
      if case .table(let columns) = item.type, item.actionsOwner == nil {
        rows[item.id] = keptRows[name]
        if kept.notes == nil {
          // Of an open cell it is only known that it was answered.
          let open = Set(columns.filter(\.isOpen).map(\.id))
          rows[item.id] = keptRows[name]?.map { row in
            Dictionary(uniqueKeysWithValues: row.map { ($0, open.contains($0) ? "" : $1) })
          }
        }
      } else if let answer = kept.answer(to: item, of: plugin.id, derivable) {
        answers[item.id] = answer
      } else if case .note = item.type, kept.answers[name] != nil {
        // That it was answered is known to all who may see the form.
        answers[item.id] = ""
      }
      for (end, words) in kept.ownWords(of: item, in: plugin.id) {
        answers[item.id + end] = words
      }
    }
    return Dossier.Assessment(
      on: kept.on, version: kept.version, contributor: kept.contributor, answers: answers,
      rows: rows)
  }

  /// The open items whose condition did not hold: their words are kept, and told to nobody.
  private func notApplying(_ kept: Registration) -> Set<String> {
    var sheet = AnswerSheet(day: "\(kept.on)")
    let derivable = plugin.scoresByLevel
    for item in plugin.form.items where item.id != "filled-on" {
      sheet.answers[item.id] = kept.answer(to: item, of: plugin.id, derivable)
    }
    let judged = try? sheet.judged(plugin, client: "X", reference: view.today)
    guard let judged, judged.faults.isEmpty else { return [] }
    return Set(
      zip(plugin.form.items, judged.draft.applicable).filter { !$0.1 }.map(\.0.id))
  }

  private func judged(_ observed: [Observed]) -> [Dossier.Judged] {
    Threshold.all.compactMap { threshold in
      observed.standing(threshold).flatMap { found in
        found.finding.level.map {
          Dossier.Judged(
            threshold: threshold, level: $0, words: found.finding.word(tongue), on: found.on,
            source: found.source)
        }
      }
    }
  }

  /// The fields of the profile that the form asks, in words; what is sealed is not among them.
  private func fields() throws -> [String: [String?]] {
    var fields: [String: [String?]] = [:]
    for item in plugin.form.items where !hidden.contains(item.id) {
      guard case .field(let name)? = item.link, let field = FieldCatalog.standard.field(name),
        field.home != .sealed, let column = try? view.named(name, field.type)
      else { continue }
      let words = ColumnWords(column, tongue)
      fields[item.id] = (0..<view.count).map { words[$0] }
    }
    return fields
  }

  /// What another instrument says of the threshold that an item judges: under the answer, never in
  /// its place.
  private func elsewhere(_ item: Item, _ dossier: Dossier) -> Document.Fact? {
    guard case .threshold(let threshold, _)? = item.link,
      let judged = dossier.judged.first(where: { $0.threshold == threshold }),
      judged.source != plugin.id
    else { return nil }
    return Document.Fact(
      isDutch ? "elders" : "elsewhere",
      "\(judged.sourceWords(tongue)): \(judged.words) (\(judged.on))")
  }

  /// What an organisation did, whenever it was told: later registrations tell of the same again.
  private func actions(_ item: Item, _ client: String, _ told: ActionLines?) -> [Document.Fact] {
    guard let owner = item.actionsOwner, let told else { return [] }
    let lines = told.of(client, owner: Names.organisation.codes[owner].en).map(\.words)
    return [
      Document.Fact(
        item.label.text(tongue),
        lines.isEmpty ? Silence.notGiven.words(tongue) : lines.joined(separator: "\n"))
    ]
  }

  /// The host's own layout: the outcome, then each section with its newest answers.
  private func form(
    _ dossier: Dossier, _ identity: [String: String], _ actions: ActionLines? = nil
  ) -> Document {
    var blocks: [Document.Block] = [
      .heading("\(plugin.description.label.text(tongue)) · \(dossier.client) · \(dossier.today)"),
      .facts(dossier.facts),
    ]
    for section in plugin.sections where policy.mayRead(section.readers) {
      blocks.append(.heading(section.label.text(tongue)))
      blocks.append(
        .facts(
          section.items.flatMap { item -> [Document.Fact] in
            if case .table = item.type { return self.actions(item, dossier.client, actions) }
            let own = Document.Fact(
              item.label.text(tongue),
              identity[item.id] ?? dossier.words(of: item, in: tongue)
                ?? Silence.notGiven.words(tongue))
            return [own] + (elsewhere(item, dossier).map { [$0] } ?? [])
          }))
    }
    blocks.append(.paragraph("\(isDutch ? "Versie" : "Version") \(dossier.version)"))
    return Document(blocks)
  }
}

extension Registration {
  /// What was found of a threshold, nil when it was not asked.
  func finding(_ threshold: Threshold) -> Finding? {
    if let level = levels[threshold] { return .level(level) }
    let absence = absences[threshold]
    return absence == .notAsked ? nil : .absent(absence)
  }
}
