import InstrumentKit
import Profile

/// What stands in a form where no answer stands: the same three words in every form.
enum Silence {
  /// Nobody gave one.
  case notGiven
  /// It is not told here, and maybe there is none.
  case withheld
  /// It is in the store, and does not go into a file that does not name it.
  case kept

  func words(_ tongue: Tongue) -> String {
    switch (self, tongue) {
    case (.notGiven, _): "–"
    case (.withheld, .nl): "afgeschermd"
    case (.withheld, .en): "withheld"
    case (.kept, .nl): "bewaard, niet in dit bestand"
    case (.kept, .en): "kept, not in this file"
    }
  }
}

extension Dossier {
  /// The same with words where an open answer is there and not told, and where some items are
  /// withheld.
  func saying(_ silence: Silence, withheld: [String], _ tongue: Tongue) -> Dossier {
    func said(_ answers: [String: String]) -> [String: String] {
      answers.mapValues { $0.isEmpty ? silence.words(tongue) : $0 }
    }
    var fields = fields
    for item in withheld { fields[item] = Silence.withheld.words(tongue) }
    return Dossier(
      client: client, today: today, version: version,
      assessments: assessments.map { kept in
        Assessment(
          on: kept.on, version: kept.version, contributor: kept.contributor,
          answers: said(kept.answers), rows: kept.rows.mapValues { $0.map(said) })
      }, judged: judged, outcome: outcome, fields: fields)
  }

  /// The same with the words beside options in the answers that they belong to.
  func withOwnWords(_ items: [Item]) -> Dossier {
    Dossier(
      client: client, today: today, version: version,
      assessments: assessments.map { kept in
        var answers = kept.answers
        for item in items {
          let words = kept.ownWords(of: item)
          if words.isEmpty { continue }
          answers[item.id] = item.answer(answers[item.id] ?? "", with: words)
        }
        return Assessment(
          on: kept.on, version: kept.version, contributor: kept.contributor, answers: answers,
          rows: kept.rows)
      }, judged: judged, outcome: outcome, fields: fields)
  }
}

extension Dossier.Assessment {
  /// The words beside an item's options, by what follows its name.
  func ownWords(of item: Item) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: item.wordsSuffixes.compactMap { end in
        answers[item.id + end].map { (end, $0) }
      })
  }
}
