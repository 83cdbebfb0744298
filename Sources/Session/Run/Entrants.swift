import Cohort
import InstrumentKit
import Profile
import Store

/// What the profile knew of people on the day that they entered an operation.
struct Entrants {
  let store: Store
  /// The thresholds that tell of housing.
  let housing: [Threshold]
  /// Exact birth days by client; opened into memory only.
  private let born: [String: Day]

  init(_ store: Store, _ view: RowsView, housing: [Threshold]) throws {
    self.store = store
    self.housing = housing
    born = try Entrants.born(view)
  }

  /// The exact birth days that are known, by client.
  static func born(_ view: RowsView) throws -> [String: Day] {
    let clients = try view.named("client", .text)
    let days = try view.named("birth-date", .day)
    var born: [String: Day] = [:]
    for (row, cell) in clients.cells.enumerated() {
      guard let code = clients.pool?[Int(cell)], let day = days[row].value else { continue }
      born[code] = Day(number: Int32(day))
    }
    return born
  }

  /// What can have been otherwise on another day.
  private static let momentary = [
    "nationality", "diploma", "diploma-belgian", "diploma-level", "employed", "vdab-registered",
    "unemployed-since", "disability-grounds",
  ].compactMap(FieldCatalog.standard.field)

  /// Who entered on which day, with what was so on that day by all that is known now.
  func entrants(
    _ entered: [(client: String, on: Day)], isStopped: () -> Bool
  ) throws -> [Entrant] {
    let answers = try store.moments(of: entered, Self.momentary, isStopped: isStopped)
    return try zip(entered, answers).map { entered, answers in
      if isStopped() { throw CancellationError() }
      return try entrant(entered.client, on: entered.on, answers)
    }
  }

  private func entrant(
    _ client: String, on day: Day, _ answers: [String: String]
  ) throws -> Entrant {
    // What does not change with time is known whenever it was told.
    var lasting: [String: String] = [:]
    for registration in try store.registrations(of: client, notes: false) {
      lasting.merge(registration.answers) { _, newer in newer }
    }
    func flag(_ name: String) -> Bool? { answers[name].map { $0 == "yes" } }
    var entrant = Entrant()
    entrant.sex = lasting["sex"]
    entrant.born = born[client]
    entrant.nationality = answers["nationality"]
    entrant.ownBorn = lasting["birth-country"]
    entrant.formerNationalities = ["previous-nationality", "earlier-nationality"].compactMap {
      lasting[$0]
    }
    entrant.motherBorn = lasting["birth-country-mother"]
    entrant.fatherBorn = lasting["birth-country-father"]
    entrant.diploma = answers["diploma"]
    entrant.diplomaIsBelgian = flag("diploma-belgian")
    entrant.statedDiploma = answers["diploma-level"]
    entrant.employed = flag("employed")
    entrant.registeredAsJobseeker = flag("vdab-registered")
    entrant.unemployedSince = answers["unemployed-since"].flatMap(Day.init(iso:))
    entrant.hasDisabilityGround = answers["disability-grounds"].map { !$0.isEmpty }
    let observed = try store.observations(of: client)
    entrant.housing = housing.map { threshold in
      observed.standing(threshold, on: day)?.finding.level
    }
    return entrant
  }
}
