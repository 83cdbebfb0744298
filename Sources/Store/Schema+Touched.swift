extension Schema {
  /// The actions of some clients are read without looking at those of all.
  static let actionIndex = "CREATE INDEX action_assessment ON action(assessment)"
}
