import InstrumentKit

/// The words of the link file, by linkId and by code of an option.
struct LinkLabels {
  struct Words {
    let node: Rules.Node
    var words: [Tongue: String] = [:]
    var options: [String: (words: [Tongue: String], node: Rules.Node)] = [:]
  }

  private(set) var items: [String: Words] = [:]

  init() {}

  init(_ node: Rules.Node, _ findings: Findings) {
    for pair in findings.attempt({ try node.map }) ?? [] {
      items[pair.key] = findings.attempt { try Self.entry(pair.value) }
    }
  }

  private static func entry(_ node: Rules.Node) throws -> Words {
    try node.only(["nl", "en", "options"])
    var entry = Words(node: node)
    entry.words = try words(node)
    for (code, option) in try node.optional("options")?.map ?? [] {
      try option.only(["nl", "en"])
      entry.options[code] = (try words(option), option)
    }
    return entry
  }

  private static func words(_ node: Rules.Node) throws -> [Tongue: String] {
    var words: [Tongue: String] = [:]
    for tongue in Tongue.allCases {
      words[tongue] = try node.optional(tongue.rawValue)?.plainText()
    }
    return words
  }

  func item(_ linkId: String) -> [Tongue: String] { items[linkId]?.words ?? [:] }

  /// - Parameter qualified: the code with its system, where it has one.
  func option(_ linkId: String, _ code: String, qualified: String? = nil) -> [Tongue: String] {
    let options = items[linkId]?.options
    return (qualified.flatMap { options?[$0] } ?? options?[code])?.words ?? [:]
  }

  /// Words of what the questionnaire does not have are a mistake, for they say nothing.
  func check(_ choices: [String: [Choice]], _ findings: Findings) {
    for (linkId, entry) in items.sorted(by: { $0.key < $1.key }) {
      guard let known = choices[linkId] else {
        findings.add(entry.node, .unknownItem, linkId, among: choices.keys)
        continue
      }
      for (code, option) in entry.options.sorted(by: { $0.key < $1.key }) {
        let meant = known.meant(by: code)
        if meant.isEmpty {
          findings.add(option.node, .notAnOption, code, among: known.map(\.original))
        }
        if meant.count > 1 { findings.add(option.node, .ambiguous) }
      }
    }
  }
}
