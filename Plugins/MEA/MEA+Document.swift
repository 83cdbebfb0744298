import InstrumentKit

extension MEA {
  /// The whole document: of each section the newest contribution of every role, with its date.
  public func document(_ dossier: Dossier, _ tongue: Tongue) -> Document? {
    let isDutch = tongue == .nl
    if dossier.assessments.isEmpty { return blank(dossier, tongue) }
    var blocks: [Document.Block] = [
      .heading(
        isDutch
          ? "Multi-elementenadvies · \(dossier.client) · \(dossier.today)"
          : "Multi-element advice · \(dossier.client) · \(dossier.today)"),
      .facts(dossier.facts),
    ]
    for section in MEA.sections.sections {
      let content = contributions(to: section, dossier, tongue)
      if content.isEmpty { continue }
      blocks.append(.heading(section.label.text(tongue)))
      blocks += content
    }
    blocks.append(.paragraph(isDutch ? "Bijdragen" : "Contributions"))
    blocks.append(
      .table(
        .init(
          columns: isDutch ? ["op", "rol", "versie"] : ["on", "role", "version"],
          rows: dossier.assessments.map {
            ["\($0.on)", role($0, tongue), $0.version]
          })))
    return Document(blocks)
  }

  /// For partners without access, who work on paper; what is known of the person stands in it.
  private func blank(_ dossier: Dossier, _ tongue: Tongue) -> Document {
    let isDutch = tongue == .nl
    let line = String(repeating: ".", count: 40)
    func room(_ item: Item) -> String {
      if let known = dossier.fields[item.id] { return known }
      switch item.type {
      case .one(let options), .many(let options):
        return options.map { "☐ \($0.label.text(tongue))" }.joined(separator: "  ")
      case .level(let scale):
        return scale.steps.map { "☐ \($0.label.text(tongue))" }.joined(separator: "  ")
      case .flag: return isDutch ? "☐ ja  ☐ nee" : "☐ yes  ☐ no"
      case .note: return "\(line)\n\(line)"
      case .table(let columns):
        return columns.map { $0.label.text(tongue) }.joined(separator: " | ") + "\n\(line)\n\(line)"
      default: return line
      }
    }
    let head = Document.Block.heading(
      isDutch
        ? "Multi-elementenadvies · \(dossier.client) · leeg formulier"
        : "Multi-element advice · \(dossier.client) · blank form")
    return Document(
      [head]
        + MEA.sections.sections.flatMap { section in
          [
            .heading(section.label.text(tongue)),
            .facts(
              section.items.map { Document.Fact($0.label.text(tongue), room($0)) }),
          ]
        })
  }

  private func role(_ assessment: Dossier.Assessment, _ tongue: Tongue) -> String {
    let option = MEA.roles.first { $0.code == assessment.contributor }
    return option?.label.text(tongue) ?? assessment.contributor ?? "–"
  }

  /// A table of answers with a column per role that filled the section in, its newest time.
  private func contributions(
    to section: Section, _ dossier: Dossier, _ tongue: Tongue
  ) -> [Document.Block] {
    let items = section.items
    func fills(_ assessment: Dossier.Assessment) -> Bool {
      items.contains { assessment.answers[$0.id] != nil || assessment.rows[$0.id] != nil }
    }
    let newest = MEA.roles.compactMap { option in
      dossier.assessments.last { $0.contributor == option.code && fills($0) }
    }
    if newest.isEmpty { return [] }
    let rows = items.compactMap { item -> [String]? in
      if case .table = item.type { return nil }
      let answers = newest.map { assessment in
        assessment.answers[item.id].map { item.words(of: $0, in: tongue) } ?? ""
      }
      return answers.allSatisfy(\.isEmpty) ? nil : [item.label.text(tongue)] + answers
    }
    let blocks: [Document.Block] = [
      .table(.init(columns: [""] + newest.map { "\(role($0, tongue)) \($0.on)" }, rows: rows))
    ]
    return blocks + items.compactMap { dossier.table($0, in: tongue) }.map { .table($0) }
  }
}
