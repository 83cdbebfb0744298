import InstrumentKit

/// Which rule decided an activation; in words only when somebody asks.
enum ActivationReason {
  case over60(Int), incapable(Int), committee, registered, notRegistered

  var reason: Reason {
    switch self {
    case .over60(let age):
      Reason("over-60", Label(nl: "leeftijd \(age) is ouder dan 60", en: "age \(age) is over 60"))
    case .incapable(let percent):
      Reason(
        "incapacity-66",
        Label(
          nl: "erkende ongeschiktheid van \(percent) % is minstens 66 %",
          en: "recognised incapacity of \(percent) % is at least 66 %"))
    case .committee:
      Reason(
        "committee",
        Label(
          nl: "voorgesteld na drie metingen en beslist door het BCSB",
          en: "proposed after three measurements and decided by the committee"))
    case .registered:
      Reason("registered", Label(nl: "zoals geregistreerd", en: "as registered"))
    case .notRegistered:
      Reason(
        "not-registered",
        Label(
          nl: "leeftijd of huidige activering is niet geregistreerd",
          en: "age or current activation is not registered"))
    }
  }
}

extension MPSA {
  private static func spelled(_ label: String) -> String {
    String(label.lowercased().map { $0 == " " ? "-" : $0 })
  }

  static func fits(_ group: TargetGroups.Group) -> Reason {
    // Spelled as the outcome above it, which can be asked by that word.
    Reason(
      "target-group",
      Label(
        nl: "eerste groep waarvan alle voorwaarden gelden: \(spelled(group.label.nl))",
        en: "first group of which all conditions hold: \(spelled(group.label.en))"))
  }
}
