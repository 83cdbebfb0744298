import InstrumentKit
import Records
import Store

extension Message {
  /// The store is older than what its operator was told is kept.
  init(_ lost: LostChanges, _ days: LocalDay) {
    let (newest, last) = (days.day(of: lost.newest), days.day(of: lost.last))
    let isOne = lost.count == 1
    self.init(
      "E398",
      "minstens \(lost.count) bevestigde \(isOne ? "wijziging ontbreekt" : "wijzigingen ontbreken") "
        + "in deze opslag, de laatste van "
        + "\(newest); het logboek gaat tot \(last)",
      "at least \(lost.count) acknowledged \(isOne ? "change is" : "changes are") missing in this "
        + "store, the newest of "
        + "\(newest); the trail goes to \(last)",
      next: (
        "is er een nieuwere kopie (drempel store backup maakt er), zet die terug",
        "if there is a newer copy (drempel store backup makes them), restore it"
      ))
  }

  static let columnsMended = Message(
    "E394", "de kolommen naast de opslag waren beschadigd; ze werden opnieuw gemaakt",
    "the columns beside the store were damaged; they were made anew")

  /// What answers are made of is not as it was written.
  init(doubts: [StoreFinding]) {
    let shown = doubts.prefix(3).map(\.words)
    let (count, isMore) = (doubts.count, doubts.count > 3)
    self.init(
      "E320",
      "wat in deze opslag staat, is niet meer wat ingevoerd werd: antwoorden kunnen verkeerd zijn ("
        + shown.map(\.nl).joined(separator: "; ") + (isMore ? "; \(count) in al" : "") + ")",
      "what stands in this store is no longer what was entered: answers may be wrong ("
        + shown.map(\.en).joined(separator: "; ") + (isMore ? "; \(count) in all" : "") + ")",
      next: (
        "drempel store check noemt alles; zet een goede kopie terug of verbeter de ingang",
        "drempel store check names all; restore a good copy or correct the entry"
      ))
  }
}
