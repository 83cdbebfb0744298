import Testing

/// Worked examples 1 and 12: what no longer applies falls, and what nobody asked does not.
@Suite struct WorkedDependentTests {
  private static let march = """
    P1 2012-03-01 employed=yes employment=art60 vdab-registered=yes vdab-category=05 benefit=living-wage \
    living-wage-since=2011-05-01 dutch-native-or-working=no dutch-level=1.1 followed-up=yes \
    direction=ocmw-to-vdab stream=mandatory-registration
    """
  private static let september = """
    P1 2012-09-01 employed=no vdab-registered=no benefit=none dutch-native-or-working=yes followed-up=no
    """
  private static let standing = """
    P1 employed=yes employment=art60 vdab-registered=yes vdab-category=05 benefit=living-wage \
    living-wage-since=2011-05-01 dutch-native-or-working=no dutch-level=1.1 direction=ocmw-to-vdab
    """
  private static let fallen = """
    P1 employed=no employment= vdab-registered=no vdab-category= benefit=none living-wage-since= \
    dutch-native-or-working=yes dutch-level= direction=ocmw-to-vdab
    """
  private static let shown = "show employment, vdab-category, living-wage-since, dutch-level"
  /// One referral, counted where it began, whatever came after.
  private static let reported = [
    "report trial where table = \"table-4.1\" and count > 0 | show row, column, count": [
      "unknown,mandatory-registration,1", "total,mandatory-registration,1",
    ],
    "report trial where table = \"employed\" and count > 0 | show row, count": [
      "employed,1", "art60,1",
    ],
    "report trial where table = \"benefits\" and count > 0 | show row, count": [
      "integration-income,1"
    ],
  ]
  private static func with(_ more: [String: [String]]) -> [String: [String]] {
    reported.merging(more) { $1 }
  }
  private static let inCategory = ["P1,,living-wage,"]

  static let examples = [
    WorkedExample(
      name: "1: work, registration, benefit and language end", history: [march, september],
      stands: [fallen],
      answers: with([
        "clients | list category05": [], "clients | list suspended": [],
        // The day before it, and the day itself.
        "clients as of 2012-08-31 | \(shown)": ["art60,05,2011-05-01,1.1"],
        "clients as of 2012-08-31 | list category05": inCategory,
        "clients as of 2012-09-01 | \(shown)": [",,,"],
        "clients as of 2012-09-01 | list category05": [],
        "clients where employment = art60 or vdab-category = 05 | count": ["0"],
      ]), forms: (["ocmw-to-vdab"], ["art60", "living-wage"])),
    WorkedExample(
      name: "1: who is silent on work says nothing of it",
      history: [march, "P1 2012-09-01 benefit=none"],
      stands: [
        "P1 employed=yes employment=art60 vdab-category=05 benefit=none living-wage-since= dutch-level=1.1"
      ], answers: with(["clients | list category05": ["P1,,none,"]])),
    WorkedExample(
      name: "1: of two benefits the other ends",
      history: [
        "P1 2012-03-01 benefit=living-wage;sickness living-wage-since=2011-05-01",
        "P1 2012-09-01 benefit=living-wage",
      ], stands: ["P1 benefit=living-wage living-wage-since=2011-05-01"]),
    WorkedExample(
      name: "1: the leading answer returns, and the old job is not taken for the new",
      history: [march, september, "P1 2012-11-01 employed=yes vdab-registered=yes"],
      stands: [
        "P1 employed=yes employment= vdab-registered=yes vdab-category= benefit=none dutch-level="
      ],
      answers: with(["clients | list category05": []])),
    WorkedExample(
      name: "1: what ended it is struck", history: [march, september, "! strike #2 because \"x\""],
      stands: [standing], answers: with(["clients | list category05": inCategory])),
    WorkedExample(
      name: "1: what ended it is struck and restored",
      history: [march, september, "! strike #2 because \"x\"", "! restore #2 because \"y\""],
      stands: [fallen], answers: with(["clients | list category05": []])),
    WorkedExample(
      name: "1: what ended it is corrected",
      history: [
        march, september, "! correct #2 employed = yes, vdab-registered = yes because \"x\"",
      ],
      stands: ["P1 employed=yes employment=art60 vdab-category=05 benefit=none living-wage-since="],
      answers: with(["clients | list category05": ["P1,,none,"]])),
    WorkedExample(
      name: "1: what ended it is moved to an earlier day",
      history: [march, september, "! correct #2 on 2012-02-01 because \"x\""],
      stands: [standing]),
    WorkedExample(
      name: "1: another organisation says that it ended",
      history: [march, "vdab " + september], stands: [fallen],
      answers: with(["clients | list category05": []]), forms: (["ocmw-to-vdab"], ["art60"])),
    WorkedExample(
      name: "1: who was suspended when referred stays so in the list, for the referral stands",
      history: [
        "P1 2012-03-01 followed-up=yes direction=vdab-to-ocmw reason-status=suspended",
        "P1 2012-09-01 followed-up=no",
      ], stands: ["P1 direction=vdab-to-ocmw reason-status=suspended"],
      answers: ["clients | list suspended": ["P1,vdab-to-ocmw,,"]]),
    WorkedExample(
      name: "12: a category stands where nobody asked for the registration",
      history: ["P1 2012-03-01 vdab-category=05"], stands: ["P1 vdab-registered= vdab-category=05"],
      answers: ["clients | list category05": ["P1,,,"]], roads: [.files]),
    WorkedExample(
      name: "12: a category falls with the registration",
      history: ["P1 2012-03-01 vdab-category=05", "P1 2012-06-01 vdab-registered=no"],
      stands: ["P1 vdab-registered=no vdab-category="],
      answers: [
        "clients | list category05": [],
        "clients as of 2012-05-31 | list category05": ["P1,,,"],
      ], roads: [.files, .filesBackwards]),
    WorkedExample(
      name: "12: a category stands again where its end is struck",
      history: [
        "P1 2012-03-01 vdab-category=05", "P1 2012-06-01 vdab-registered=no",
        "! strike #2 because \"x\"",
      ], stands: ["P1 vdab-registered= vdab-category=05"],
      answers: ["clients | list category05": ["P1,,,"]], roads: [.files, .filesBackwards]),
    WorkedExample(
      name: "12: a category after the end stands, for the newest registration is another",
      history: [
        "P1 2012-03-01 vdab-registered=no", "P1 2012-06-01 vdab-registered=yes vdab-category=05",
      ], stands: ["P1 vdab-registered=yes vdab-category=05"],
      answers: ["clients | list category05": ["P1,,,"]]),
  ]

  @Test(arguments: examples) func everyRoadLeadsToTheSame(_ example: WorkedExample) throws {
    try example.check()
  }
}
