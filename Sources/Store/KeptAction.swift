/// What an organisation did or will do for a client, in ids of words and days. Its open words lie with
/// the sealed notes of the registration.
struct KeptAction: Sendable {
  let organisation: Int64
  let action: Int64
  let starts: Int32?
  let plannedEnd: Int32?
  var plannedDays: Int32?
  var ownManagement: Bool?
  /// The id of the words that name with whom.
  var partners: Int64?
  var stoppedEarly: Bool?
  var stoppedOn: Int32?
  /// Which open words there are, a bit each.
  var words: UInt8 = 0

  /// The columns of an action after its days, in the order of ``more``.
  static let columns = "planned_days, own_management, partners, stopped_early, stopped_on, words"

  var more: [Int64?] {
    [
      plannedDays.map(Int64.init), ownManagement.map { $0 ? 1 : 0 }, partners,
      stoppedEarly.map { $0 ? 1 : 0 }, stoppedOn.map(Int64.init), words == 0 ? nil : Int64(words),
    ]
  }

  var tellsMore: Bool { more.contains { $0 != nil } }

  /// - Parameter first: the place of the first of ``columns`` in a row.
  mutating func readMore(_ row: RawStatement, from first: Int32) {
    plannedDays = row.knownDay(first)
    ownManagement = row.knownDay(first + 1).map { $0 != 0 }
    partners = row.knownNumber(first + 2)
    stoppedEarly = row.knownDay(first + 3).map { $0 != 0 }
    stoppedOn = row.knownDay(first + 4)
    words = UInt8(truncatingIfNeeded: row.number(first + 5))
  }
}
