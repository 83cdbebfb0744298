import InstrumentKit
import Profile

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

  /// What stands of the profile's open words that somebody answered, where they may be read here.
  func openWords(
    _ codes: [String], _ told: [[Dossier.Assessment]]
  ) throws -> [String: [String?]] {
    guard opensNotes else { return [:] }
    var words: [String: [String?]] = [:]
    for item in plugin.form.items {
      guard case .field(let name)? = item.link, let field = FieldCatalog.standard.field(name),
        field.home == .sealed, field.group == .notes,
        told.contains(where: { $0.contains { $0.answers[item.id] != nil } })
      else { continue }
      words[item.id] = try view.openSealed(codes, field)
    }
    return words
  }
}
