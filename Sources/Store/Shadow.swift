import GRDB

/// What stands before the tables of entries and shows what they held: views, or for some clients
/// tables with their rows.
struct Shadow {
  /// Views of all that is shown.
  let all: String
  /// Of these, the views of entries.
  let entries: String
  /// Tables in the place of these, with the rows of the clients that were chosen.
  let some: String

  private static let tables =
    EntryKind.allCases.filter { $0 != .consent }.flatMap { kind in
      kind.tables.map { (kind: kind, name: $0.name, key: $0.key) }
    }

  static let gone =
    (tables.map(\.name) + ["client"]).map { "DROP VIEW IF EXISTS temp.\($0);" }.joined()
    + ["later", "chosen", "one_person"].map { "DROP TABLE IF EXISTS temp.\($0);" }.joined()

  static let chosen = """
    CREATE TEMP TABLE chosen AS SELECT value AS client FROM json_each(?);
    """

  static let noneChosen =
    tables.map { "DROP TABLE IF EXISTS temp.\($0.name);" }.joined()
    + "DROP TABLE IF EXISTS temp.chosen;"

  init(link: Int64, last: Int64, _ database: Database) throws {
    var (views, rows) = ("", "")
    for table in Shadow.tables {
      let columns = try database.columns(in: table.name, in: "main").map(\.name)
        .joined(separator: ", ")
      func held(_ condition: String) -> String {
        """
        SELECT \(columns) FROM main.\(table.name) WHERE \(condition)
          AND \(table.key) <= \(last) AND \(table.key) NOT IN (SELECT entry FROM temp.later)
        UNION ALL SELECT \(columns) FROM main.past_\(table.name) WHERE \(condition)
          AND since <= \(link) AND until > \(link) AND \(table.key) <= \(last)
        """
      }
      views += "CREATE TEMP VIEW \(table.name) AS \(held("true"));\n"
      let isHead = table.name == table.kind.table
      let condition =
        isHead
        ? "client IN (SELECT client FROM temp.chosen)"
        : "\(table.key) IN (SELECT id FROM temp.\(table.kind.table))"
      rows += """
        DROP VIEW IF EXISTS temp.\(table.name);
        CREATE TEMP TABLE \(table.name) AS \(held(condition));
        CREATE INDEX temp.held_\(table.name) ON \(table.name)(\(isHead ? "client" : table.key));

        """
    }
    (entries, some) = (views, rows)
    var sql = """
      CREATE TEMP TABLE later AS
        SELECT DISTINCT entry FROM main.revision WHERE link > \(link);
      CREATE UNIQUE INDEX temp.later_entry ON later(entry);
      \(views)
      """
    // Rights are always today's; that somebody told of them is of then.
    let consents = """
      SELECT client FROM main.consent
        WHERE id <= \(last) AND id NOT IN (SELECT entry FROM temp.later)
      UNION ALL SELECT client FROM main.past_consent
        WHERE since <= \(link) AND until > \(link) AND id <= \(last)
      """
    // Who went on under another code then, and of whom something stood.
    let persons = """
      WITH RECURSIVE up(id, above, steps) AS (
        SELECT client, person, 1 FROM main.merge
          WHERE since <= \(link) AND (until IS NULL OR until > \(link))
        UNION ALL SELECT up.id, m.person, steps + 1 FROM main.merge m JOIN up ON m.client = above
          WHERE m.since <= \(link) AND (m.until IS NULL OR m.until > \(link)))
      SELECT id AS client, above AS person, max(steps) FROM up GROUP BY id
      """
    let then = EntryKind.allCases.map { kind in
      kind == .consent ? "(\(consents))" : "temp.\(kind.table)"
    }
    let any = then.map { "EXISTS (SELECT 1 FROM \($0) e WHERE e.client = c.id)" }
      .joined(separator: " OR ")
    sql += """
      CREATE TEMP TABLE one_person AS \(persons);
      CREATE UNIQUE INDEX temp.one_person_client ON one_person(client);
      CREATE INDEX temp.one_person_person ON one_person(person);
      CREATE TEMP VIEW client AS
        SELECT c.id, c.code, c.forgotten, CASE WHEN \(any) THEN NULL ELSE 1 END AS gone,
          (SELECT person FROM temp.one_person WHERE client = c.id) AS merged
        FROM main.client c;
      """
    all = sql
  }
}
