import InstrumentKit

/// How one score is made of the weights of answers.
struct ScoreRule {
  struct Band {
    /// The highest score of it; nil for all above the one before.
    let upTo: Int?
    let option: Option
    let node: Rules.Node
  }

  /// The codes of the profile's field, in its order: a cell holds the place.
  static let sexes = ["m", "f", "x"]

  let id: String
  let label: Label
  /// The linkIds; nil for all weighted items.
  let items: [Rules.Node]?
  let missing: Int
  let isProrated: Bool
  let times: Int
  /// Bands by sex where the sexes have their own, else under no sex.
  let bands: [(sex: String?, bands: [Band])]
  let node: Rules.Node?

  /// The one score where the link file says nothing of scores.
  static let total = ScoreRule()

  private init() {
    id = "total"
    label = Label(nl: "Totaal", en: "Total")
    items = nil
    missing = 0
    isProrated = false
    times = 1
    bands = []
    node = nil
  }

  init(_ node: Rules.Node, taken: [String]) throws {
    try node.only(["id", "label", "items", "missing", "prorate", "times", "bands"])
    let id = try node.code("id")
    let parts = Self.parts(of: id)
    if taken.contains(where: { !Self.parts(of: $0).isDisjoint(with: parts) }) {
      throw try node.required("id").fault(.takenTwice(id))
    }
    self.id = id
    self.node = node
    label = try node.required("label").plainLabel()
    items = try node.optional("items") == nil ? nil : try node.list("items")
    missing = try node.optional("missing") == nil ? 0 : try node.number("missing", in: 0...1000)
    times = try node.optional("times") == nil ? 1 : try node.number("times", in: 1...1000)
    let prorate = try node.optional("prorate")
    switch try prorate?.text.lowercased() {
    case nil, "no", "false": isProrated = false
    case "yes", "true": isProrated = true
    default: throw (prorate ?? node).fault(.notOneOf(["yes", "no"]))
    }
    bands = try node.optional("bands").map(Self.bands) ?? []
  }

  /// The measures that a score makes.
  static func parts(of id: String) -> Set<String> {
    Set([""] + ["-least", "-most", "-answered", "-open", "-band"]).reduce(into: []) {
      $0.insert(id + $1)
    }
  }

  private static func bands(_ node: Rules.Node) throws -> [(sex: String?, bands: [Band])] {
    if case .list = node.value { return [(nil, try bands(list: node))] }
    try node.only(["m", "f"])
    return [
      ("m", try bands(list: node.required("m"))), ("f", try bands(list: node.required("f"))),
    ]
  }

  private static func bands(list node: Rules.Node) throws -> [Band] {
    let nodes = try node.list
    guard !nodes.isEmpty else { throw node.fault(.emptyList) }
    return try nodes.map { band in
      try band.only(["upto", "code", "label"])
      let upTo =
        try band.optional("upto") == nil ? nil : try band.number("upto", in: 0...10_000_000)
      return Band(
        upTo: upTo, option: Option(try band.code(), try band.required("label").plainLabel()),
        node: band)
    }
  }
}
