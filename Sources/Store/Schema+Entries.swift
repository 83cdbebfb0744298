import GRDB

extension Schema {
  /// Entries of every kind have numbers of one row; what was said before a correction is kept beside
  /// what is said now, and each registration has the identity that it gave.
  static func makeEntries(_ database: Database) throws {
    try renumber(database)
    try database.execute(sql: identities)
    for kind in EntryKind.allCases {
      for table in kind.tables {
        try database.execute(
          sql: """
            CREATE TABLE past_\(table.name) AS
              SELECT *, 0 AS owner, 0 AS since, 0 AS until FROM \(table.name) WHERE 0;
            CREATE INDEX past_\(table.name)_entry ON past_\(table.name)(\(table.key));
            CREATE INDEX past_\(table.name)_owner ON past_\(table.name)(owner);
            """)
      }
    }
    try database.execute(sql: revisions)
  }

  /// Numbers in the order of arrival; ids were of one table each.
  private static func renumber(_ database: Database) throws {
    let rows = EntryKind.allCases.map { kind in
      let at = kind == .participation ? "1 << 60" : "entered_at"
      return "SELECT \(kind.rawValue) AS kind, id, \(at) AS at FROM \(kind.table)"
    }
    try database.execute(
      sql: """
        CREATE TEMP TABLE renumbered AS
          SELECT kind, id, row_number() OVER (ORDER BY at, kind, id) AS number
          FROM (\(rows.joined(separator: " UNION ALL ")));
        DELETE FROM renumbered WHERE id = number;
        CREATE INDEX temp.renumbered_id ON renumbered(kind, id);
        """)
    for kind in EntryKind.allCases {
      for table in kind.tables.reversed() {
        // Through negative numbers, so that none meets one that is still to go.
        try database.execute(
          sql: """
            UPDATE \(table.name) SET \(table.key) = -(SELECT number FROM renumbered
              WHERE kind = \(kind.rawValue) AND renumbered.id = \(table.name).\(table.key))
            WHERE \(table.key) IN (SELECT id FROM renumbered WHERE kind = \(kind.rawValue));
            UPDATE \(table.name) SET \(table.key) = -\(table.key) WHERE \(table.key) < 0;
            """)
      }
    }
    try database.execute(sql: "DROP TABLE renumbered")
  }

  /// What was known of somebody goes to the first registration: which of them gave it was not kept.
  private static let identities = """
    ALTER TABLE assessment ADD COLUMN identity BLOB;
    ALTER TABLE assessment ADD COLUMN identity_key BLOB;
    ALTER TABLE assessment ADD COLUMN number_code BLOB;
    UPDATE assessment SET (identity, identity_key, number_code) =
        (SELECT identity, identity_key, number_code FROM client WHERE client.id = client)
      WHERE id IN (SELECT (SELECT a.id FROM assessment a WHERE a.client = client.id
          ORDER BY a.filled_on, a.id LIMIT 1) FROM client WHERE identity IS NOT NULL);
    DROP INDEX client_number;
    ALTER TABLE client DROP COLUMN identity;
    ALTER TABLE client DROP COLUMN identity_key;
    ALTER TABLE client DROP COLUMN number_code;
    ALTER TABLE client ADD COLUMN gone INTEGER;
    ALTER TABLE client ADD COLUMN merged INTEGER;
    CREATE INDEX client_merged ON client(merged) WHERE merged IS NOT NULL;
    \(numberIndex);
    ALTER TABLE participation ADD COLUMN entered_at INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE participation ADD COLUMN operator INTEGER REFERENCES name;
    ALTER TABLE participation ADD COLUMN organisation INTEGER REFERENCES name;
    DROP INDEX assessment_key;
    CREATE UNIQUE INDEX assessment_key
      ON assessment(client, instrument, filled_on, part, organisation);
    INSERT OR REPLACE INTO meta (key, value)
      SELECT 'identities-from', coalesce(max(id), 0) FROM assessment;
    """

  static let numberIndex = """
    CREATE INDEX assessment_number ON assessment(number_code, client)
      WHERE number_code IS NOT NULL
    """

  /// What was done to an entry after it was made; `was` is the client before, `owner` the one with
  /// whom the reason is sealed.
  private static let revisions = """
    CREATE INDEX past_assessment_key
      ON past_assessment(client, instrument, filled_on, part, organisation);
    \(revisionTable)
    CREATE TABLE merge (
      id INTEGER PRIMARY KEY, client INTEGER NOT NULL REFERENCES client,
      person INTEGER NOT NULL REFERENCES client, since INTEGER NOT NULL, until INTEGER,
      at INTEGER NOT NULL, operator INTEGER NOT NULL REFERENCES name,
      organisation INTEGER NOT NULL REFERENCES name, because BLOB, because_key BLOB,
      mark BLOB NOT NULL);
    \(revisionIndexes)
    """

  static let revisionTable = """
    CREATE TABLE revision (
      id INTEGER PRIMARY KEY, entry INTEGER NOT NULL, kind INTEGER NOT NULL,
      deed INTEGER NOT NULL, client INTEGER NOT NULL REFERENCES client,
      was INTEGER NOT NULL REFERENCES client, owner INTEGER NOT NULL REFERENCES client,
      link INTEGER NOT NULL, at INTEGER NOT NULL,
      operator INTEGER NOT NULL REFERENCES name, organisation INTEGER NOT NULL REFERENCES name,
      because BLOB, because_key BLOB, mark BLOB NOT NULL);
    """

  static let revisionIndexes = """
    CREATE INDEX revision_entry ON revision(entry);
    CREATE INDEX revision_was ON revision(was);
    """
}
