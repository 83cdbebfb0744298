extension Schema {
  /// One row for each version of an entry, and of all else that is kept, with a keyed mark of what
  /// was stored: the trail has a digest of those that came with each of its entries.
  static let ledger = """
    CREATE TABLE ledger (
      link INTEGER NOT NULL, kind INTEGER NOT NULL, number INTEGER NOT NULL, client INTEGER,
      state INTEGER NOT NULL, mark BLOB NOT NULL,
      PRIMARY KEY (link, kind, number)) WITHOUT ROWID;
    CREATE TRIGGER ledger_is_append_only_1 BEFORE UPDATE ON ledger
      BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
    CREATE TRIGGER ledger_is_append_only_2 BEFORE DELETE ON ledger
      BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
    """

  /// What the ledger has of a client is found when columns of that client are read anew.
  static let ledgerIndex = "CREATE INDEX ledger_client ON ledger(client) WHERE client IS NOT NULL"
}
