import InstrumentKit

extension Item {
  /// The organisation whose actions a table holds, which the store keeps apart; nil for all else.
  package var actionsOwner: Int? {
    guard case .table = type, id.hasSuffix(".actions") else { return nil }
    return Names.organisation.place(of: String(id.prefix { $0 != "." }))
  }
}
