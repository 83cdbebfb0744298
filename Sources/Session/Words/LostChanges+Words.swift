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
}
