import Cohort
import InstrumentKit
import Profile

/// The store as it stood on a day, by client.
struct DashboardState {
  let count: Int
  let communes: Column?
  let levels: LevelPlanes
  var benefits: Column?
  let employed: Column?
  let filledOn: Column?
  /// How many actions of each group each client had.
  let actions: [Int: [Int]]

  init(_ source: any ColumnSource) throws {
    count = try source.rowCount(.clients)
    communes = try source.column("commune", of: .clients)
    levels = try source.planes(.levels)
    benefits = try source.column("benefit", of: .clients)
    employed = try source.column("employed", of: .clients)
    filledOn = try source.column("filled-on", of: .clients)
    var actions: [Int: [Int]] = [:]
    if let clients = try source.column("client-row", of: .actions),
      let groups = try source.column("action-group", of: .actions)
    {
      for row in clients.cells.indices {
        guard let client = clients[row].value, let group = groups[row].value else { continue }
        actions[client, default: [Int](repeating: 0, count: Names.actionGroup.codes.count)][
          group] +=
          1
      }
    }
    self.actions = actions
  }

  func commune(_ row: Int) -> String? {
    communes?[row].value.flatMap { communes?.pool?[$0] }.map { Names.folded($0) }
  }

  /// Whether a client has an integration income or its equivalent; nil when that is unknown.
  func hasIntegrationIncome(_ row: Int) -> Bool? {
    benefits?[row].value.map { $0 & DashboardState.income != 0 }
  }

  private static let income: Int = {
    let list = FieldCatalog.standard.field("benefit")?.type.list
    return ["living-wage", "equivalent-living-wage"].compactMap { list?.place(of: $0) }
      .reduce(0) { $0 | 1 << $1 }
  }()
}
