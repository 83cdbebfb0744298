import InstrumentKit
import Language
import PluginHost
import Profile

/// What a name is, as a document: made from the same labels that the checker and help read.
enum Describe {
  static func document(_ name: String, _ session: Session) -> Document? {
    if let plugin = session.plugin(name.lowercased()) { return instrument(plugin, session.tongue) }
    if let measure = measure(name, session) { return measure }
    if let began = AtStart(name), case .field(let field) = began {
      return atStart(field, session.tongue)
    }
    var blocks: [Document.Block] = []
    if let field = FieldCatalog.standard.field(name) {
      blocks += self.field(field, session.tongue)
    }
    let folded = Names.folded(name)
    if let place = Names.thresholds.codes.firstIndex(where: {
      $0.en == folded || Names.folded($0.nl) == folded
    }), let threshold = Threshold(index: place) {
      blocks += self.threshold(threshold, session)
    }
    return blocks.isEmpty ? nil : Document(blocks)
  }

  private static func measure(_ name: String, _ session: Session) -> Document? {
    let isDutch = session.tongue == .nl
    let parts = Names.folded(name).split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2, let plugin = session.plugin(parts[0]),
      let measure = plugin.instrument.measures.first(where: {
        $0.id == parts[1] || Names.folded(FieldType.kebab($0.label.nl)) == parts[1]
      })
    else { return nil }
    let type = FieldType(measure, of: plugin.id)
    var facts = [
      Document.Fact(isDutch ? "Engels" : "English", "\(plugin.id).\(measure.id)"),
      Document.Fact(
        isDutch ? "Nederlands" : "Dutch", "\(plugin.id).\(FieldType.kebab(measure.label.nl))"),
      Document.Fact(isDutch ? "soort" : "type", word(type, session.tongue)),
    ]
    if let list = type.list {
      let codes = list.codes.map { isDutch ? $0.nl : $0.en }.joined(separator: ", ")
      facts.append(Document.Fact("codes", codes))
    }
    return Document([.heading(measure.label.text(session.tongue)), .facts(facts)])
  }

  private static func atStart(_ field: Field, _ tongue: Tongue) -> Document {
    let isDutch = tongue == .nl
    let began = AtStart.field(field)
    return Document([
      .heading("\(field.label.text(tongue)), \(isDutch ? "bij het begin" : "at the start")"),
      .facts([
        .init(isDutch ? "Engels" : "English", began.name),
        .init(isDutch ? "Nederlands" : "Dutch", began.dutch),
        .init(isDutch ? "soort" : "type", word(field.type, tongue)),
      ]), .paragraph(Topic.atStart.text(tongue)),
    ])
  }

  private static func field(_ field: Field, _ tongue: Tongue) -> [Document.Block] {
    let isDutch = tongue == .nl
    var facts = [
      Document.Fact(isDutch ? "Engels" : "English", field.name),
      Document.Fact(isDutch ? "Nederlands" : "Dutch", field.dutch),
      Document.Fact(isDutch ? "soort" : "type", word(field.type, tongue)),
    ]
    if field.group != .open {
      facts.append(Document.Fact(isDutch ? "groep" : "group", field.group.rawValue))
    }
    if let list = field.type.list, list != .countries {
      let codes = list.codes.map { isDutch ? $0.nl : $0.en }.joined(separator: ", ")
      facts.append(Document.Fact("codes", codes))
    }
    return [.heading(field.label.text(tongue)), .facts(facts)]
  }

  private static func word(_ type: FieldType, _ tongue: Tongue) -> String {
    TypeWord(type).label(tongue)
  }

  private static func threshold(_ threshold: Threshold, _ session: Session) -> [Document.Block] {
    let tongue = session.tongue
    let isDutch = tongue == .nl
    let domain = Domain.all.first { $0.code == threshold.domain }
    let asked = session.plugins.filter { plugin in
      plugin.form.items.contains { item in
        if case .threshold(threshold, _)? = item.link { true } else { false }
      }
    }.map(\.id)
    let facts = [
      Document.Fact(isDutch ? "Engels" : "English", threshold.code),
      Document.Fact(
        isDutch ? "Nederlands" : "Dutch", Names.thresholds.codes[Int(threshold.index)].nl),
      Document.Fact(isDutch ? "domein" : "domain", domain?.label.text(tongue) ?? threshold.domain),
      Document.Fact(
        isDutch ? "niveaus" : "levels",
        (Names.levels.codes + [Names.notAssessed]).map { isDutch ? $0.nl : $0.en }
          .joined(separator: ", ")),
      Document.Fact(
        isDutch ? "gevraagd door" : "asked by", asked.isEmpty ? "–" : asked.joined(separator: ", ")),
    ]
    let rows = threshold.specifications.map {
      [
        Names.specification($0, tongue), $0.label.text(tongue),
      ]
    }
    let table = Document.Table(
      columns: [isDutch ? "specificatie" : "specification", isDutch ? "betekenis" : "meaning"],
      rows: rows)
    return [.heading(threshold.label.text(tongue)), .facts(facts)]
      + (rows.isEmpty ? [] : [.table(table)])
  }

  private static func instrument(_ plugin: LoadedPlugin, _ tongue: Tongue) -> Document {
    let isDutch = tongue == .nl
    let description = plugin.instrument.description
    let facts = [
      Document.Fact(isDutch ? "versie" : "version", description.version),
      Document.Fact(isDutch ? "bron" : "source", description.source),
      Document.Fact(isDutch ? "licentie" : "licence", description.licence),
      Document.Fact(isDutch ? "vragen" : "items", "\(plugin.form.items.count)"),
    ]
    let measures = plugin.instrument.measures.map { measure in
      [
        isDutch
          ? "\(plugin.id).\(FieldType.kebab(measure.label.nl))" : "\(plugin.id).\(measure.id)",
        TypeWord(FieldType(measure, of: plugin.id)).label(tongue),
      ]
    }
    return Document(
      [
        .heading("\(description.label.text(tongue)) \(description.version)"),
        .paragraph(description.summary.text(tongue)), .facts(facts),
        .table(
          .init(
            columns: [isDutch ? "uitkomst" : "measure", isDutch ? "soort" : "type"], rows: measures)
        ),
      ]
        + plugin.sections.flatMap { section in
          [.heading(section.label.text(tongue)), items(section, plugin, tongue)]
        })
  }

  /// What a section asks, and under which shared name others see it.
  private static func items(
    _ section: Section, _ plugin: LoadedPlugin, _ tongue: Tongue
  ) -> Document.Block {
    let isDutch = tongue == .nl
    let rows = section.items.map { item -> [String] in
      let shared: String
      switch item.link {
      case .threshold(let threshold, _)?:
        let code = Names.thresholds.codes[Int(threshold.index)]
        shared = isDutch ? code.nl : code.en
      case .field(let name)?:
        shared = isDutch ? FieldCatalog.standard.field(name)?.dutch ?? name : name
      default: shared = ""
      }
      let isConditional = item.condition != nil || section.condition != nil
      let sometimes = isConditional ? (isDutch ? "soms" : "sometimes") : ""
      return [item.id, item.label.text(tongue), shared, sometimes]
    }
    return .table(
      .init(
        columns: isDutch
          ? ["vraag", "", "gedeeld als", "gevraagd"] : ["item", "", "shared as", "asked"],
        rows: rows))
  }
}
