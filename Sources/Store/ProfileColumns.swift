import Cohort
import InstrumentKit
import Profile

/// What is known of clients at one moment, their referrals, actions and days of levels, as columns.
protocol ProfileColumns: AnyObject {
  /// The codes of the clients, in order.
  func codes() throws -> TextPool
  func rowCount(_ kind: RowKind) throws -> Int
  /// Nil where nothing of that name is known of anybody.
  func column(_ name: String, of kind: RowKind) throws -> Column?
  func planes(_ name: PlaneName) throws -> LevelPlanes
  /// The same for somebody who changes it: it is not kept here any more.
  func surrender(_ name: String, of kind: RowKind) throws -> Column?
  func surrender(_ name: PlaneName) throws -> LevelPlanes
  /// What can be kept in a file.
  var columnNames: [RowKind: Set<String>] { get }
  var planeNames: Set<PlaneName> { get }
}

extension RowKind {
  /// The kinds that belong to what is known of clients.
  static let ofProfiles: [RowKind] = [.clients, .referrals, .actions, .origins]
}

extension ProfileColumns {
  /// The columns of `threshold.observed`, which follow from others.
  func observed(_ name: String, _ kind: RowKind) throws -> Column? {
    guard kind == .clients, let threshold = Threshold(observedIn: name) else { return nil }
    return try LevelOrigins.column(of: threshold, in: self)
  }
}

/// Columns that are kept once they were read, until somebody takes them.
protocol OpeningColumns: ProfileColumns {
  var opened: [String: Column] { get set }
  var openedPlanes: [PlaneName: LevelPlanes] { get set }
  func read(_ name: String, _ kind: RowKind) throws -> Column?
  func read(_ name: PlaneName) throws -> LevelPlanes
}

extension OpeningColumns {
  func column(_ name: String, of kind: RowKind) throws -> Column? {
    let key = "\(kind.rawValue)/\(name)"
    if let column = opened[key] { return column }
    let column = try read(name, kind)
    opened[key] = column
    return column
  }

  func surrender(_ name: String, of kind: RowKind) throws -> Column? {
    try opened.removeValue(forKey: "\(kind.rawValue)/\(name)") ?? read(name, kind)
  }

  func planes(_ name: PlaneName) throws -> LevelPlanes {
    if let planes = openedPlanes[name] { return planes }
    let planes = try read(name)
    openedPlanes[name] = planes
    return planes
  }

  func surrender(_ name: PlaneName) throws -> LevelPlanes {
    try openedPlanes.removeValue(forKey: name) ?? read(name)
  }
}
