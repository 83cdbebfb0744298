import Testing

/// Worked examples 6 and 7: a day that was moved, and two voices of one day.
@Suite struct WorkedVoiceTests {
  private static let disagreements = "clients | list disagreements"
  private static let nightly = "P1 2012-03-01 mobility=3 commune=Gent"
  private static let place = "clients | show mobility, commune"

  private static let moved = [
    WorkedExample(
      name: "6: the nightly file after the day was corrected adds nothing",
      history: [nightly, "! correct #1 on 2012-03-02 because \"x\"", nightly],
      stands: ["P1 mobility=blocking commune=Gent"],
      answers: [
        "assessments | show on": ["2012-03-02"], "observations | show on": ["2012-03-02"],
        "clients as of 2012-03-01 | count": ["0"], "clients as of 2012-03-02 | count": ["1"],
      ], roads: [.files]),
    WorkedExample(
      name: "6: the nightly file after a strike adds nothing, and nobody is left",
      history: [nightly, "! strike #1 because \"x\"", nightly], stands: [],
      answers: ["assessments | count": ["0"], "clients | count": ["0"], place: []],
      roads: [.files]),
    WorkedExample(
      name: "6: the nightly file after a move leaves it with the other",
      history: [nightly, "P2 2012-02-01 commune=Tielt", "! move #1 to P2 because \"x\"", nightly],
      stands: ["P2 mobility=blocking commune=Gent"],
      answers: [
        "assessments | sort on | show client, on": ["P2,2012-02-01", "P2,2012-03-01"],
        "clients | show client": ["P2"], "clients | list disagreements": [],
      ], roads: [.files]),
    WorkedExample(
      name: "6: the nightly file after a level was corrected leaves the correction",
      history: [nightly, "! correct #1 mobility = none because \"x\"", nightly],
      stands: ["P1 mobility=none commune=Gent"], answers: ["assessments | count": ["1"]],
      roads: [.files]),
    WorkedExample(
      name: "6: who is asked on the day that was left speaks anew",
      history: [nightly, "! correct #1 on 2012-03-02 because \"x\"", "P1 2012-03-01 mobility=1"],
      stands: ["P1 mobility=blocking commune=Gent"],
      answers: [
        "assessments | sort on | show on": ["2012-03-01", "2012-03-02"],
        "clients as of 2012-03-01 | show mobility, commune": ["none,"],
      ], roads: [.talks]),
  ]

  private static let vdab = "vdab P1 2012-03-01 mobility=3 commune=Gent"
  private static let ocmw = "P1 2012-03-01 mobility=1"
  private static let row = "P1,mobility,2012-03-01,none,ocmw,#2,blocking,vdab,#1"
  private static let voices = [
    WorkedExample(
      name: "7: of two organisations of one day the higher number stands",
      history: [vdab, ocmw], stands: ["P1 mobility=none commune=Gent"],
      answers: [
        disagreements: [row], "assessments | count": ["2"],
        "observations | sort number | show number, level, organisation": [
          "#1,blocking,vdab", "#2,none,ocmw",
        ],
        "clients where mobility = blocking | count": ["0"],
      ]),
    WorkedExample(
      name: "7: the other way about the other stands", history: [ocmw, vdab],
      stands: ["P1 mobility=blocking commune=Gent"],
      answers: [disagreements: ["P1,mobility,2012-03-01,blocking,vdab,#2,none,ocmw,#1"]]),
    WorkedExample(
      name: "7: who says the same disagrees with nobody",
      history: [vdab, "P1 2012-03-01 mobility=3"], stands: ["P1 mobility=blocking"],
      answers: [disagreements: []]),
    WorkedExample(
      name: "7: of another day nobody disagrees", history: [vdab, "P1 2012-03-02 mobility=1"],
      stands: ["P1 mobility=none"],
      answers: [disagreements: [], "clients as of 2012-03-01 | show mobility": ["blocking"]]),
    WorkedExample(
      name: "7: a correction of the lower number does not become what stands",
      history: [vdab, ocmw, "vdab! correct #1 mobility = supported because \"x\""],
      stands: ["P1 mobility=none"],
      answers: [disagreements: [row.replacing("blocking", with: "supported")]]),
    WorkedExample(
      name: "7: a correction to the same ends the disagreement",
      history: [vdab, ocmw, "! correct #2 mobility = blocking because \"x\""],
      stands: ["P1 mobility=blocking"], answers: [disagreements: []]),
    WorkedExample(
      name: "7: where the higher is struck the lower stands",
      history: [vdab, ocmw, "! strike #2 because \"x\""],
      stands: ["P1 mobility=blocking commune=Gent"],
      answers: [disagreements: [], "assessments | count": ["1"]]),
    WorkedExample(
      name: "7: what is said of another question of an earlier entry leaves the later level",
      history: [
        "P1 2012-03-01 mobility=3 diploma=primary", "mpsa P1 2012-03-01 mobility=b",
        "! correct #1 diploma = master because \"x\"",
      ], stands: ["P1 mobility=none diploma=master"]),
    WorkedExample(
      name: "7: and the level itself corrected leaves it too",
      history: [
        "P1 2012-03-01 mobility=3 diploma=primary", "mpsa P1 2012-03-01 mobility=b",
        "! correct #1 mobility = supported because \"x\"",
      ], stands: ["P1 mobility=none diploma=primary"]),
    WorkedExample(
      name: "7: said anew it stands",
      history: [vdab, ocmw, "vdab! record P1 mobility = supported on 2012-03-01"],
      stands: ["P1 mobility=supported"]),
  ]

  @Test(arguments: moved + voices) func everyRoadLeadsToTheSame(_ example: WorkedExample) throws {
    try example.check()
  }
}
