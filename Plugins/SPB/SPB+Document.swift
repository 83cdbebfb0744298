import InstrumentKit

extension SPB {
  /// The dossier as paths with ESF money need it.
  public func document(_ dossier: Dossier, _ tongue: Tongue) -> Document? {
    let isDutch = tongue == .nl
    guard !dossier.assessments.isEmpty else { return nil }
    func answer(_ item: String) -> String { dossier.newest(item)?.answer ?? "–" }
    func facts(_ section: String) -> [Document.Fact] {
      (SPB.sections.sections.first { $0.id == section }?.items ?? []).compactMap { item in
        if case .table = item.type { return nil }
        return Document.Fact(
          item.label.text(tongue),
          dossier.fields[item.id] ?? item.words(of: answer(item.id), in: tongue))
      }
    }
    var blocks: [Document.Block] = [
      .heading(
        isDutch
          ? "Socio-professionele balans · \(dossier.client) · \(dossier.today)"
          : "Socio-professional balance · \(dossier.client) · \(dossier.today)"),
      .facts(
        dossier.outcome.map { outcome in
          Document.Fact(
            outcome.label, outcome.because.map { "\(outcome.value) (\($0))" } ?? outcome.value)
        }),
    ]
    for section in SPB.sections.sections {
      blocks.append(.heading(section.label.text(tongue)))
      blocks.append(.facts(facts(section.id)))
      for item in section.items {
        guard case .table(let columns) = item.type else { continue }
        let rows = dossier.rows(item.id).map { row in
          columns.map { column in
            row[column.id].map { column.words(of: $0, in: tongue) } ?? ""
          }
        }
        if rows.isEmpty { continue }
        blocks.append(.paragraph(item.label.text(tongue)))
        blocks.append(
          .table(.init(columns: columns.map { $0.label.text(tongue) }, rows: rows)))
      }
    }
    let judged = dossier.judged.map { judged in
      [
        judged.threshold.label.text(tongue), judged.words, "\(judged.on)",
        judged.source ?? "record",
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
