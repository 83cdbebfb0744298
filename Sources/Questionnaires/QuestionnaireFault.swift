/// What cannot be used in a questionnaire, and where.
package struct QuestionnaireFault: Error, Hashable, Sendable {
  /// As `$.item[2].answerOption[0]`.
  package let path: String
}
