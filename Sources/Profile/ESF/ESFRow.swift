import InstrumentKit

/// One participation's answers to all indicators.
package struct ESFRow: Hashable, Sendable {
  package enum Answer: String, CaseIterable, Sendable {
    case no, yes, unknown, refused
    case notAsked = "not-asked"
  }

  /// What a record must have to count in more than the total.
  package enum Need: String, CaseIterable, Sendable {
    case sex, labourStatus = "labour-status", age, education
  }

  package let participation: Participation
  package let sex: String?
  package let age: Int?
  package let isced: Int?
  package let missing: [Need]
  /// In the order of ``ESFIndicator/outputs``.
  package private(set) var outputs: [Answer]
  /// In the order of ``ESFIndicator/results``.
  package private(set) var results: [Answer]

  package var isComplete: Bool { missing.isEmpty }

  /// The answer to the indicator at a place of ``ESFIndicator/all``.
  package func answer(_ place: Int) -> Answer {
    place < outputs.count ? outputs[place] : results[place - outputs.count]
  }

  /// - Parameter today: what lies after it is not known.
  package init(_ participation: Participation, _ entrant: Entrant, today: Day) {
    self.participation = participation
    let entry = participation.enteredOn
    sex = entrant.sex
    age = entrant.born.flatMap { $0.age(on: entry) }
    isced = ISCED.level(of: participation, entrant)
    let status = participation.labourStatus ?? entrant.labourStatus
    var missing: [Need] = []
    if sex == nil { missing.append(.sex) }
    if status == nil { missing.append(.labourStatus) }
    if age == nil { missing.append(.age) }
    if isced == nil { missing.append(.education) }
    self.missing = missing
    outputs = [.yes]
    outputs += ESFRow.labour(status, age, participation, entrant)
    outputs += ESFRow.ages(age) + ESFRow.levels(isced)
    outputs += ESFRow.situation(participation, entrant)
    results = ESFRow.results(participation, status, today: today)
  }

  private static func known(_ holds: Bool?) -> Answer { holds.map { $0 ? .yes : .no } ?? .unknown }

  /// 02 to 05: exactly one status, and long-term as part of unemployed.
  private static func labour(
    _ status: Participation.LabourStatus?, _ age: Int?, _ participation: Participation,
    _ entrant: Entrant
  ) -> [Answer] {
    let since = participation.unemployedSince ?? entrant.unemployedSince
    var long: Answer = status.map { $0 == .unemployed ? .unknown : .no } ?? .unknown
    if status == .unemployed, let since, let age {
      // More than six months under 25, else more than twelve, of one spell.
      let months = age < 25 ? 6 : 12
      long = since.adding(months: months) < participation.enteredOn ? .yes : .no
    }
    return [
      known(status.map { $0 == .unemployed }), long, known(status.map { $0 == .inactive }),
      known(status.map { $0 == .employed }),
    ]
  }

  /// 06 to 08, of the exact birth date; 30 to 54 is in no band.
  private static func ages(_ age: Int?) -> [Answer] {
    [
      known(age.map { $0 < 18 }), known(age.map { (18...29).contains($0) }),
      known(age.map { $0 >= 55 }),
    ]
  }

  /// 09 to 11.
  private static func levels(_ isced: Int?) -> [Answer] {
    [
      known(isced.map { $0 <= 2 }), known(isced.map { (3...4).contains($0) }),
      known(isced.map { $0 >= 5 }),
    ]
  }

  /// 12 to 17.
  private static func situation(_ participation: Participation, _ entrant: Entrant) -> [Answer] {
    let foreign = entrant.nationality.flatMap { code -> Bool? in
      // Neither a country nor stateless says nothing.
      code == "other" ? true : code == "none" ? nil : !Country.union.contains(code)
    }
    return [
      told(participation.disability, ground: entrant.hasDisabilityGround), known(foreign),
      background(entrant), told(participation.minority, ground: nil),
      housing(participation, entrant),
      known(participation.rural),
    ]
  }

  private static func told(_ told: Participation.Told?, ground: Bool?) -> Answer {
    switch told {
    case .yes?: .yes
    case .no?: .no
    case .refused?: .refused
    case .notAsked?, nil: ground == true ? .yes : .notAsked
    }
  }

  /// A parent born abroad; no only when both are known to be born in Belgium.
  private static func background(_ entrant: Entrant) -> Answer {
    let parents = [entrant.motherBorn, entrant.fatherBorn].map { code in
      code.flatMap { $0 == "none" ? nil : $0 != "BE" }
    }
    if parents.contains(true) { return .yes }
    return parents.contains(nil) ? .unknown : .no
  }

  /// No address, or one of the three housing thresholds at supported or blocking.
  private static func housing(_ participation: Participation, _ entrant: Entrant) -> Answer {
    let known = entrant.housing.compactMap(\.self)
    if participation.hasAddress == false || known.contains(where: { $0 >= .supported }) {
      return .yes
    }
    let isWhole = known.count == 3 && known.count == entrant.housing.count
    return isWhole ? .no : .unknown
  }

  /// Immediate results by what was last within 28 days of leaving; later ones on that day exactly.
  private static func results(
    _ participation: Participation, _ status: Participation.LabourStatus?, today: Day
  ) -> [Answer] {
    guard let left = participation.leftOn, left <= today else {
      return [Answer](repeating: .unknown, count: 6)
    }
    let end = left.adding(days: 28)
    let atLeaving = participation.events.filter { $0.on >= left && $0.on <= min(end, today) }
    let state = participation.lastState(among: atLeaving)
    // Of those who were at work on entering nobody newly works.
    let newly: (Bool?) -> Answer = { works in
      switch (works, status) {
      case (true?, nil): .unknown
      case (let works, _): works == true && status == .employed ? .no : known(works)
      }
    }
    let gained = atLeaving.contains { $0.kind == .qualification }
    // Twenty-eight days that are not over can still bring something.
    let isOver = end <= today
    let later = left.adding(months: 6)
    var sixMonths: [Answer] = [.unknown, .unknown]
    if later <= today {
      let until = participation.events.filter { $0.on >= left && $0.on <= later }
      let state = participation.lastState(among: until)
      let improved = until.contains { $0.kind == .improved }
      sixMonths = [
        newly(state.map { $0 == .employment }),
        status == .employed
          ? (improved ? .yes : until.isEmpty ? .unknown : .no) : status == nil ? .unknown : .no,
      ]
    }
    return [
      known(state.map { $0 == .searching }), known(state.map { $0 == .training }),
      gained ? .yes : isOver && state != nil ? .no : .unknown,
      newly(state.map { $0 == .employment }),
    ] + sixMonths
  }
}

extension Participation {
  /// The newest of some events that says what somebody does; of one day the last in its list.
  fileprivate func lastState(among events: [Event]) -> EventKind? {
    events.enumerated().filter { $0.element.kind != .qualification && $0.element.kind != .improved }
      .max { ($0.element.on, $0.offset) < ($1.element.on, $1.offset) }?.element.kind
  }
}

extension Entrant {
  /// Who does not work is unemployed when registered as a jobseeker, else inactive.
  var labourStatus: Participation.LabourStatus? {
    switch (employed, registeredAsJobseeker) {
    case (true?, _): .employed
    case (false?, true?): .unemployed
    case (false?, false?): .inactive
    default: nil
    }
  }
}
