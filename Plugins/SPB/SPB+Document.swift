import InstrumentKit

extension SPB {
  /// The dossier as paths with ESF money need it.
  public func document(_ dossier: Dossier, _ tongue: Tongue) -> Document? {
    let isDutch = tongue == .nl
    guard !dossier.assessments.isEmpty else { return nil }
    var blocks: [Document.Block] = [
      .heading(
        isDutch
          ? "Socio-professionele balans · \(dossier.client) · \(dossier.today)"
          : "Socio-professional balance · \(dossier.client) · \(dossier.today)"),
      .facts(dossier.facts),
    ]
    for section in SPB.sections.sections {
      blocks.append(.heading(section.label.text(tongue)))
      blocks.append(
        .facts(
          section.items.compactMap { item in
            if case .table = item.type { return nil }
            return Document.Fact(
              item.label.text(tongue), dossier.words(of: item, in: tongue) ?? "–")
          }))
      for item in section.items {
        guard let table = dossier.table(item, in: tongue) else { continue }
        blocks += [.paragraph(item.label.text(tongue)), .table(table)]
      }
    }
    let judged = dossier.judged.map { judged in
      [
        judged.threshold.label.text(tongue), judged.words, "\(judged.on)",
        judged.sourceWords(tongue),
      ]
    }
    if !judged.isEmpty {
      blocks.append(.heading(isDutch ? "Drempels" : "Thresholds"))
      blocks.append(
        .table(
          .init(
            columns: isDutch
              ? ["drempel", "niveau", "op", "bron"] : ["threshold", "level", "on", "source"],
            rows: judged)))
    }
    blocks.append(
      .paragraph(
        (isDutch ? "Getekend: cliënt " : "Signed: client ") + "................  "
          + (isDutch ? "consulent " : "counsellor ") + "................"))
    return Document(blocks)
  }
}
