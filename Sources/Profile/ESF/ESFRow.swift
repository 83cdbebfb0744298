import InstrumentKit

/// One participation's answers to all indicators.
package struct ESFRow: Hashable, Sendable {
  package enum Answer: String, CaseIterable, Sendable {
    case no, yes, unknown, refused
    case notAsked = "not-asked"
  }

  /// What a record must have to count in more than the total.
  package enum Need: String, CaseIterable, Sendable {
    case sex, labourStatus = "labour-status", unemployedSince = "unemployed-since", age, education
  }

  package let participation: Participation
  package let sex: String?
  package let age: Int?
  /// Whether only the group of the age is known, and tells what counts.
  package let isAgedByGroup: Bool
  package let isced: Int?
  package let status: Participation.LabourStatus?
  package let missing: [Need]
  /// Whether the stay was so short that the rules have a word on it.
  package let isShort: Bool
  /// Whether the days after leaving, which still change its results, are not over.
  package let mayChange: Bool
  /// In the order of ``ESFIndicator/outputs``.
  package let outputs: [Answer]
  /// In the order of ``ESFIndicator/results``.
  package let results: [Answer]
  private let shortStay: ESFRules.ShortStay

  package var isComplete: Bool { missing.isEmpty }

  /// The answer to the indicator at a place of ``ESFIndicator/all``.
  package func answer(_ place: Int) -> Answer {
    place < outputs.count ? outputs[place] : results[place - outputs.count]
  }

  /// Whether it counts in the indicator at a place: a record that is not complete counts in the
  /// total of participants only.
  package func counts(_ place: Int) -> Bool {
    if isShort, shortStay == .not { return false }
    let isWhole = isComplete && !(isShort && shortStay == .totalOnly)
    return answer(place) == .yes && (place == 0 || isWhole)
  }

  /// - Parameter today: what lies after it is not known.
  package init(
    _ participation: Participation, _ entrant: Entrant, _ rules: ESFRules, today: Day
  ) {
    self.participation = participation
    let entry = participation.enteredOn
    let exact = entrant.born.flatMap { $0.age(on: entry) }
    // Of somebody who was forgotten any age of the group counts as the true one did.
    let age = exact ?? participation.ageGroup?.age(within: rules.ageBorders)
    let isced = rules.level(of: participation, entrant)
    let status = participation.labourStatus ?? entrant.labourStatus
    let since = participation.unemployedSince ?? entrant.unemployedSince
    (sex, self.age, self.isced, self.status) = (entrant.sex, exact, isced, status)
    isAgedByGroup = exact == nil && age != nil
    let gaps: [(Need, Bool)] = [
      (.sex, sex == nil), (.labourStatus, status == nil),
      (.unemployedSince, status == .unemployed && since == nil), (.age, age == nil),
      (.education, isced == nil),
    ]
    missing = gaps.filter(\.1).map(\.0)
    let left = participation.leftOn.flatMap { $0 <= today ? $0 : nil }
    shortStay = rules.shortStay
    isShort = left.map { $0.number - entry.number < Int32(rules.shortDays) } ?? false
    mayChange = left.map { $0.adding(days: rules.leavingDays) > today } ?? false
    let reading = ESFOutputs(participation: participation, entrant: entrant, rules: rules)
    outputs =
      [.yes] + reading.labour(status, since: since, age) + reading.ages(age) + reading.levels(isced)
      + reading.situation
    results = ESFResults(participation, status, rules, left: left, today: today).answers
  }
}

/// The outputs: what was so on the day of entering.
struct ESFOutputs {
  let participation: Participation
  let entrant: Entrant
  let rules: ESFRules

  private func known(_ holds: Bool?) -> ESFRow.Answer {
    holds.map { $0 ? .yes : .no } ?? .unknown
  }

  /// 02 to 05: exactly one status, and long-term as part of unemployed.
  func labour(
    _ status: Participation.LabourStatus?, since: Day?, _ age: Int?
  ) -> [ESFRow.Answer] {
    var long: ESFRow.Answer = status.map { $0 == .unemployed ? .unknown : .no } ?? .unknown
    if status == .unemployed, let since, let age {
      let months = age < rules.longUnder ? rules.longMonths : rules.longMonthsOtherwise
      // So many months to the day are not more than so many.
      long = since.adding(months: months) < participation.enteredOn ? .yes : .no
    }
    return [
      known(status.map { $0 == .unemployed }), long, known(status.map { $0 == .inactive }),
      known(status.map { $0 == .employed }),
    ]
  }

  /// 06 to 08, of the exact birth date; who is between two bands is in none.
  func ages(_ age: Int?) -> [ESFRow.Answer] {
    [
      known(age.map { $0 < rules.minor }),
      known(age.map { $0 >= rules.minor && $0 <= rules.young }),
      known(age.map { $0 >= rules.older }),
    ]
  }

  /// 09 to 11.
  func levels(_ isced: Int?) -> [ESFRow.Answer] {
    [
      known(isced.map { $0 <= 2 }), known(isced.map { (3...4).contains($0) }),
      known(isced.map { $0 >= 5 }),
    ]
  }

  /// 12 to 17.
  var situation: [ESFRow.Answer] {
    let foreign = entrant.nationality.flatMap { code -> Bool? in
      // Neither a country nor stateless says nothing.
      code == "other" ? true : code == "none" ? nil : !rules.union.contains(code)
    }
    return [
      told(participation.disability, ground: entrant.hasDisabilityGround), known(foreign),
      background, told(participation.minority, ground: nil), housing, known(participation.rural),
    ]
  }

  private func told(_ told: Participation.Told?, ground: Bool?) -> ESFRow.Answer {
    switch told {
    case .yes?: .yes
    case .no?: .no
    case .refused?: .refused
    case .notAsked?, nil: ground == true ? .yes : .notAsked
    }
  }

  private var background: ESFRow.Answer {
    func isAbroad(_ origin: ESFRules.Origin) -> Bool? {
      let codes = countries(origin).filter { $0 != "none" }
      return codes.isEmpty ? nil : codes.contains { $0 != rules.home }
    }
    if rules.origins.contains(where: { isAbroad($0) == true }) { return .yes }
    return rules.neededOrigins.allSatisfy { isAbroad($0) == false } ? .no : .unknown
  }

  private func countries(_ origin: ESFRules.Origin) -> [String] {
    switch origin {
    case .motherBorn: [entrant.motherBorn].compactMap(\.self)
    case .fatherBorn: [entrant.fatherBorn].compactMap(\.self)
    case .ownBorn: [entrant.ownBorn].compactMap(\.self)
    case .formerNationality: entrant.formerNationalities
    case .nationality: [entrant.nationality].compactMap(\.self)
    }
  }

  /// No address, or one of the thresholds about housing at the level of the rules.
  private var housing: ESFRow.Answer {
    let known = entrant.housing.compactMap(\.self)
    if participation.hasAddress == false || known.contains(where: { $0 >= rules.housingFrom }) {
      return .yes
    }
    return known.count == rules.housing.count ? .no : .unknown
  }
}

extension Entrant {
  /// Who does not work is unemployed when registered as a jobseeker, else inactive.
  var labourStatus: Participation.LabourStatus? {
    switch (employed, registeredAsJobseeker) {
    case (true?, _): .employed
    case (false?, true?): .unemployed
    case (false?, false?): .inactive
    case (nil, _), (false?, nil): nil
    }
  }
}
