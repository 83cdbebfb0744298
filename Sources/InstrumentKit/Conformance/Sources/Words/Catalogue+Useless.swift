import InstrumentKit

extension Problem {
  /// The words for what can be described and never used.
  var useless: Remark {
    switch self {
    case .emptyList(let owner):
      return .told(
        "E657", owner, "er is niets te kiezen (\(owner))", "there is nothing to choose (\(owner))",
        "geef antwoorden of kolommen, of laat het weg", "give answers or columns, or leave it out")
    case .alike(let owner, let one, let other):
      return .told(
        "E657", .advice, owner,
        "\(one) en \(other) hebben hetzelfde label (\(owner)): niemand houdt ze uit elkaar",
        "\(one) and \(other) have the same label (\(owner)): nobody can tell them apart",
        "geef een van beide een ander label", "give one of them another label")
    case .tableInTable(let owner):
      return .told(
        "E657", owner, "een tabel kan niet in een tabel staan (\(owner))",
        "a table cannot stand in a table (\(owner))", "maak er een vraag naast van",
        "make it an item of its own")
    case .unknownRole(let owner, let role):
      return .told(
        "E657", owner, "niemand heeft de rol \"\(role)\" die \(owner) mag lezen",
        "nobody has the role \"\(role)\" that may read \(owner)",
        "noem rollen die er zijn: describe role in de prompt",
        "name roles that there are: describe role at the prompt")
    case .neverAsked(let owner):
      return .told(
        "E657", owner, "geen enkel antwoord brengt dit ooit ter sprake (\(owner))",
        "no answers ever bring this up (\(owner))",
        "kijk de voorwaarde na: twee delen sluiten elkaar uit",
        "look at the condition: two parts of it exclude each other")
    default: return remark
    }
  }
}
