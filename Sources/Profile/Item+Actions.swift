import InstrumentKit

extension Item {
  /// The organisation whose actions a table holds, which the store keeps apart; nil for all else.
  package var actionsOwner: Int? {
    guard case .table = type, id.hasSuffix(".actions") else { return nil }
    return Names.organisation.place(of: String(id.prefix { $0 != "." }))
  }

  /// What the columns of a table of actions tell, in their order.
  package var actionColumns: [ActionColumn?] {
    guard case .table(let columns) = type else { return [] }
    return columns.map { ActionColumn(rawValue: $0.id) }
  }
}

/// What is told of an action, by the columns of its table.
package enum ActionColumn: String, CaseIterable, Hashable, Sendable {
  case action, starts
  case plannedEnd = "planned-end"
  case plannedDays = "planned-days"
  case ownManagement = "own-management"
  case partners, aims
  case stoppedEarly = "stopped-early"
  case stopReason = "stop-reason"
  case stoppedOn = "stopped-on"
  /// Words beside an action that is another than those of the list.
  case other

  /// Words that are sealed with the client; of each a bit says that there are some.
  package static let sealed: [ActionColumn] = [.aims, .stopReason, .other]

  /// The bit of sealed words.
  package var bit: UInt8 {
    ActionColumn.sealed.firstIndex(of: self).map { 1 << UInt8($0) } ?? 0
  }
}
