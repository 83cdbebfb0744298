import Testing

/// Worked examples 2 to 5: specifications, things under one name, identity, and a file that comes again.
@Suite struct WorkedThingTests {
  private static let prison = "P1 2012-03-01 justice=3 specifications=justice.prison"
  private static let asked = "clients where justice.prison | count"
  private static let denied = "clients where not justice.prison | count"

  private static let specifications = [
    WorkedExample(
      name: "2: what cannot be told yet has its specification all the same",
      history: ["P1 2012-10-04 initiative=4 specifications=initiative.no-follow-up"],
      stands: ["P1 initiative=not-assessed initiative.no-follow-up=yes initiative.no-steps=no"]),
    WorkedExample(
      name: "2: blocking again after none says nothing of prison",
      history: [prison, "P1 2012-06-01 justice=1", "P1 2012-09-01 justice=3"],
      stands: ["P1 justice=blocking justice.prison="],
      answers: [
        asked: ["0"], denied: ["0"],
        "clients as of 2012-05-31 | show justice.prison": ["yes"],
        "clients as of 2012-06-01 | show justice.prison": ["no"],
        "clients as of 2012-08-31 | count by justice, justice.prison": ["none,no,1"],
      ]),
    WorkedExample(
      name: "2: a level recorded alone after none says nothing of prison",
      history: [prison, "P1 2012-06-01 justice=1", "! record P1 justice = blocking on 2012-09-01"],
      stands: ["P1 justice=blocking justice.prison="], answers: [asked: ["0"], denied: ["0"]]),
    WorkedExample(
      name: "2: none that was struck never was",
      history: [prison, "P1 2012-06-01 justice=1", "! strike #2 because \"x\""],
      stands: ["P1 justice=blocking justice.prison=yes"], answers: [asked: ["1"], denied: ["0"]]),
    WorkedExample(
      name: "2: another instrument speaks of something else",
      history: [prison, "mpsa P1 2012-06-01 addiction=c"],
      stands: ["P1 justice=blocking justice.prison=yes addiction=supported"],
      answers: [asked: ["1"]]),
    WorkedExample(
      name: "2: blocking again without a word on which leaves what was named",
      history: [prison, "P1 2012-06-01 justice=3"],
      stands: ["P1 justice=blocking justice.prison=yes"], answers: [asked: ["1"]]),
    WorkedExample(
      name: "2: who names another says no of the first",
      history: [prison, "P1 2012-06-01 justice=3 specifications=justice.convicted"],
      stands: ["P1 justice=blocking justice.prison=no justice.convicted=yes"],
      answers: [asked: ["0"], denied: ["1"]]),
    WorkedExample(
      name: "2: never asked is neither yes nor no", history: ["P1 2012-03-01 mobility=1"],
      stands: ["P1 justice=not-assessed justice.prison= mobility=none mobility.unwilling=no"],
      answers: [
        asked: ["0"], denied: ["0"], "clients | count by justice.prison": [",1"],
      ]),
  ]

  private static let kerkstraat = """
    P1 2012-03-01 commune=Kortrijk street=Kerkstraat house-number=12 box=3
    """
  private static let baker = "P1 2012-03-01 job-goal=yes job-goal-text=baker job-goal-realistic=yes"
  private static let primary = """
    P1 2012-03-01 diploma=primary diploma-belgian=no diploma-recognised=yes
    """
  private static let things = [
    WorkedExample(
      name: "3: another street has no box",
      history: [kerkstraat, "P1 2012-06-01 street=Stationsstraat house-number=5"],
      stands: ["P1 commune=Kortrijk street=Stationsstraat house-number=5 box="]),
    WorkedExample(
      name: "3: the same commune, however written, leaves the address",
      history: [kerkstraat, "P1 2012-06-01 commune=kortrijk"],
      stands: ["P1 street=Kerkstraat house-number=12 box=3"]),
    WorkedExample(
      name: "3: another commune has another address",
      history: [kerkstraat, "P1 2012-06-01 commune=Tielt"],
      stands: ["P1 commune=Tielt street= house-number= box="],
      answers: ["clients as of 2012-05-31 | show commune, street, box": ["Kortrijk,Kerkstraat,3"]]),
    WorkedExample(
      name: "3: the removal was somebody else's",
      history: [
        kerkstraat, "P1 2012-06-01 street=Stationsstraat house-number=5",
        "P2 2012-05-01 commune=Tielt",
        "! move #2 to P2 because \"x\"",
      ],
      stands: [
        "P1 commune=Kortrijk street=Kerkstraat house-number=12 box=3",
        "P2 commune=Tielt street=Stationsstraat house-number=5 box=",
      ]),
    WorkedExample(
      name: "3: another diploma is not yet recognised",
      history: [primary, "P1 2012-06-01 diploma=master"],
      stands: ["P1 diploma=master diploma-belgian= diploma-recognised="]),
    WorkedExample(
      name: "3: the same diploma stays recognised",
      history: [primary, "P1 2012-06-01 diploma=primary"],
      stands: ["P1 diploma=primary diploma-belgian=no diploma-recognised=yes"]),
    WorkedExample(
      name: "3: another diploma was a mistake",
      history: [
        primary, "P1 2012-06-01 diploma=master",
        "! correct #2 diploma = primary because \"x\"",
      ], stands: ["P1 diploma=primary diploma-belgian=no diploma-recognised=yes"]),
    WorkedExample(
      name: "3: another goal is not yet realistic",
      history: [baker, "P1 2012-06-01 job-goal=yes job-goal-text=pilot"],
      stands: ["P1 job-goal=yes job-goal-text=pilot job-goal-realistic="],
      answers: ["clients as of 2012-05-31 | show job-goal-realistic": ["yes"]]),
    WorkedExample(
      name: "3: that there is a goal, the same, leaves what was said of it",
      history: [baker, "P1 2012-06-01 job-goal=yes"],
      stands: ["P1 job-goal=yes job-goal-text=baker job-goal-realistic=yes"]),
    WorkedExample(
      name: "3: no goal any more, and then one again",
      history: [baker, "P1 2012-06-01 job-goal=no", "P1 2012-09-01 job-goal=yes"],
      stands: ["P1 job-goal=yes job-goal-text= job-goal-realistic="]),
  ]

  private static let jann = """
    P1 2012-03-01 first-name=Jann birth-date=1980-01-01 national-number=80010100107
    """
  private static let mend = """
    ! correct #1 first-name = "Jan", birth-date = 1986-01-01, national-number = "86010100136" because "x"
    """
  private static let people = [
    WorkedExample(
      name: "4: what was mistaken of a person is corrected",
      history: [jann, "P1 2012-09-01 mobility=1", mend],
      stands: ["P1 first-name=Jan birth-date=1986-01-01 national-number=86010100136 mobility=none"],
      answers: [
        "clients where national-number = \"86010100136\" | show client": ["P1"],
        "clients where national-number = \"80010100107\" | show client": [],
        "clients where age < 27 | count": ["1"],
      ]),
    WorkedExample(
      name: "4: the number that was mistaken may be another's",
      history: [jann, mend, "P2 2012-06-01 national-number=80010100107"],
      stands: ["P1 national-number=86010100136", "P2 national-number=80010100107"],
      answers: ["clients where national-number = \"80010100107\" | show client": ["P2"]],
      roads: [.files, .talks]),
    WorkedExample(
      name: "4: a name that a later talk gives stands over the corrected one",
      history: [jann, "P1 2012-09-01 first-name=Johan", mend],
      stands: ["P1 first-name=Johan birth-date=1986-01-01 national-number=86010100136"]),
    WorkedExample(
      name: "4: a name taken out lets the older stand",
      history: [
        "P1 2012-03-01 first-name=Jan", "P1 2012-09-01 first-name=Jann mobility=1",
        "! correct #2 first-name = \"\" because \"x\"",
      ], stands: ["P1 first-name=Jan mobility=none"]),
    WorkedExample(
      name: "5: a file of one column changes one column",
      history: [
        "P1 2012-03-01 last-name=Maes employed=yes employment=art60 mobility=3 specifications=mobility.unwilling",
        "P1 2012-03-01 mobility=1",
      ],
      stands: [
        "P1 last-name=Maes employed=yes employment=art60 mobility=none mobility.unwilling=no"
      ],
      answers: [
        "assessments | count": ["1"],
        "client P1 | history | where deed != \"entered\" | count": ["1"],
      ]),
    WorkedExample(
      name: "5: of another day it is another registration",
      history: [
        "P1 2012-03-01 last-name=Maes employment=art60 employed=yes mobility=3",
        "P1 2012-03-02 mobility=1",
      ], stands: ["P1 last-name=Maes employment=art60 mobility=none"],
      answers: [
        "assessments | count": ["2"], "clients as of 2012-03-01 | show mobility": ["blocking"],
      ]),
    WorkedExample(
      name: "5: another organisation's of that day is another registration",
      history: ["P1 2012-03-01 last-name=Maes mobility=3", "vdab P1 2012-03-01 mobility=1"],
      stands: ["P1 last-name=Maes mobility=none"],
      answers: [
        "assessments | count": ["2"],
        "clients | list disagreements": ["P1,mobility,2012-03-01,none,vdab,#2,blocking,ocmw,#1"],
      ]),
  ]

  @Test(arguments: specifications + things + people)
  func everyRoadLeadsToTheSame(_ example: WorkedExample) throws {
    try example.check()
  }
}
