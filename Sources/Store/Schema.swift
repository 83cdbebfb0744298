import GRDB

/// The tables of a store, and how an older one becomes today's.
enum Schema {
  /// Number of migrations that this program knows.
  static let version = 13

  /// The first version that keeps entries, each with all that it says, of which the law tells what
  /// stands; before it the newest known value of each field was read.
  static let firstOfEntries = 8

  /// The first version that has a ledger; it begins when a store becomes one of it.
  static let firstWithLedger = 11

  private static let steps: [(name: String, run: @Sendable (Database) throws -> Void)] = [
    ("v1", { try $0.execute(sql: first) }), ("v2", { try $0.execute(sql: second) }),
    ("v3", { try $0.execute(sql: third) }), ("v4", { try $0.execute(sql: fourth) }),
    ("v5", { try $0.execute(sql: fifth) }), ("v6", { try $0.execute(sql: sixth) }),
    ("v7", { try $0.execute(sql: seventh) }), ("v8", makeEntries), ("v10", followUp),
    ("v11", { try $0.execute(sql: touched) }), ("v12", { try $0.execute(sql: ledger) }),
    ("v13", mend), ("v14", { try $0.execute(sql: ledgerIndex) }),
  ]

  /// The migrations that a database has seen.
  private static func seen(_ database: Database) throws -> Set<String> {
    // Others wrote this table before; its name stays.
    guard try database.tableExists("grdb_migrations") else { return [] }
    return try String.fetchSet(database, sql: "SELECT identifier FROM grdb_migrations")
  }

  /// The version of a database; 0 for what is no store.
  static func version(_ database: Database) throws -> Int { try seen(database).count }

  /// Whether a program that knows more migrations wrote it.
  static func isNewer(_ database: Database) throws -> Bool {
    try !seen(database).isSubset(of: steps.map(\.name))
  }

  /// Does all that is still to be done in one go: who is killed leaves the old or the new.
  ///
  /// - Parameter finish: what belongs to it, done before it is committed.
  static func migrate(
    _ queue: DatabaseQueue, finish: (Database) throws -> Void = { _ in }
  ) throws {
    try queue.writeWithoutTransaction { database in
      // Rows get other numbers, one table after the other.
      try database.execute(sql: "PRAGMA foreign_keys = OFF")
      defer { try? database.execute(sql: "PRAGMA foreign_keys = ON") }
      try database.inTransaction(.immediate) {
        try database.execute(
          sql: """
            CREATE TABLE IF NOT EXISTS grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)
            """)
        let seen = try seen(database)
        let open = steps.filter { !seen.contains($0.name) }
        for step in open {
          try step.run(database)
          try database.execute(
            sql: "INSERT INTO grdb_migrations (identifier) VALUES (?)", arguments: [step.name])
        }
        // Another program may have done it meanwhile.
        if !open.isEmpty {
          try database.checkForeignKeys()
          try finish(database)
        }
        return .commit
      }
    }
  }

  /// Days are numbers since 1970-01-01, moments seconds since then; words are ids in `name`.
  private static let first = """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
    CREATE TABLE name (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
    CREATE TABLE item (name INTEGER PRIMARY KEY REFERENCES name, type TEXT, codes TEXT);
    CREATE TABLE client (
      id INTEGER PRIMARY KEY, code TEXT NOT NULL,
      identity BLOB, identity_key BLOB, number_code BLOB);
    CREATE UNIQUE INDEX client_code ON client(code);
    CREATE INDEX client_number ON client(number_code) WHERE number_code IS NOT NULL;
    CREATE TABLE assessment (
      id INTEGER PRIMARY KEY, client INTEGER NOT NULL REFERENCES client,
      instrument INTEGER NOT NULL REFERENCES name, version INTEGER NOT NULL REFERENCES name,
      filled_on INTEGER NOT NULL, entered_at INTEGER NOT NULL,
      operator INTEGER NOT NULL REFERENCES name, organisation INTEGER NOT NULL REFERENCES name,
      low INTEGER NOT NULL, high INTEGER NOT NULL,
      absence_low INTEGER NOT NULL, absence_high INTEGER NOT NULL,
      word_low INTEGER NOT NULL, word_high INTEGER NOT NULL,
      applicable INTEGER NOT NULL, answered INTEGER NOT NULL,
      answers BLOB NOT NULL, notes BLOB, notes_key BLOB, mark BLOB NOT NULL);
    CREATE UNIQUE INDEX assessment_key ON assessment(client, instrument, filled_on);
    CREATE TABLE status (
      assessment INTEGER PRIMARY KEY REFERENCES assessment, client INTEGER NOT NULL,
      observed_on INTEGER NOT NULL, answers BLOB NOT NULL);
    CREATE TABLE referral (
      assessment INTEGER PRIMARY KEY REFERENCES assessment, client INTEGER NOT NULL,
      registered_on INTEGER NOT NULL, answers BLOB NOT NULL);
    CREATE TABLE action (
      id INTEGER PRIMARY KEY, assessment INTEGER NOT NULL REFERENCES assessment,
      client INTEGER NOT NULL, organisation INTEGER NOT NULL REFERENCES name,
      action INTEGER NOT NULL REFERENCES name, starts INTEGER, planned_end INTEGER);
    CREATE TABLE observation (
      id INTEGER PRIMARY KEY, client INTEGER NOT NULL REFERENCES client,
      threshold INTEGER NOT NULL, level INTEGER NOT NULL, absence INTEGER NOT NULL,
      observed_on INTEGER NOT NULL, entered_at INTEGER NOT NULL,
      operator INTEGER NOT NULL REFERENCES name, organisation INTEGER NOT NULL REFERENCES name,
      because BLOB, because_key BLOB);
    CREATE INDEX observation_client ON observation(client);
    CREATE TABLE trail (number INTEGER PRIMARY KEY, entry BLOB NOT NULL, link BLOB NOT NULL);
    CREATE TRIGGER trail_is_append_only_1 BEFORE UPDATE ON trail
      BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END;
    CREATE TRIGGER trail_is_append_only_2 BEFORE DELETE ON trail
      BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END;
    """

  /// One row per level or named absence, whether it came in an assessment or by itself; nobody reads
  /// it any more.
  private static let second = """
    CREATE TABLE place (bit INTEGER PRIMARY KEY);
    WITH RECURSIVE bits(bit) AS (SELECT 0 UNION ALL SELECT bit + 1 FROM bits WHERE bit < 39)
      INSERT INTO place SELECT bit FROM bits;
    CREATE VIEW observations AS
      SELECT a.client AS client, p.bit AS threshold,
        ((a.high >> p.bit) & 1) * 2 + ((a.low >> p.bit) & 1) AS level,
        ((a.absence_high >> p.bit) & 1) * 2 + ((a.absence_low >> p.bit) & 1) AS absence,
        a.filled_on AS observed_on, a.instrument AS instrument, a.operator AS operator,
        a.organisation AS organisation, a.entered_at AS entered_at, 0 AS single, a.id AS id
      FROM assessment a CROSS JOIN place p
      WHERE ((a.high | a.low | a.absence_high | a.absence_low) >> p.bit) & 1
      UNION ALL
      SELECT client, threshold, level, absence, observed_on, NULL, operator, organisation,
        entered_at, 1, id
      FROM observation;
    """

  /// Keyed marks by which a check sees what was changed; rows of older versions have none.
  private static let third = """
    ALTER TABLE name ADD COLUMN mark BLOB;
    ALTER TABLE observation ADD COLUMN mark BLOB;
    """

  /// Several people may speak on one day; what a person decided stands beside what was advised.
  private static let fourth = """
    ALTER TABLE assessment ADD COLUMN part INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE assessment ADD COLUMN kept INTEGER;
    DROP INDEX assessment_key;
    CREATE UNIQUE INDEX assessment_key ON assessment(client, instrument, filled_on, part);
    CREATE INDEX assessment_kept ON assessment(instrument, client, filled_on) WHERE kept = 1;
    CREATE TABLE decision (
      id INTEGER PRIMARY KEY, client INTEGER NOT NULL REFERENCES client,
      instrument INTEGER NOT NULL REFERENCES name, version INTEGER NOT NULL REFERENCES name,
      advised INTEGER NOT NULL REFERENCES name, decided INTEGER NOT NULL REFERENCES name,
      direction INTEGER NOT NULL REFERENCES name, decided_on INTEGER NOT NULL,
      entered_at INTEGER NOT NULL, operator INTEGER NOT NULL REFERENCES name,
      organisation INTEGER NOT NULL REFERENCES name, because BLOB, because_key BLOB,
      mark BLOB NOT NULL);
    CREATE INDEX decision_client ON decision(client);
    CREATE TABLE move (
      instrument INTEGER NOT NULL REFERENCES name, version INTEGER NOT NULL REFERENCES name,
      steps TEXT NOT NULL, mark BLOB NOT NULL, PRIMARY KEY (instrument, version)) WITHOUT ROWID;
    """
  /// Clients may be forgotten; what they permit and object to is kept.
  private static let fifth = """
    ALTER TABLE client ADD COLUMN forgotten INTEGER;
    CREATE TABLE consent (
      id INTEGER PRIMARY KEY, client INTEGER NOT NULL REFERENCES client,
      kind INTEGER NOT NULL REFERENCES name, recipient INTEGER NOT NULL REFERENCES name,
      data INTEGER NOT NULL REFERENCES name, ground INTEGER NOT NULL REFERENCES name,
      starts INTEGER NOT NULL, ends INTEGER, withdrawn_on INTEGER, recorded_on INTEGER NOT NULL,
      entered_at INTEGER NOT NULL, operator INTEGER NOT NULL REFERENCES name,
      organisation INTEGER NOT NULL REFERENCES name, purpose BLOB, purpose_key BLOB,
      mark BLOB NOT NULL);
    CREATE INDEX consent_client ON consent(client);
    """

  /// Times in ESF operations; what is told of one is a line of names and values.
  private static let sixth = """
    CREATE TABLE participation (
      id INTEGER PRIMARY KEY, client INTEGER NOT NULL REFERENCES client,
      operation INTEGER NOT NULL REFERENCES name, entered_on INTEGER NOT NULL,
      told TEXT NOT NULL, mark BLOB NOT NULL);
    CREATE UNIQUE INDEX participation_key ON participation(client, operation, entered_on);
    """

  /// Of those who were forgotten, between which ages they were on entering.
  private static let seventh = "ALTER TABLE participation ADD COLUMN age_group TEXT"
}
