import InstrumentKit

extension DossierMaker {
  /// An assessment without the answers that stand no longer: a form shows what is so.
  func standing(
    _ told: Dossier.Assessment, _ row: Int, _ fields: [String: [String?]]
  ) -> Dossier.Assessment {
    let fallen = told.answers.filter { item, answer in
      guard let known = fields[item] else { return false }
      return known[row] == nil && Absence(code: answer) == nil
    }
    if fallen.isEmpty { return told }
    let answers = told.answers.filter { item, _ in
      !fallen.keys.contains { item == $0 || item.hasPrefix("\($0).") }
    }
    return Dossier.Assessment(
      on: told.on, version: told.version, contributor: told.contributor, answers: answers,
      rows: told.rows)
  }
}
