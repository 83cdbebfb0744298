import InstrumentKit

extension MPSA {
  /// The printed form for the conversation: of each threshold the four scores to tick, the last
  /// one ticked, and what another instrument says of it.
  public func document(_ dossier: Dossier, _ tongue: Tongue) -> Document? {
    let isDutch = tongue == .nl
    var blocks: [Document.Block] = [
      .heading("MPSA · \(dossier.client) · \(dossier.today)"),
      .facts(dossier.facts(measures.filter { !$0.isDetail }.map(\.id))),
    ]
    for section in MPSA.sections.sections {
      blocks.append(.heading(section.label.text(tongue)))
      let judged = section.items.filter { $0.type.isLevel }
      if judged.isEmpty {
        blocks.append(.facts(section.items.map { fact($0, dossier, tongue) }))
      } else {
        let scores = MPSA.scale.steps.map(\.code)
        blocks.append(
          .table(
            .init(
              columns: [""] + scores + [isDutch ? "elders" : "elsewhere"],
              rows: judged.map { row($0, dossier) })))
      }
    }
    blocks.append(
      .paragraph(
        MPSA.scale.steps.map { "\($0.code) \($0.label.text(tongue))" }.joined(separator: " · ")))
    blocks.append(
      .paragraph(
        isDutch
          ? "Verwachtingen bij een doorverwijzing: ..............................................."
          : "Expectations of a referral: ..............................................."))
    blocks.append(.paragraph("\(isDutch ? "Versie" : "Version") \(dossier.version)"))
    return Document(blocks)

    func row(_ item: Item, _ dossier: Dossier) -> [String] {
      let own = dossier.newest(item.id)
      let boxes = MPSA.scale.steps.map { own?.answer == $0.code ? "☒" : "☐" }
      let other = dossier.judged.first { $0.threshold.code == item.id && $0.source != "mpsa" }
      let said = other.map { "\($0.sourceWords(tongue)): \($0.words) (\($0.on))" }
      return [item.label.text(tongue)] + boxes + [said ?? ""]
    }
  }

  private func fact(_ item: Item, _ dossier: Dossier, _ tongue: Tongue) -> Document.Fact {
    Document.Fact(
      item.label.text(tongue), dossier.words(of: item, in: tongue) ?? "................")
  }
}

extension AnswerType {
  fileprivate var isLevel: Bool { if case .level = self { true } else { false } }
}
