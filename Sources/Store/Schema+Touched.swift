extension Schema {
  /// The actions of some clients are read without looking at those of all; levels are read from
  /// entries, of which one view made all before it found those of somebody. Which codes go on under
  /// another is asked by a name of its own, before which those of an earlier moment can stand.
  static let touched = """
    CREATE INDEX action_assessment ON action(assessment);
    \(personView)
    DROP VIEW IF EXISTS observations;
    DROP TABLE IF EXISTS place;
    """

  static let personView = """
    CREATE VIEW IF NOT EXISTS one_person AS
      SELECT id AS client, merged AS person FROM client WHERE merged IS NOT NULL;
    """
}
