import InstrumentKit

/// The target groups that a referral follows, in order: the first that fits is the client's.
///
/// Antwerp keeps its seven confidential; the shipped ones are an example and say so.
struct TargetGroups: Sendable {
  struct Group: Sendable {
    let code: String
    let label: Label
    /// Places in ``MPSA/activations``; nil for any.
    let activations: Set<Int>?
    let blockingAtMost: Int?
    /// One of these blocks.
    let anyBlocking: ThresholdSet?
  }

  let name: String
  let version: String
  let groups: [Group]
  /// The same as plain numbers: it is read a million times.
  private let rules: [Rule]

  private struct Rule {
    /// A bit per activation.
    let activations: UInt8
    let blockingAtMost: Int
    /// 0 for none.
    let anyBlocking: UInt64
  }

  init(name: String, version: String, groups: [Group]) {
    self.name = name
    self.version = version
    self.groups = groups
    rules = groups.map { group in
      Rule(
        activations: group.activations?.reduce(0) { $0 | 1 << UInt8($1) } ?? 0xF,
        blockingAtMost: group.blockingAtMost ?? Int.max,
        anyBlocking: group.anyBlocking?.bits ?? 0)
    }
  }

  var options: [Option] { groups.map { Option($0.code, $0.label) } }

  static let shipped = TargetGroups(
    name: "example", version: "1",
    groups: [
      Group(
        code: "social-path", label: Label(nl: "sociaal traject", en: "social path"),
        activations: [1, 3], blockingAtMost: nil, anyBlocking: nil),
      Group(
        code: "health-first", label: Label(nl: "eerst gezondheid", en: "health first"),
        activations: nil, blockingAtMost: nil,
        anyBlocking: [.illness, .addiction, .psychological, .disability]),
      Group(
        code: "mediation", label: Label(nl: "bemiddeling", en: "mediation"),
        activations: [0, 2], blockingAtMost: 0, anyBlocking: nil),
      Group(
        code: "guidance", label: Label(nl: "begeleiding", en: "guidance"),
        activations: [0, 2], blockingAtMost: nil, anyBlocking: nil),
    ])

  /// The rules as a file, which a site may copy and change.
  var text: String {
    let lines = groups.map { group in
      var lines = [
        "  - code: \(group.code)", "    nl: \(group.label.nl)", "    en: \(group.label.en)",
      ]
      if let activations = group.activations {
        let codes = activations.sorted().map { MPSA.activations[$0].code }
        lines.append("    activation: [\(codes.joined(separator: ", "))]")
      }
      if let most = group.blockingAtMost { lines.append("    blocking-at-most: \(most)") }
      if let any = group.anyBlocking {
        let codes = any.members.map(\.code).joined(separator: ", ")
        lines.append("    any-blocking: [\(codes)]")
      }
      return lines.joined(separator: "\n")
    }
    return """
      # Target groups of a referral, an EXAMPLE: Antwerp keeps its own confidential.
      # The first group of which all conditions hold is the client's.
      name: \(name)
      version: "\(version)"
      groups:
      \(lines.joined(separator: "\n"))

      """
  }

  /// The place of the first group that fits; nil when none does, or what is unknown may decide.
  func place(
    activation: Int?, blocking: ThresholdSet, open: ThresholdSet
  ) -> Int? {
    for place in rules.indices {
      let rule = rules[place]
      var isUnknown = false
      if let activation {
        if rule.activations >> UInt8(activation) & 1 == 0 { continue }
      } else if rule.activations != 0xF {
        isUnknown = true
      }
      if rule.anyBlocking != 0, blocking.bits & rule.anyBlocking == 0 {
        if open.bits & rule.anyBlocking == 0 { continue }
        isUnknown = true
      }
      if rule.blockingAtMost < Int.max {
        if blocking.count > rule.blockingAtMost { continue }
        if blocking.count + open.count > rule.blockingAtMost { isUnknown = true }
      }
      return isUnknown ? nil : place
    }
    return nil
  }
}

extension TargetGroups {
  /// - Throws: `RuleFault` with the place of what cannot be used.
  init(_ rules: Rules) throws {
    let root = rules.root
    try root.only(["name", "version", "groups"])
    let codes = MPSA.activations.map(\.code)
    var groups: [Group] = []
    for node in try root.list("groups") {
      try node.only(["code", "nl", "en", "activation", "blocking-at-most", "any-blocking"])
      let code = try node.code(notAmong: groups.map(\.code))
      let activations = try node.optional("activation").map { list in
        try Set(
          list.list.map { word in
            guard let place = codes.firstIndex(of: try word.text) else {
              throw word.fault(.notOneOf(codes))
            }
            return place
          })
      }
      let judged = try node.optional("any-blocking").map { list in
        try list.list.map { word in
          let threshold = try word.threshold
          guard MPSA.judged.contains(threshold) else {
            throw word.fault(.notOneOf(MPSA.judged.members.map(\.code)))
          }
          return threshold
        }
      }
      groups.append(
        Group(
          code: code, label: try node.label(), activations: activations,
          blockingAtMost: try node.optional("blocking-at-most") == nil
            ? nil : try node.number("blocking-at-most", in: 0...21),
          anyBlocking: judged.map { ThresholdSet($0) }))
    }
    self.init(name: rules.name, version: rules.version, groups: groups)
  }
}
