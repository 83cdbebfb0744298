import InstrumentKit

/// One person's time in one ESF operation, as it was registered.
package struct Participation: Hashable, Sendable {
  /// Something that happened after a person left, or that the leaving itself tells.
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

  package let client: String
  /// The operation's code.
  package let operation: String
  package let enteredOn: Day
  package var leftOn: Day?
  /// What is told here holds over what the profile says.
  package var labourStatus: LabourStatus?
  package var unemployedSince: Day?
  /// A code of `Names.diploma`.
  package var education: String?
  package var disability: Told?
  package var minority: Told?
  package var rural: Bool?
  package var hasAddress: Bool?
  package var events: [Event]

  package init(
    client: String, operation: String, enteredOn: Day, leftOn: Day? = nil, events: [Event] = []
  ) {
    self.client = client
    self.operation = operation
    self.enteredOn = enteredOn
    self.leftOn = leftOn
    self.events = events
  }

  /// Those of one client in one operation as one: the first entry, the last leaving, all events.
  package static func joined(_ same: [Participation]) -> Participation? {
    let ordered = same.sorted { $0.enteredOn < $1.enteredOn }
    guard var whole = ordered.first, let last = ordered.last else { return nil }
    // Who came back and is there still has not left.
    whole.leftOn = last.leftOn
    whole.events = Array(Set(ordered.flatMap(\.events))).sorted {
      ($0.on, $0.kind.rawValue) < ($1.on, $1.kind.rawValue)
    }
    return whole
  }
}

/// What is known of a person on the day of entering, of the profile's own.
package struct Entrant: Hashable, Sendable {
  /// A code of `Names.sex`.
  package var sex: String?
  package var born: Day?
  /// A code of `Country`.
  package var nationality: String?
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
  /// The levels of homelessness, transit housing and moving.
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
