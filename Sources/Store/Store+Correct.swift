import InstrumentKit
import Profile

/// Corrections of what is kept in columns of its own.
extension Store {
  /// Says a level, its reason for being absent, or its day anew.
  package func correctLevel(
    _ number: Int64, _ finding: Finding?, on day: Day?, because: String?, actor: Actor
  ) throws {
    var columns = dayColumn("observed_on", day)
    switch finding {
    case .level(let level)?:
      columns += [("level", .number(Int64(level.rawValue))), ("absence", .number(0))]
    case .absent(let reason)?:
      columns += [("level", .number(0)), ("absence", .number(Int64(reason.rawValue)))]
    case .silent?, nil: break
    }
    try correct(number, columns, because: because, actor: actor)
  }

  /// Says anew what was decided, how that stands to the advice, or on which day.
  package func correctDecision(
    _ number: Int64, decided: (code: String, override: String)?, on day: Day?, because: String?,
    actor: Actor
  ) throws {
    var columns = dayColumn("decided_on", day)
    if let decided {
      columns += [("decided", .word(decided.code)), ("direction", .word(decided.override))]
    }
    try correct(number, columns, because: because, actor: actor)
  }

  /// Says anew from when and until when a permission or objection holds.
  ///
  /// - Parameter until: nil leaves the last day as it is; `.some(nil)` takes it out.
  package func correctConsent(
    _ number: Int64, from: Day?, until: Day??, because: String?, actor: Actor
  ) throws {
    var columns = dayColumn("starts", from)
    if let until { columns.append(("ends", .number(until.map { Int64($0.number) }))) }
    try correct(number, columns, because: because, actor: actor)
  }

  /// Says anew on which day somebody entered an operation.
  package func correctParticipation(
    _ number: Int64, enteredOn day: Day, because: String?, actor: Actor
  ) throws {
    try correct(number, dayColumn("entered_on", day), because: because, actor: actor)
  }

  private func dayColumn(_ name: String, _ day: Day?) -> [(name: String, value: Corrected)] {
    day.map { [(name, .number(Int64($0.number)))] } ?? []
  }
}
