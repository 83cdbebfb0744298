import Testing

/// Worked examples 11 to 14 as far as one office reaches: participations, measurements and merged people.
@Suite struct WorkedFigureTests {
  private static let roads: [Road] = [.files, .talks]
  private static let person = "P1 2012-01-05 sex=f birth-date=1980-05-05 mobility=3"
  private static let other = "P2 2012-01-05 sex=f birth-date=1980-05-05 mobility=1"
  private static let entered = """
    participations P1 2012-06-20 operation=OP1 labour-status=unemployed education=primary
    """
  private static let stays = ["P1 sex=f mobility=blocking"]
  private static let participations = [
    WorkedExample(
      name: "11: a day that was mended counts in its own quarter",
      history: [person, entered, "! correct #2 on 2012-07-20 because \"x\""], stands: stays,
      answers: ["participations | show entered-on": ["2012-07-20"]],
      entered: ["2012Q2": 0, "2012Q3": 1, "2012": 1], roads: roads),
    WorkedExample(
      name: "11: the last day of a quarter is of that quarter",
      history: [person, entered, "! correct #2 on 2012-06-30 because \"x\""], stands: stays,
      entered: ["2012Q2": 1, "2012Q3": 0], roads: roads),
    WorkedExample(
      name: "11: the first of the next is not",
      history: [person, entered, "! correct #2 on 2012-07-01 because \"x\""], stands: stays,
      entered: ["2012Q2": 0, "2012Q3": 1], roads: roads),
    WorkedExample(
      name: "11: what was struck counts nowhere, and restored it does",
      history: [person, entered, "! strike #2 because \"x\""], stands: stays,
      answers: ["participations | count": ["0"]], entered: ["2012Q2": 0, "2012": 0], roads: roads),
    WorkedExample(
      name: "11: restored it counts again",
      history: [person, entered, "! strike #2 because \"x\"", "! restore #2 because \"y\""],
      stands: stays, entered: ["2012Q2": 1], roads: roads),
    WorkedExample(
      name: "11: what was another's counts for the other",
      history: [person, other, entered, "! move #3 to P2 because \"x\""], stands: stays,
      answers: ["participations | show client, entered-on": ["P2,2012-06-20"]],
      entered: ["2012Q2": 1], roads: roads),
  ]

  private static let twin = entered.replacing(" P1 ", with: " P2 ")
  private static let merge = "! merge P2 into P1 because \"one person\""
  private static let merged = [
    WorkedExample(
      name: "13: two codes of one person in one operation are one",
      history: [person, other, entered, twin, merge], stands: ["P1 sex=f mobility=none"],
      answers: ["clients | count": ["1"]], entered: ["2012Q2": 1], roads: roads),
    WorkedExample(
      name: "13: divided again they are two",
      history: [person, other, entered, twin, merge, "! unmerge P2 because \"two\""],
      stands: ["P1 mobility=blocking", "P2 mobility=none"], answers: ["clients | count": ["2"]],
      entered: ["2012Q2": 2], roads: roads),
    WorkedExample(
      name: "13: in two operations they are one in each",
      history: [person, other, entered, twin.replacing("OP1", with: "OP2"), merge],
      stands: ["P1 mobility=none"], entered: ["2012Q2": 2], roads: roads),
    WorkedExample(
      name: "13: entered a quarter apart they entered once, at the first",
      history: [person, other, entered, twin.replacing("06-20", with: "07-20"), merge],
      stands: ["P1 mobility=none"], entered: ["2012Q2": 1, "2012Q3": 0, "2012": 1], roads: roads),
    WorkedExample(
      name:
        "13: two referred codes are one person referred, and what is entered later is that person's",
      history: [
        "P1 2012-03-01 followed-up=yes direction=ocmw-to-vdab stream=art60-ending",
        "P2 2012-04-01 followed-up=yes direction=ocmw-to-vdab stream=art60-ending",
        merge, "P2 2012-10-01 mobility=2",
      ], stands: ["P1 direction=ocmw-to-vdab mobility=supported"],
      answers: [
        "report trial where table in (\"followed-up\", \"table-4.1\") and row != \"total\" and count > 0 | show row, count":
          ["yes,1", "unknown,1"],
        "clients | show client": ["P1"],
      ], roads: roads),
  ]

  private static let thresholds = """
    illness pregnancy addiction psychological disability frustration homelessness unfit-dwelling moving \
    relationships parenting childcare hygiene communication administration social-skills appointments \
    initiative mobility flexibility
    """
  private static let first =
    "mpsa P1 2012-03-01 "
    + thresholds.split(separator: " ").map { "\($0)=b" }.joined(separator: " ")
  private static let last = "mpsa P1 2012-06-02 self-knowledge=b"
  private static let more = "mpsa P1 2012-06-03 mobility=c"
  private static let measured = "clients | score mpsa | show mpsa.measurement"
  private static let whole = "assessments | sort on | show on, whole"
  private static func months(_ month: String) -> String {
    "report mpsa period 2012 where table = \"months\" and row = \"\(month)\" and count > 0 | count"
  }
  private static let rounds = [
    WorkedExample(
      name: "12: a round is whole on the day of its last question",
      history: [first, last, more], stands: ["P1 self-knowledge=none mobility=supported"],
      answers: [
        measured: ["1"], whole: ["2012-03-01,no", "2012-06-02,yes", "2012-06-03,no"],
        months("2012-03"): ["0"], months("2012-06"): ["1"],
        "clients as of 2012-06-01 | score mpsa | show mpsa.measurement": ["0"],
      ]),
    WorkedExample(
      name: "12: without its last question it is open",
      history: [first, last, more, "! strike #2 because \"x\""], stands: ["P1 mobility=supported"],
      answers: [
        measured: ["0"], whole: ["2012-03-01,no", "2012-06-03,no"], months("2012-06"): ["0"],
      ]),
    WorkedExample(
      name: "12: what cannot be told is not answered",
      history: [first, last, more, "! correct #2 self-knowledge = cannot-tell because \"x\""],
      stands: ["P1 self-knowledge=not-assessed"], answers: [measured: ["0"]]),
    WorkedExample(
      name: "12: a last question of another day makes it whole then",
      history: [first, last, more, "! correct #2 on 2012-06-05 because \"x\""],
      stands: ["P1 self-knowledge=none"],
      answers: [
        measured: ["1"], whole: ["2012-03-01,no", "2012-06-03,no", "2012-06-05,yes"],
        "clients as of 2012-06-04 | score mpsa | show mpsa.measurement": ["0"],
      ]),
  ]

  @Test(arguments: participations + merged + rounds)
  func everyRoadLeadsToTheSame(_ example: WorkedExample) throws { try example.check() }
}
