import InstrumentKit
import Store

extension Deed {
  /// What was done, as it is said of an entry.
  var done: Label {
    switch self {
    case .correct: Label(nl: "verbeterd", en: "corrected")
    case .strike: Label(nl: "geschrapt", en: "struck")
    case .restore: Label(nl: "hersteld", en: "restored")
    case .move: Label(nl: "verplaatst", en: "moved")
    case .replace: Label(nl: "vervangen door een bestand", en: "replaced by a file")
    }
  }
}

extension RevisionRefusal {
  var message: Message {
    let history = (
      "zie wat er is: cliënt CODE | geschiedenis", "see what there is: client CODE | history"
    )
    switch self {
    case .unknownEntry:
      return Message(
        "E376", "er is niets met dat nummer", "nothing has that number",
        next: history)
    case .isStruck:
      return Message(
        "E377", "dit werd geschrapt", "this was struck",
        next: ("herstel het eerst: herstel #NUMMER", "restore it first: restore #NUMBER"))
    case .isNotStruck:
      return Message(
        "E378", "dit werd niet geschrapt", "this was not struck", next: history)
    case .isAnothers:
      return Message(
        "E379", "dit is van een andere organisatie; alleen die wijzigt het",
        "this is another organisation's; only that one changes it",
        next: (
          "zeg het als eigen vaststelling: noteer …", "say it as a finding of your own: record …"
        ))
    case .isTaken(let other):
      return Message(
        "E380", "#\(other) heeft die plaats: zelfde cliënt, instrument, dag en organisatie",
        "#\(other) has that place: same client, instrument, day and organisation",
        next: ("verbeter of schrap dat", "correct or strike that one"))
    case .isOnePerson:
      return Message(
        "E387", "die codes zijn al één persoon", "those codes are one person already",
        next: (
          "zie wat er is: cliënt CODE | geschiedenis", "see what there is: client CODE | history"
        ))
    case .isNotMerged:
      return Message(
        "E388", "die code werd niet samengevoegd", "that code was not merged",
        next: ("geef de code die samengevoegd werd", "give the code that was merged"))
    }
  }
}
