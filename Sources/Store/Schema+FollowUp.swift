import GRDB

extension Schema {
  /// What the second half of a registration tells of actions, beside what and when.
  static func followUp(_ database: Database) throws {
    for table in ["action", "past_action"] where try database.tableExists(table) {
      for column in [
        "planned_days INTEGER", "own_management INTEGER", "partners INTEGER REFERENCES name",
        "stopped_early INTEGER", "stopped_on INTEGER", "words INTEGER",
      ] {
        try database.execute(sql: "ALTER TABLE \(table) ADD COLUMN \(column)")
      }
    }
  }
}
