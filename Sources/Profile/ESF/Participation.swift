import InstrumentKit

/// One person's time in one ESF operation, as it was registered.
package struct Participation: Hashable, Sendable {
  /// Something that happened from entering on. Those of one day stand in the order they were told.
  package struct Event: Hashable, Sendable {
    package let on: Day
    package let kind: EventKind

    package init(on: Day, _ kind: EventKind) {
      self.on = on
      self.kind = kind
    }
  }

  package enum EventKind: String, CaseIterable, Sendable {
    case searching, training, qualification, employment, unemployment, inactivity
    /// A better situation on the labour market of somebody who was at work on entering.
    case improved
  }

  /// An answer to a question that may be refused: four different answers.
  package enum Told: String, CaseIterable, Sendable {
    case yes, no, refused
    case notAsked = "not-asked"
  }

  package enum LabourStatus: String, CaseIterable, Sendable { case unemployed, inactive, employed }

  package var client: String
  /// The operation's code.
  package var operation: String
  package var enteredOn: Day
  package var leftOn: Day?
  /// What is told here holds over what the profile says.
  package var labourStatus: LabourStatus?
  package var unemployedSince: Day?
  /// A code of `Names.diploma`.
  package var education: String?
  /// Whether the person was in education or training on entering.
  package var inEducation: Told?
  package var disability: Told?
  package var minority: Told?
  package var rural: Bool?
  package var hasAddress: Bool?
  package var events: [Event]
  /// Between which ages somebody was on entering, kept of those who were forgotten.
  package var ageGroup: AgeGroup?

  /// Whose it is, in what: the same for somebody who came back.
  package struct Key: Hashable, Sendable {
    package let client, operation: String
  }

  package var key: Key { Key(client: client, operation: operation) }

  package init(
    client: String, operation: String, enteredOn: Day, leftOn: Day? = nil, events: [Event] = []
  ) {
    self.client = client
    self.operation = operation
    self.enteredOn = enteredOn
    self.leftOn = leftOn
    self.events = events
  }

  /// Those of one client in one operation as one, as they were known at the end of a day: the first
  /// entry, the last leaving, all events.
  package static func joined(_ same: [Participation], by day: Day = .last) -> Participation? {
    let ordered = same.filter { $0.enteredOn <= day }.sorted { $0.enteredOn < $1.enteredOn }
    guard var whole = ordered.first else { return nil }
    let leavings = ordered.map { row in row.leftOn.flatMap { $0 <= day ? $0 : nil } }
    // A row that is open, whichever it is, means that the person has not left.
    whole.leftOn = leavings.contains(nil) ? nil : leavings.compactMap(\.self).max()
    var events: [Event] = []
    for (place, row) in ordered.enumerated() {
      if place > 0, let status = row.labourStatus { events.append(status.event(on: row.enteredOn)) }
      events += row.events.filter { $0.on <= day }
    }
    whole.events = events.enumerated()
      .sorted { ($0.element.on, $0.offset) < ($1.element.on, $1.offset) }.map(\.element)
    return whole
  }
}

extension Participation.LabourStatus {
  /// What coming back in this status says of that day.
  fileprivate func event(on day: Day) -> Participation.Event {
    switch self {
    case .unemployed: .init(on: day, .unemployment)
    case .inactive: .init(on: day, .inactivity)
    case .employed: .init(on: day, .employment)
    }
  }
}

/// What is known of a person on the day of entering, of the profile's own.
package struct Entrant: Hashable, Sendable {
  /// A code of `Names.sex`.
  package var sex: String?
  package var born: Day?
  /// A code of `Country`.
  package var nationality: String?
  package var ownBorn: String?
  package var formerNationalities: [String] = []
  package var motherBorn: String?
  package var fatherBorn: String?
  /// A code of `Names.diploma`, and whether it was gained in Belgium; of another, the level that
  /// was stated.
  package var diploma: String?
  package var diplomaIsBelgian: Bool?
  package var statedDiploma: String?
  package var employed: Bool?
  package var registeredAsJobseeker: Bool?
  package var unemployedSince: Day?
  package var hasDisabilityGround: Bool?
  /// The levels of the thresholds that the rules name, in their order.
  package var housing: [Level?] = []

  package init() {}
}

extension Names {
  package static let labourStatus = CodeList(
    "labour-status", "unemployed=werkloos inactive=niet-beroepsactief employed=aan-het-werk")
  package static let told = CodeList(
    "told", "yes=ja no=nee refused=geweigerd not-asked=niet-gevraagd")
  package static let participationEvent = CodeList(
    "event",
    """
    searching=zoekt-werk training=opleiding qualification=kwalificatie employment=werk
    unemployment=werkloosheid inactivity=niet-actief improved=verbeterd
    """)
}
