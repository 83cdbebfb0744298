import Testing

/// Worked examples 8 to 10: referrals and actions, their beginnings, and what the reports count.
@Suite struct WorkedLifeTests {
  private static func figures(_ tables: String...) -> String {
    let names = tables.map { "\"\($0)\"" }.joined(separator: ", ")
    return
      "report trial where table in (\(names)) and row != \"total\" and count > 0 | show row, column, count"
  }
  private static let directions = figures("directions", "followed-up")
  private static let streams = figures("table-4.1")

  private static let reasons = """
    P1 2012-03-01 followed-up=yes direction=ocmw-to-vdab stream=mandatory-registration \
    reason-status=art60-ended reason-client=ready-regular transfer=definitive decision=joint
    """
  private static let back = "P1 2012-09-01 followed-up=yes direction=vdab-to-ocmw"
  private static let second = "P1 direction=vdab-to-ocmw stream= reason-status= transfer= decision="
  private static let ofTheFirst = [
    "2012-03-01", "mandatory-registration", "art60-ended", "ready-regular", "definitive", "joint",
  ]
  private static let both = ["yes,,1", "ocmw-to-vdab,,1", "vdab-to-ocmw,,1"]

  private static let referrals = [
    WorkedExample(
      name: "8: the form of the second referral shows nothing of the first",
      history: [reasons, back], stands: [second],
      answers: [
        directions: both,
        "clients as of 2012-08-31 | show direction, transfer": ["ocmw-to-vdab,definitive"],
      ], forms: (["2012-09-01", "vdab-to-ocmw"], ofTheFirst)),
    WorkedExample(
      name: "8: so does that of a referral by a sentence",
      history: [reasons, "! refer P1 with direction = vdab-to-ocmw on 2012-09-01"],
      stands: [second],
      answers: [directions: both], forms: (["2012-09-01", "vdab-to-ocmw"], ofTheFirst)),
    WorkedExample(
      name: "8: of one day the higher number is the newest",
      history: [reasons, "vdab P1 2012-03-01 followed-up=yes direction=vdab-to-ocmw"],
      stands: [second], answers: [directions: both],
      forms: (["2012-03-01", "vdab-to-ocmw"], Array(ofTheFirst.dropFirst()))),
    WorkedExample(
      name: "8: where the second is struck the first stands whole",
      history: [reasons, back, "! strike #2 because \"x\""],
      stands: [
        "P1 direction=ocmw-to-vdab stream=mandatory-registration transfer=definitive decision=joint"
      ],
      answers: [directions: ["yes,,1", "ocmw-to-vdab,,1"]], forms: (ofTheFirst, ["2012-09-01"])),
    WorkedExample(
      name: "8: who is silent on a referral says nothing of it",
      history: [reasons, "P1 2012-09-01 mobility=3"],
      stands: ["P1 direction=ocmw-to-vdab stream=mandatory-registration transfer=definitive"],
      answers: [directions: ["yes,,1", "ocmw-to-vdab,,1"]], forms: (ofTheFirst, ["2012-09-02"])),
    WorkedExample(
      name: "8: another stream of the same direction is another referral of the same person",
      history: [
        "P1 2012-03-01 followed-up=yes direction=ocmw-to-vdab stream=mandatory-registration",
        "P1 2012-10-01 followed-up=yes direction=ocmw-to-vdab stream=art60-ending",
        "P1 2012-12-01 followed-up=yes direction=ocmw-to-vdab stream=art60-ending",
      ], stands: ["P1 direction=ocmw-to-vdab stream=art60-ending"],
      answers: [
        streams: ["unknown,mandatory-registration,1", "unknown,art60-ending,1"],
        directions: ["yes,,1", "ocmw-to-vdab,,2"],
        "referrals | sort filled-on | show filled-on, turn": ["2012-03-01,1", "2012-10-01,2"],
      ], forms: (["2012-10-01", "art60-ending"], ["mandatory-registration", "2012-12-01"])),
    WorkedExample(
      name: "8: a repeat that names no stream is the same referral",
      history: [
        "P1 2012-03-01 followed-up=yes direction=ocmw-to-vdab stream=mandatory-registration",
        "P1 2012-10-01 followed-up=yes direction=ocmw-to-vdab",
      ], stands: ["P1 direction=ocmw-to-vdab"],
      answers: [
        streams: ["unknown,mandatory-registration,1"],
        "referrals | show filled-on, stream, turn": ["2012-03-01,mandatory-registration,1"],
      ]),
  ]

  private static let unemployed = """
    P1 2012-03-01 employed=no benefit=living-wage followed-up=yes direction=ocmw-to-vdab \
    stream=mandatory-registration transfer=definitive vdab.actions=tender.taz
    """
  private static let again = """
    P1 2012-12-04 employed=yes employment=nec benefit=none followed-up=yes direction=ocmw-to-vdab \
    stream=mandatory-registration transfer=definitive vdab.actions=tender.taz
    """
  private static let status = figures("benefits", "employed", "table-4.2", "transfers")
  private static let once = [
    "integration-income,,1", "vdab-tenders,,1", "definitive,,1",
  ]
  private static let started = "P1 2012-03-01 followed-up=yes direction=ocmw-to-vdab"
  private static let monitored = [
    WorkedExample(
      name: "9: who is registered again and works now counts as on the day of the referral",
      history: [unemployed, again], stands: ["P1 employed=yes employment=nec benefit=none"],
      answers: [
        status: once, streams: ["unknown,mandatory-registration,1"],
        "clients | show employed.at-start, benefit.at-start": ["no,living-wage"],
      ]),
    WorkedExample(
      name: "9: also when another organisation registers it",
      history: [unemployed, "vdab " + again], stands: ["P1 employed=yes benefit=none"],
      answers: [status: once, streams: ["unknown,mandatory-registration,1"]]),
    WorkedExample(
      name: "9: a correction of the day itself counts",
      history: [unemployed, again, "! correct #1 employed = yes because \"x\""],
      stands: ["P1 employed=yes employment=nec benefit=none"],
      answers: [
        status: ["integration-income,,1", "employed,,1", "vdab-tenders,,1", "definitive,,1"]
      ]),
    WorkedExample(
      name: "9: two tenders of one person are one person",
      history: [
        unemployed, again.replacing("=tender.taz", with: "=tender.taz;tender.tibb"),
      ], stands: ["P1 employed=yes"],
      answers: [status: once, "actions | count": ["2"]]),
    WorkedExample(
      name: "9: what is first told on the 28th day counts",
      history: [started, "P1 2012-03-29 employed=yes"], stands: ["P1 employed=yes"],
      answers: [figures("employed"): ["employed,,1"]]),
    WorkedExample(
      name: "9: what is first told a day later is not known",
      history: [started, "P1 2012-03-30 employed=yes"], stands: ["P1 employed=yes"],
      answers: [
        figures("employed"): ["unknown,,1"],
        "clients where employed.at-start is unknown | count": ["1"],
      ]),
  ]

  private static let actions =
    "actions | sort organisation, starts | show organisation, action, starts"
  private static let places = """
    report targets where table = "targets" and column = "realised" | show row, count
    """
  private static let guidance = "P1 2012-10-05 ocmw.actions=guidance.activation-guidance"
  private static let begun = "P1 2012-12-04 ocmw.actions=guidance.activation-guidance,2012-09-01"
  private static let lives = [
    WorkedExample(
      name: "10: a start that is told later is that of the same", history: [guidance, begun],
      stands: ["P1 employed="],
      answers: [actions: ["ocmw,guidance.activation-guidance,2012-09-01"]]),
    WorkedExample(
      name: "10: where that telling is struck the start is unknown again",
      history: [guidance, begun, "! strike #2 because \"x\""], stands: ["P1 employed="],
      answers: [actions: ["ocmw,guidance.activation-guidance,"]]),
    WorkedExample(
      name: "10: of another organisation it is another",
      history: [guidance, "P1 2012-12-04 vdab.actions=guidance.activation-guidance,2012-09-01"],
      stands: ["P1 employed="],
      answers: [
        actions: [
          "vdab,guidance.activation-guidance,2012-09-01", "ocmw,guidance.activation-guidance,",
        ]
      ]),
    WorkedExample(
      name: "10: after its planned end it is another",
      history: [
        "P1 2012-02-05 ocmw.actions=guidance.activation-guidance,2012-02-01,2012-04-30", guidance,
      ], stands: ["P1 employed="], answers: ["actions | count": ["2"]]),
    WorkedExample(
      name: "10: on its planned end it is still the same",
      history: [
        "P1 2012-02-05 ocmw.actions=guidance.activation-guidance,2012-02-01,2012-10-05", guidance,
      ], stands: ["P1 employed="], answers: ["actions | count": ["1"]]),
    WorkedExample(
      name: "10: two in one registration are two, and stay two",
      history: [
        "P1 2012-03-01 vdab.actions=training.vocational;training.vocational",
        "P1 2012-06-01 vdab.actions=training.vocational;training.vocational",
      ], stands: ["P1 employed="],
      answers: [actions: ["vdab,training.vocational,", "vdab,training.vocational,"]]),
    WorkedExample(
      name: "10: guidance that began while on a living wage stays one realised place",
      history: [
        "P1 2011-01-05 benefit=living-wage employed=no",
        "P1 2011-02-01 vdab.actions=tender.taz,2011-01-10",
        "P1 2011-05-01 benefit=none employed=yes vdab.actions=tender.taz,2011-01-10",
      ], stands: ["P1 benefit=none employed=yes"],
      answers: [
        places: [
          "2010-2011/all,1", "2010-2011/ocmw,1", "2010-2011/sickness-insurance,0",
        ]
      ]),
    WorkedExample(
      name: "10: guidance that began after the living wage ended is none of its places",
      history: [
        "P1 2011-01-05 benefit=living-wage employed=no", "P1 2011-01-09 benefit=none",
        "P1 2011-02-01 vdab.actions=tender.taz,2011-01-10",
      ], stands: ["P1 benefit=none employed=no"],
      answers: [
        places: [
          "2010-2011/all,1", "2010-2011/ocmw,0", "2010-2011/sickness-insurance,0",
        ]
      ]),
  ]

  @Test(arguments: referrals + monitored + lives)
  func everyRoadLeadsToTheSame(_ example: WorkedExample) throws { try example.check() }
}
