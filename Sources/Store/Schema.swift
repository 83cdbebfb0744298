import GRDB

/// The tables of a store, and how an older one becomes today's.
enum Schema {
  /// Number of migrations that this program knows.
  static let version = 12
  /// Whoever comes from before this one has rows that were changed, and is vouched for anew.
  static let rowsVersion = 11

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("v1") { try $0.execute(sql: first) }
    migrator.registerMigration("v2") { try $0.execute(sql: second) }
    migrator.registerMigration("v3") { try $0.execute(sql: third) }
    migrator.registerMigration("v4") { try $0.execute(sql: fourth) }
    migrator.registerMigration("v5") { try $0.execute(sql: fifth) }
    migrator.registerMigration("v6") { try $0.execute(sql: sixth) }
    migrator.registerMigration("v7") { try $0.execute(sql: seventh) }
    migrator.registerMigration("v8", migrate: makeEntries)
    migrator.registerMigration("v10", migrate: followUp)
    migrator.registerMigration("v11") { try $0.execute(sql: touched) }
    migrator.registerMigration("v12") { try $0.execute(sql: ledger) }
    migrator.registerMigration("v13") { try $0.execute(sql: ledgerIndex) }
    return migrator
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
