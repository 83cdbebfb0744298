/// Facts that are of one thing: who names another thing by its head fells what was said of the
/// former one.
///
/// The law names a group as a whole. Taken so, a corrected box number would fell the street, so a
/// group has heads of its own, each with what hangs on it.
package struct FactGroup: Sendable {
  package let head: String
  package let members: [String]

  package init(_ head: String, _ members: [String]) {
    self.head = head
    self.members = members
  }

  /// Address, diploma, job goal and registration. A referral's answers are those of its life.
  package static let standard: [FactGroup] = [
    FactGroup("commune", ["street", "house-number", "box", "postcode"]),
    FactGroup("postcode", ["street", "house-number", "box"]),
    FactGroup("street", ["house-number", "box", "postcode"]),
    FactGroup("house-number", ["box"]),
    FactGroup(
      "diploma", ["diploma-belgian", "diploma-recognised", "diploma-level-set", "diploma-level"]),
    FactGroup("job-goal-text", ["job-goal-realistic", "job-goal-shared", "job-goal-clarify"]),
    FactGroup("vdab-since", ["vdab-as", "vdab-category", "unemployed-since"]),
  ]
}
