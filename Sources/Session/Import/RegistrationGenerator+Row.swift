import InstrumentKit

/// Writes one invented registration, field by field.
struct RowWriter {
  var bytes: [UInt8] = []
  var chance: Chance
  let until: Day
  var taken: Set<Int> = []

  init(chance: Chance, until: Day) {
    self.chance = chance
    self.until = until
  }

  mutating func write(row: Int) {
    let filled = until.adding(days: -chance.below(366))
    let isMale = chance.percent(58)
    let born = filled.adding(days: -(18 * 366 + chance.below(45 * 365)))
    let place = chance.below(Words.places.count)
    text("C")
    number(row, width: 7)
    field(Words.places[place])
    field(isMale ? "m" : chance.percent(1) ? "x" : "f")
    field(born)
    field(Words.firstNames[chance.below(Words.firstNames.count)])
    field(Words.lastNames[chance.below(Words.lastNames.count)])
    nationalNumber(born, isMale: isMale)
    field(Words.communes[place][chance.below(3)])
    origin()
    let employed = situation(filled)
    referral(employed: employed)
    education()
    field(filled)
    thresholds()
    actions()
    bytes.append(10)
  }

  private mutating func origin() {
    field(pick("single married divorced widowed"))
    let isBelgian = chance.percent(70)
    let bornHere = isBelgian && chance.percent(75)
    field(isBelgian ? "BE" : Words.countries[chance.below(Words.countries.count)])
    field(chance.percent(85) ? "none" : Words.countries[chance.below(Words.countries.count)])
    field(bornHere ? "BE" : Words.countries[chance.below(Words.countries.count)])
    field(bornHere ? "" : pick("under-1-year 1-2-years over-2-years over-2-years"))
    field(isBelgian ? "population-register" : pick("foreigners-temporary foreigners-permanent"))
    yesNo(40)
    field(isBelgian ? "not-applicable" : pick("A B C"))
  }

  /// Diploma, employment, benefit and registration; says whether somebody works under art. 60.
  private mutating func situation(_ filled: Day) -> Bool {
    field(
      pick(
        """
        none primary secondary-1 part-time-vocational secondary-2-vocational
        secondary-2-technical secondary-3-technical secondary-3-general
        secondary-3-4-vocational professional-bachelor master
        """))
    let belgian = chance.percent(75)
    field(belgian ? "yes" : "no")
    if belgian { field("") } else { yesNo(30) }
    let employed = chance.percent(30)
    field(employed ? "yes" : "no")
    let art60 = employed && chance.percent(50)
    field(employed ? (art60 ? "art60" : pick("nec bnec other")) : "")
    let benefit =
      employed
      ? "none" : pick("unemployment unemployment sickness living-wage equivalent-living-wage")
    field(benefit)
    let since = filled.adding(days: -30 - chance.below(1500))
    if benefit == "living-wage" { field(since) } else { field("") }
    if benefit == "equivalent-living-wage" { field(since) } else { field("") }
    let registered = chance.percent(60)
    field(registered ? "yes" : "no")
    field(registered ? pick("00 02 03 05 90") : "")
    if registered { field(since.adding(days: 20)) } else { field("") }
    if registered { field(since) } else { field("") }
    return art60
  }

  private mutating func referral(employed art60: Bool) {
    guard chance.percent(62) else {
      field("no")
      field(pick("other-cooperation other-cooperation not-ready no-capacity client-declines"))
      for _ in 0..<8 { field("") }
      return
    }
    field("yes")
    field("")
    let toVDAB = chance.percent(75)
    field(toVDAB ? "ocmw-to-vdab" : "vdab-to-ocmw")
    field(
      art60
        ? (toVDAB ? "art60-ending" : "jobseeker-not-suspended")
        : toVDAB
          ? pick("mandatory-registration ready-regular-or-social mmpp-taz art60-ended")
          : pick("jobseeker-not-suspended jobseeker-suspended"))
    field(art60 && toVDAB ? "art60-ending" : "")
    let wantsTraining = chance.percent(45)
    field(
      wantsTraining
        ? pick("ready-regular;ready-training ready-social;ready-training")
        : pick("ready-regular ready-social not-ready-regular needs-assistance"))
    field(
      wantsTraining
        ? pick("job-application vocational personal vocational;job-application language") : "")
    field(pick("other-offers-better no-tools no-suitable-offer-here"))
    field(pick("definitive temporary-continued temporary-paused"))
    field(pick("one-sided-single one-sided-internal joint"))
  }

  private mutating func education() {
    let goal = chance.percent(60)
    field(goal ? "yes" : "no")
    if goal { yesNo(70) } else { field("") }
    let trained = chance.percent(25)
    field(trained ? "yes" : "no")
    field(trained ? pick("vocational job-application personal") : "")
    field(trained ? pick("vdab cvo cbe ocmw syntra") : "")
    let worked = chance.percent(45)
    field(worked ? "yes" : "no")
    if worked {
      comma()
      number(chance.below(101), width: 0)
    } else {
      field("")
    }
    field(pick("under-1-year 1-2-years over-2-years"))
    let speaks = chance.percent(65)
    field(speaks ? "yes" : "no")
    field(speaks ? "" : pick("unknown below-1.1 1.1 1.2 2.1 2.2 completed"))
  }

  private mutating func thresholds() {
    var specifications: [Specification] = []
    for threshold in RegistrationGenerator.thresholds {
      let draw = chance.below(100)
      comma()
      bytes.append(draw < 62 ? 49 : draw < 80 ? 50 : draw < 91 ? 51 : 52)
      let known = threshold.specifications
      if draw >= 80, !known.isEmpty { specifications.append(known[chance.below(known.count)]) }
    }
    comma()
    for (place, specification) in specifications.enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: ";")) }
      text(specification.code)
    }
  }

  private mutating func actions() {
    field(
      chance.percent(40)
        ? pick("guidance.job-guidance tender.tibb work.wep-plus training.vocational tender.taz")
        : "")
    field(
      chance.percent(35)
        ? pick(
          """
          guidance.activation-guidance material-aid psychosocial.debt-mediation pre-activation
          work.art60;administrative-legal
          """) : "")
  }
}
