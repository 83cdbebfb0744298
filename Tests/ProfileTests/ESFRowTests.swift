import InstrumentKit
import Testing

@testable import Profile

/// Hand-made participations, each with the whole row of indicators that the annex asks for.
@Suite struct ESFRowTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let change: @Sendable (inout Participation, inout Entrant) -> Void
    /// What differs from the row of ``base``: a letter by the number of an indicator, outputs as
    /// numbers and results from 101 on. y yes, n no, u unknown, r refused, a not asked.
    let expected: [Int: Character]

    var testDescription: String { name }

    init(
      _ name: String, _ expected: [Int: Character],
      _ change: @escaping @Sendable (inout Participation, inout Entrant) -> Void
    ) {
      self.name = name
      self.change = change
      self.expected = expected
    }
  }

  private static func day(_ text: String) -> Day { Day(iso: text) ?? Day(number: 0) }
  private static let today = day("2012-12-31")

  /// A woman of 30, unemployed for three months, Belgian, third grade, well housed.
  private static func base() -> (Participation, Entrant) {
    let participation = Participation(
      client: "N1", operation: "OP1", enteredOn: day("2012-03-01"))
    var entrant = Entrant()
    entrant.sex = "f"
    entrant.born = day("1982-01-01")
    entrant.nationality = "BE"
    entrant.motherBorn = "BE"
    entrant.fatherBorn = "BE"
    entrant.diploma = "secondary-3-general"
    entrant.diplomaIsBelgian = true
    entrant.employed = false
    entrant.registeredAsJobseeker = true
    entrant.unemployedSince = day("2011-12-01")
    entrant.housing = [.noBarrier, .noBarrier, .noBarrier]
    return (participation, entrant)
  }

  private static let baseRow = "yynnnnnnnynannanu" + "uuuuuu"

  private static func left(
    _ participation: inout Participation, _ events: [(String, Participation.EventKind)]
  ) {
    participation.leftOn = day("2012-05-01")
    participation.events = events.map { Participation.Event(on: day($0.0), $0.1) }
  }

  static let cases: [Case] = [
    Case("nothing changed", [:]) { _, _ in },
    // Age on the day of entering.
    Case("18 tomorrow is under 18", [6: "y"]) { $1.born = day("1994-03-02") },
    Case("18 today is 18 to 29", [7: "y"]) { $1.born = day("1994-03-01") },
    Case("29, 30 tomorrow", [7: "y"]) { $1.born = day("1982-03-02") },
    Case("30 today is in no band", [:]) { $1.born = day("1982-03-01") },
    Case("54, 55 tomorrow, is in no band", [:]) { $1.born = day("1957-03-02") },
    Case("55 today", [8: "y"]) { $1.born = day("1957-03-01") },
    Case("born on a leap day, 18 the day after February", [7: "y"]) {
      $1.born = day("1992-02-29")
      _ = $0
    },
    Case("age unknown", [6: "u", 7: "u", 8: "u", 3: "u"]) { $1.born = nil },
    // Long-term unemployed.
    Case("24, exactly six months is not more", [7: "y", 3: "n"]) {
      $1.born = day("1988-01-01")
      $0.unemployedSince = day("2011-09-01")
    },
    Case("24, six months and a day", [7: "y", 3: "y"]) {
      $1.born = day("1988-01-01")
      $0.unemployedSince = day("2011-08-31")
    },
    Case("24, 25 tomorrow, seven months", [7: "y", 3: "y"]) {
      $1.born = day("1987-03-02")
      $0.unemployedSince = day("2011-08-01")
    },
    Case("25 today, seven months is not long", [7: "y", 3: "n"]) {
      $1.born = day("1987-03-01")
      $0.unemployedSince = day("2011-08-01")
    },
    Case("25, exactly twelve months is not more", [7: "y", 3: "n"]) {
      $1.born = day("1987-01-01")
      $0.unemployedSince = day("2011-03-01")
    },
    Case("25, twelve months and a day", [7: "y", 3: "y"]) {
      $1.born = day("1987-01-01")
      $0.unemployedSince = day("2011-02-28")
    },
    Case("unemployed, since when is unknown", [3: "u"]) { $1.unemployedSince = nil },
    Case("what the participation tells of the spell holds", [3: "y"]) {
      $0.unemployedSince = day("2010-01-01")
      $1.unemployedSince = day("2012-02-01")
    },
    Case("employed for long was not unemployed for long", [2: "n", 5: "y"]) {
      $1.employed = true
      $1.unemployedSince = day("2005-01-01")
    },
    // Labour status.
    Case("inactive: no work and not registered", [2: "n", 4: "y"]) {
      $1.registeredAsJobseeker = false
    },
    Case("employed", [2: "n", 5: "y"]) { $1.employed = true },
    Case("told as inactive", [2: "n", 4: "y"]) {
      $0.labourStatus = .inactive; _ = $1
    },
    Case("told as employed holds over the profile", [2: "n", 5: "y"]) {
      $0.labourStatus = .employed
      $1.employed = false
    },
    Case("status unknown", [2: "u", 3: "u", 4: "u", 5: "u"]) { $1.employed = nil },
    Case("no work, registration unknown", [2: "u", 3: "u", 4: "u", 5: "u"]) {
      $1.registeredAsJobseeker = nil
    },
    // Education.
    Case("no diploma", [9: "y", 10: "n"]) { $1.diploma = "none" },
    Case("primary", [9: "y", 10: "n"]) { $1.diploma = "primary" },
    Case("second grade", [9: "y", 10: "n"]) { $1.diploma = "secondary-2-vocational" },
    Case("apprenticeship", [9: "y", 10: "n"]) { $1.diploma = "apprenticeship" },
    Case("third or fourth grade vocational", [:]) { $1.diploma = "secondary-3-4-vocational" },
    Case("higher vocational", [10: "n", 11: "y"]) { $1.diploma = "higher-vocational" },
    Case("bachelor", [10: "n", 11: "y"]) { $1.diploma = "professional-bachelor" },
    Case("master", [10: "n", 11: "y"]) { $1.diploma = "master" },
    Case("a foreign diploma with a stated level counts at that", [9: "y", 10: "n"]) {
      $1.diploma = "master"
      $1.diplomaIsBelgian = false
      $1.statedDiploma = "secondary-1"
    },
    Case("a foreign diploma without a level", [9: "u", 10: "u", 11: "u"]) {
      $1.diploma = "master"
      $1.diplomaIsBelgian = false
    },
    Case("diploma unknown", [9: "u", 10: "u", 11: "u"]) { $1.diploma = nil },
    Case("told education holds", [10: "n", 11: "y"]) {
      $0.education = "master"; _ = $1
    },
    // Disability and minority: four different answers.
    Case("disability yes", [12: "y"]) {
      $0.disability = .yes; _ = $1
    },
    Case("disability no", [12: "n"]) {
      $0.disability = .no; _ = $1
    },
    Case("disability refused", [12: "r"]) {
      $0.disability = .refused; _ = $1
    },
    Case("disability refused holds over a ground", [12: "r"]) {
      $0.disability = .refused
      $1.hasDisabilityGround = true
    },
    Case("a ground of disability", [12: "y"]) { $1.hasDisabilityGround = true },
    Case("minority yes", [15: "y"]) {
      $0.minority = .yes; _ = $1
    },
    Case("minority refused", [15: "r"]) {
      $0.minority = .refused; _ = $1
    },
    Case("minority asked and no", [15: "n"]) {
      $0.minority = .no; _ = $1
    },
    // Origin: two facts kept apart.
    Case("national of the Union", [:]) { $1.nationality = "RO" },
    Case("third country", [13: "y"]) { $1.nationality = "MA" },
    Case("the United Kingdom is a third country", [13: "y"]) { $1.nationality = "GB" },
    Case("stateless", [13: "y"]) { $1.nationality = "stateless" },
    Case("nationality unknown", [13: "u"]) { $1.nationality = nil },
    Case("a parent born abroad, Belgian", [14: "y"]) { $1.motherBorn = "TR" },
    Case("a parent born in another member of the Union", [14: "y"]) { $1.fatherBorn = "NL" },
    Case("one parent unknown", [14: "u"]) { $1.fatherBorn = nil },
    Case("one parent unknown, the other abroad", [14: "y"]) {
      $1.fatherBorn = nil
      $1.motherBorn = "CD"
    },
    // Housing and countryside.
    Case("moving with support", [16: "y"]) { $1.housing = [.noBarrier, .noBarrier, .supported] },
    Case("homeless", [16: "y"]) { $1.housing = [.blocking, nil, nil] },
    Case("no address", [16: "y"]) {
      $0.hasAddress = false; _ = $1
    },
    Case("housing half known", [16: "u"]) { $1.housing = [.noBarrier, nil, .noBarrier] },
    Case("rural", [17: "y"]) {
      $0.rural = true; _ = $1
    },
    Case("not rural", [17: "n"]) {
      $0.rural = false; _ = $1
    },
    // Leaving.
    Case("employed on entering, left, nothing heard", [2: "n", 5: "y"]) { p, e in
      e.employed = true
      left(&p, [])
    },
    Case("left, nothing heard, six months over", [106: "n"]) { p, _ in left(&p, []) },
    Case(
      "a job on the 28th day", [101: "n", 102: "n", 103: "n", 104: "y", 105: "y", 106: "n"]
    ) { p, _ in left(&p, [("2012-05-29", .employment)]) },
    Case("a job on the 29th day counts six months later only", [105: "y", 106: "n"]) { p, _ in
      left(&p, [("2012-05-30", .employment)])
    },
    Case(
      "a job, then unemployment inside 28 days",
      [101: "n", 102: "n", 103: "n", 104: "n", 105: "n", 106: "n"]
    ) { p, _ in left(&p, [("2012-05-05", .employment), ("2012-05-20", .unemployment)]) },
    Case(
      "searching, then a job: the last counts",
      [101: "n", 102: "n", 103: "n", 104: "y", 105: "y", 106: "n"]
    ) { p, _ in left(&p, [("2012-05-02", .searching), ("2012-05-10", .employment)]) },
    Case("searching", [101: "y", 102: "n", 103: "n", 104: "n", 105: "n", 106: "n"]) { p, _ in
      left(&p, [("2012-05-02", .searching)])
    },
    Case(
      "training and a qualification", [101: "n", 102: "y", 103: "y", 104: "n", 105: "n", 106: "n"]
    ) { p, _ in left(&p, [("2012-05-01", .qualification), ("2012-05-03", .training)]) },
    Case(
      "employed on entering does not newly work",
      [2: "n", 5: "y", 101: "n", 102: "n", 103: "n", 104: "n", 105: "n", 106: "n"]
    ) { p, e in
      e.employed = true
      left(&p, [("2012-05-02", .employment)])
    },
    Case(
      "employed on entering, better six months later",
      [2: "n", 5: "y", 101: "n", 102: "n", 103: "n", 104: "n", 105: "n", 106: "y"]
    ) { p, e in
      e.employed = true
      left(&p, [("2012-05-02", .employment), ("2012-10-01", .improved)])
    },
    Case(
      "a job lost before six months", [101: "n", 102: "n", 103: "n", 104: "y", 105: "n", 106: "n"]
    ) { p, _ in left(&p, [("2012-05-02", .employment), ("2012-10-31", .unemployment)]) },
    Case(
      "what comes after six months says nothing of them",
      [105: "n", 106: "n", 101: "y", 102: "n", 103: "n", 104: "n"]
    ) {
      p, _ in left(&p, [("2012-05-02", .searching), ("2012-11-02", .employment)])
    },
    Case(
      "six months are not over", [101: "n", 102: "n", 103: "n", 104: "y"]
    ) { p, _ in
      p.leftOn = day("2012-09-01")
      p.events = [.init(on: day("2012-09-02"), .employment)]
    },
    Case("twenty-eight days are not over", [101: "n", 102: "n", 104: "y"]) { p, _ in
      p.leftOn = day("2012-12-20")
      p.events = [.init(on: day("2012-12-21"), .employment)]
    },
    Case("events before leaving are no result", [106: "n"]) { p, _ in
      left(&p, [("2012-04-30", .employment)])
    },
  ]

  @Test(arguments: cases) func eachRowIsAsTheAnnexAsks(_ one: Case) {
    var (participation, entrant) = Self.base()
    one.change(&participation, &entrant)
    let row = ESFRow(participation, entrant, today: Self.today)
    var expected = Array(Self.baseRow)
    for (number, letter) in one.expected {
      expected[number > 100 ? 17 + number - 101 : number - 1] = letter
    }
    let letters: [ESFRow.Answer: Character] = [
      .yes: "y", .no: "n", .unknown: "u", .refused: "r", .notAsked: "a",
    ]
    let said = ESFIndicator.all.indices.map { letters[row.answer($0)] ?? "?" }
    #expect(String(said) == String(expected))
  }

  @Test func thereAreSixtyAtLeastAndExactlyOneStatusEach() {
    #expect(Self.cases.count >= 60)
    for one in Self.cases {
      var (participation, entrant) = Self.base()
      one.change(&participation, &entrant)
      let row = ESFRow(participation, entrant, today: Self.today)
      let statuses = [1, 3, 4].map { row.outputs[$0] }
      #expect(statuses.count { $0 == .yes } == 1 || statuses == [.unknown, .unknown, .unknown])
      // Long-term is part of unemployed.
      #expect(row.outputs[2] != .yes || row.outputs[1] == .yes)
      #expect(!(row.results[0] == .yes && row.results[3] == .yes))
    }
  }

  @Test func whatIsMissingIsNamed() {
    let (participation, whole) = Self.base()
    var entrant = whole
    #expect(ESFRow(participation, entrant, today: Self.today).missing == [])
    entrant.sex = nil
    entrant.born = nil
    #expect(ESFRow(participation, entrant, today: Self.today).missing == [.sex, .age])
    entrant.employed = nil
    entrant.diploma = nil
    #expect(
      ESFRow(participation, entrant, today: Self.today).missing
        == [.sex, .labourStatus, .age, .education])
  }

  @Test func whoComesBackKeepsTheFirstEntryAndTheLastLeaving() throws {
    func participation(_ from: String, _ to: String?) -> Participation {
      Participation(
        client: "N1", operation: "OP1", enteredOn: Self.day(from), leftOn: to.map(Self.day))
    }
    let first = participation("2012-01-01", "2012-03-01")
    let second = participation("2012-05-01", "2012-07-01")
    let joined = try #require(Participation.joined([second, first]))
    #expect(joined.enteredOn == first.enteredOn && joined.leftOn == second.leftOn)
    let open = try #require(Participation.joined([first, participation("2012-05-01", nil)]))
    #expect(open.leftOn == nil)
    #expect(Participation.joined([]) == nil)
  }

  @Test func whatIsToldGoesRoundUnchanged() throws {
    var (participation, _) = Self.base()
    participation.leftOn = Self.day("2012-05-01")
    participation.labourStatus = .inactive
    participation.education = "master"
    participation.disability = .refused
    participation.minority = .notAsked
    participation.rural = false
    participation.hasAddress = true
    participation.events = [.init(on: Self.day("2012-05-02"), .training)]
    let read = try #require(
      Participation(
        client: "N1", operation: "OP1", enteredOn: participation.enteredOn,
        told: participation.told))
    #expect(read == participation)
    #expect(Participation(client: "N1", operation: "O", enteredOn: Self.today, told: "x=1") == nil)
  }

  @Test func everyDiplomaHasALevel() {
    for code in Names.diploma.codes { #expect(ISCED.level(of: code.en) != nil, "\(code.en)") }
    #expect(ESFIndicator.all.count == 23)
  }
}
