import InstrumentKit

/// Why an activation is what it is, in words that the client can read too.
extension MPSA {
  static func over60(_ age: Int) -> Reason {
    Reason("over-60", Label(nl: "leeftijd \(age) is ouder dan 60", en: "age \(age) is over 60"))
  }

  static func incapable(_ percent: Int) -> Reason {
    Reason(
      "incapacity-66",
      Label(
        nl: "erkende ongeschiktheid van \(percent) % is minstens 66 %",
        en: "recognised incapacity of \(percent) % is at least 66 %"))
  }

  static let decidedByCommittee = Reason(
    "committee",
    Label(
      nl: "voorgesteld na drie metingen en beslist door het BCSB",
      en: "proposed after three measurements and decided by the committee"))

  static func fits(_ group: TargetGroups.Group) -> Reason {
    Reason(
      "target-group",
      Label(
        nl: "eerste groep waarvan alle voorwaarden gelden: \(group.label.nl)",
        en: "first group of which all conditions hold: \(group.label.en)"))
  }

  static let registered = Reason(
    "registered", Label(nl: "zoals geregistreerd", en: "as registered"))

  static let notRegistered = Reason(
    "not-registered",
    Label(
      nl: "leeftijd of huidige activering is niet geregistreerd",
      en: "age or current activation is not registered"))
}
