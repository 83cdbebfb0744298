extension Schema {
  /// The actions of some clients are read without looking at those of all; levels are read from
  /// entries, of which one view made all before it found those of somebody.
  static let touched = """
    CREATE INDEX action_assessment ON action(assessment);
    DROP VIEW IF EXISTS observations;
    DROP TABLE IF EXISTS place;
    """
}
