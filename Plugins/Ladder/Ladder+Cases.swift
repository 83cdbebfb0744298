import InstrumentKit

extension Ladder {
  /// The borders of each rule; run by the host whenever it loads a changed plugin.
  static let cases: [GoldenCase] = [
    GoldenCase(
      "never judged",
      expects: ["rung": "unknown", "movement": "unknown", "stuck": "unknown", "judged": "unknown"]),
    judged(
      "one judgement has no movement", [("2012-06-01", "work", "3", "4")],
      [
        "rung": "3", "rung-work": "3", "rung-welfare": "unknown", "reachable": "4",
        "movement": "unknown", "stuck": "unknown", "judges-differ": "unknown",
        "judged": "2012-06-01",
      ]),
    judged(
      "a rung risen", [("2012-03-01", "work", "3", "4"), ("2012-06-01", "work", "4", "5")],
      ["rung": "4", "movement": "risen"]),
    judged(
      "a rung fallen", [("2012-03-01", "work", "4", "4"), ("2012-06-01", "work", "3", "4")],
      ["movement": "fallen"]),
    judged(
      "fallen after a rise is a relapse",
      [
        ("2012-03-01", "work", "3", "4"), ("2012-06-01", "work", "4", "5"),
        ("2012-09-01", "work", "3", "4"),
      ], ["movement": "relapsed"]),
    judged(
      "the same rung", [("2012-03-01", "work", "3", "4"), ("2012-06-01", "work", "3", "4")],
      ["movement": "constant"]),
    judged(
      "two judges on one day who agree",
      [("2012-06-01", "welfare", "3", "4"), ("2012-06-01", "work", "3", "4")],
      ["rung": "3", "judges-differ": "no", "movement": "unknown"]),
    judged(
      "two judges on one day who differ",
      [("2012-06-01", "welfare", "2", "3"), ("2012-06-01", "work", "3", "4")],
      ["rung": "unknown", "rung-work": "3", "rung-welfare": "2", "judges-differ": "yes"]),
    judged(
      "a difference between judges is no movement",
      [("2012-03-01", "work", "4", "5"), ("2012-06-01", "welfare", "3", "4")],
      ["rung": "3", "judges-differ": "yes", "movement": "unknown"]),
    judged(
      "twelve months on the rung with a higher one in reach is stuck",
      [("2011-12-31", "work", "3", "4"), ("2012-12-01", "work", "3", "4")],
      ["stuck": "yes", "movement": "constant"]),
    judged(
      "twelve months less a day is not yet known",
      [("2012-01-01", "work", "3", "4"), ("2012-12-01", "work", "3", "4")],
      ["stuck": "unknown"]),
    judged(
      "nothing higher in reach is not stuck",
      [("2011-06-01", "work", "3", "3"), ("2012-12-01", "work", "3", "3")], ["stuck": "no"]),
    judged(
      "risen and fallen within the year is not stuck",
      [
        ("2011-06-01", "work", "3", "4"), ("2012-03-01", "work", "4", "5"),
        ("2012-12-01", "work", "3", "4"),
      ], ["stuck": "no", "movement": "relapsed"]),
    judged(
      "what was in reach is not known",
      [("2011-06-01", "work", "3", "unknown"), ("2012-12-01", "work", "3", "4")],
      ["stuck": "unknown"]),
    judged(
      "a judgement after the day asked for is not known yet",
      [("2012-06-01", "work", "3", "4"), ("2013-01-01", "work", "5", "6")], ["rung": "3"]),
  ]

  /// Day, judge, rung and rung within reach of each judgement.
  private static func judged(
    _ name: String, _ all: [(day: String, judge: String, rung: String, reachable: String)],
    _ expects: [String: String]
  ) -> GoldenCase {
    GoldenCase(
      name, today: "2012-12-31",
      inputs: [
        "history:judge": all.map { "\($0.day)=\($0.judge)" }.joined(separator: ";"),
        "history:rung": all.map { "\($0.day)=\($0.rung)" }.joined(separator: ";"),
        "history:reachable": all.map { "\($0.day)=\($0.reachable)" }.joined(separator: ";"),
      ], expects: expects)
  }
}
