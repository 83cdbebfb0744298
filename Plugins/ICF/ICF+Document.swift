import InstrumentKit

extension ICF {
  /// The report of a screening: what was advised and why, and every indicator beside the last time.
  public func document(_ dossier: Dossier, _ tongue: Tongue) -> Document? {
    let isDutch = tongue == .nl
    guard let newest = dossier.assessments.last else { return nil }
    let before = dossier.assessments.dropLast().last
    func words(_ code: String?, _ indicator: IndicatorSet.Indicator) -> String {
      guard let code else { return "–" }
      let found = Notation.forms(indicator.part).first { indicator.code + $0.suffix == code }
      return found.map { "\(code)  \(ICF.words($0.reading).text(tongue))" } ?? code
    }
    let rows = set.indicators.map { indicator in
      [
        indicator.label.text(tongue), words(newest.answers[indicator.code], indicator),
        before.map { words($0.answers[indicator.code], indicator) } ?? "",
        indicator.threshold?.label.text(tongue) ?? "",
        elsewhere(indicator, newest, dossier, tongue),
      ]
    }
    let facts = dossier.outcome.filter { $0.value != "–" }.flatMap { outcome in
      [Document.Fact(outcome.label, outcome.value)]
        + (outcome.because.map { [Document.Fact(isDutch ? "  omdat" : "  because", $0)] } ?? [])
    }
    return Document([
      .heading(
        isDutch
          ? "ICF-verslag · \(dossier.client) · \(newest.on)"
          : "ICF report · \(dossier.client) · \(newest.on)"),
      .facts(facts),
      .table(
        .init(
          columns: isDutch
            ? ["indicator", "nu", before.map { "\($0.on)" } ?? "", "drempel", "van elders"]
            : ["indicator", "now", before.map { "\($0.on)" } ?? "", "threshold", "elsewhere"],
          rows: rows)),
      .paragraph(
        isDutch
          ? "Doet: wat de persoon in de eigen omgeving doet; dat beslist. Kan: wat zonder die omgeving kan. Gezondheidsgegevens: niet doorgeven zonder toestemming van de cliënt."
          : "Does: what the person does in the own environment; that decides. Can: what is possible without it. Health data: not to be passed on without the client's permission."
      ),
      .paragraph(isDutch ? "Versie \(newest.version)" : "Version \(newest.version)"),
    ])
  }

  /// What another instrument or indicator says of the threshold: beside the score, never in its
  /// place.
  private func elsewhere(
    _ indicator: IndicatorSet.Indicator, _ newest: Dossier.Assessment, _ dossier: Dossier,
    _ tongue: Tongue
  ) -> String {
    guard let judged = dossier.judged.first(where: { $0.threshold == indicator.threshold }),
      judged.source != description.id || newest.answers[indicator.code] == nil
    else { return "" }
    return "\(judged.sourceWords(tongue)): \(judged.words) (\(judged.on))"
  }
}
