import GRDB
import InstrumentKit
import Profile

/// Corrections of what is kept in columns of its own: false is given when that is said already.
extension Store {
  /// Says a level, its reason for being absent, or its day anew.
  package func correctLevel(
    _ number: Int64, _ finding: Finding?, on day: Day?, because: String?, actor: Actor,
    isDry: Bool = false
  ) throws -> Bool {
    var columns = dayColumn("observed_on", day)
    func add(level: UInt8, absence: UInt8) {
      columns += [
        CorrectedColumn("level", .number(Int64(level))),
        CorrectedColumn("absence", .number(Int64(absence))),
      ]
    }
    switch finding {
    case .level(let level)?: add(level: level.rawValue, absence: 0)
    case .absent(let reason)?: add(level: 0, absence: reason.rawValue)
    case .silent?, nil: break
    }
    return try correct(number, columns, because: because, actor: actor, isDry: isDry)
  }

  /// Says anew what was decided, how that stands to the advice, or on which day.
  package func correctDecision(
    _ number: Int64, decided: (code: String, override: String)?, on day: Day?, because: String?,
    actor: Actor, isDry: Bool = false
  ) throws -> Bool {
    var columns = dayColumn("decided_on", day)
    if let decided {
      columns += [
        CorrectedColumn("decided", .word(decided.code)),
        CorrectedColumn("direction", .word(decided.override)),
      ]
    }
    return try correct(number, columns, because: because, actor: actor, isDry: isDry)
  }

  /// Says anew what a permission or objection is about, and from when and until when it holds.
  ///
  /// - Parameters:
  ///   - data: nil leaves it as it is.
  ///   - until: nil leaves the last day as it is; `.some(nil)` takes it out.
  package func correctConsent(
    _ number: Int64, data: [String]? = nil, from: Day?, until: Day??, because: String?,
    actor: Actor, isDry: Bool = false
  ) throws -> Bool {
    var columns = dayColumn("starts", from)
    if let until {
      columns.append(CorrectedColumn("ends", .number(until.map { Int64($0.number) })))
    }
    if let data { columns.append(CorrectedColumn("data", .word(data.joined(separator: " ")))) }
    return try correct(number, columns, because: because, actor: actor, isDry: isDry)
  }

  /// Says a participation anew, of the same client.
  package func correctParticipation(
    _ number: Int64, as participation: Participation, because: String?, actor: Actor,
    isDry: Bool = false
  ) throws -> Bool {
    let columns =
      dayColumn("entered_on", participation.enteredOn) + [
        CorrectedColumn("operation", .word(participation.operation)),
        CorrectedColumn("told", .text(participation.told)),
      ]
    return try correct(number, columns, because: because, actor: actor, isDry: isDry)
  }

  /// A participation as it stands; nil where none has that number.
  package func participation(_ number: Int64) throws -> Participation? {
    try reading { database in
      let client = try Int64.fetchOne(
        database, sql: "SELECT client FROM participation WHERE id = ?", arguments: [number])
      return try client.flatMap { client in
        try Store.participations(database, of: client).first { $0.id == number }?.participation
      }
    }
  }

  private func dayColumn(_ name: String, _ day: Day?) -> [CorrectedColumn] {
    day.map { [CorrectedColumn(name, .number(Int64($0.number)))] } ?? []
  }
}
