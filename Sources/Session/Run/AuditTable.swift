import Cohort
import InstrumentKit
import Profile
import Store

/// The trail as a table: a row per entry, the newest first.
enum AuditTable {
  /// The list of clients, and a column that no sentence can name: whether the list is all.
  static let clients = "client"
  static let namesEverybody = "client whole"

  /// - Parameter client: keeps what is about one client; entries that do not name everybody whom
  ///   they are about are left out as unknown, and counted.
  static func frame(_ trail: [TrailEntry], about client: String?) -> Frame {
    var leftOut = 0
    let entries = trail.enumerated().reversed().filter { _, entry in
      guard let client else { return true }
      let isAbout = entry.isAbout(client)
      if isAbout == nil { leftOut += 1 }
      return isAbout == true
    }
    func texts(_ name: String, _ word: (TrailEntry) -> String?) -> Column {
      Reference.texts(name, entries.map { word($0.element).flatMap { $0.isEmpty ? nil : $0 } })
    }
    func list(_ name: String, _ words: (TrailEntry) -> [String]) -> Column {
      let column = texts(name) { words($0).joined(separator: " ") }
      return Column(name, .words, column.cells, pool: column.pool)
    }
    func cells(_ name: String, _ type: FieldType, _ value: (TrailEntry) -> Int32?) -> Column {
      Column(name, type, entries.map { value($0.element) ?? Cell.unknown.raw })
    }
    return Frame(
      columns: [
        Column("number", .count, entries.map { Int32(truncatingIfNeeded: $0.offset + 1) }),
        cells("on", .day) { Int32(truncatingIfNeeded: $0.at / 86_400) },
        texts("time") { time($0.at % 86_400) }, texts("operator", \.who),
        texts("organisation", \.organisation),
        cells("role", .code(Names.roles)) { Names.roles.place(of: $0.role).map(Int32.init) },
        texts("purpose", \.purpose), texts("verb", \.verb),
        list(clients, \.about),
        cells(namesEverybody, .flag) { $0.namesEverybody ? 1 : 0 },
        texts("fields") { $0.fields.joined(separator: " ") },
        cells("count", .count) { $0.count.map { Int32(clamping: $0) } },
        texts("digest", \.digest), texts("file", \.file), cells("until", .day, \.until),
        texts("head", \.head), texts("figures") { $0.cells?.joined(separator: "; ") },
      ], rowCount: entries.count, leftOut: leftOut)
  }

  /// `14:05:09`.
  private static func time(_ seconds: Int64) -> String {
    [seconds / 3600, seconds / 60 % 60, seconds % 60]
      .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }
}
