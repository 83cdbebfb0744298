import InstrumentKit

/// How a fact at the start is told where nobody had said it by then.
package struct AtStartRules: Hashable, Sendable {
  package let name, version: String
  /// So many days after it a first answer still tells of a day.
  package let answerDays: Int

  /// - Throws: `RuleFault` with the line and column of what cannot be used.
  package init(_ rules: Rules) throws {
    (name, version) = (rules.name, rules.version)
    try rules.root.only(["name", "version", "first-answer"])
    let answer = try rules.root.required("first-answer")
    try answer.only(["days"])
    answerDays = try answer.number("days", in: 0...366)
  }

  /// What holds where a site states nothing of its own.
  package static let shipped = """
    # What benefit.at-start and its like are where nothing was known on that day and no since-date
    # reaches back to it: the first answer of so many days after it, else unknown. A site states its
    # own in at-start.yaml, in the folder rules.
    name: at-start
    version: 2026-1
    first-answer: { days: 28 }
    """
}
