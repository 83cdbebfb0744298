import InstrumentKit

extension SPB {
  /// The borders of each rule; run by the host whenever it loads a changed plugin.
  static let cases: [GoldenCase] = [
    GoldenCase(
      "never begun",
      expects: [
        "phase": "unknown", "ready-for-esf": "unknown", "missing": "unknown",
        "months-covered": "unknown", "steps-open": "unknown",
      ]),
    GoldenCase(
      "signed, and never begun", inputs: ["item:signed-on": "2012-12-01"],
      expects: ["phase": "unknown", "ready-for-esf": "unknown"]),
    begun("nothing signed is preparation", [:], ["phase": "preparation", "ready-for-esf": "no"]),
    begun(
      "signed is investigation", ["item:signed-on": "2012-12-31"],
      ["phase": "investigation", "missing": "synthesis;plan"]),
    begun(
      "signed tomorrow is not signed", ["item:signed-on": "2013-01-01"],
      ["phase": "preparation", "missing": "signature;synthesis;plan"]),
    begun(
      "a plan without a signature", ["has:synthesis": "yes", "rows:plan": "client,2013-01-31,no"],
      ["phase": "preparation", "ready-for-esf": "no", "missing": "signature"]),
    begun(
      "signature, synthesis and plan",
      [
        "item:signed-on": "2012-06-01", "has:synthesis": "yes",
        "rows:plan": "client,2013-01-31,no",
      ], ["phase": "synthesis", "ready-for-esf": "yes", "missing": ""]),
    begun(
      "a plan without a synthesis",
      ["item:signed-on": "2012-06-01", "rows:plan": "client,2013-01-31,no"],
      ["phase": "synthesis", "ready-for-esf": "no", "missing": "synthesis"]),
    begun(
      "steps open, due today and overdue",
      ["rows:plan": "client,2012-12-31,no;ocmw,2012-12-30;vdab,2012-12-01,yes;partner,,no"],
      ["steps-open": "3", "steps-overdue": "1"]),
    begun(
      "a step of which nothing is known but its words", ["rows:plan": ",,,unknown;client,,yes"],
      ["steps-open": "1", "steps-overdue": "0"]),
    begun(
      "one month and its neighbours", ["rows:timeline": "work,2012-11-30,2012-12-01"],
      ["months-covered": "2", "gaps-over-6-months": "0"]),
    begun(
      "overlapping rows are counted once",
      ["rows:timeline": "work,2012-01-01,2012-12-31;care,2012-06-01,2012-08-31"],
      ["months-covered": "12", "gaps-over-6-months": "0"]),
    begun(
      "six months between two rows are no gap",
      ["rows:timeline": "work,2011-01-01,2011-06-30;work,2011-12-30,2012-12-31"],
      ["gaps-over-6-months": "0"]),
    begun(
      "six months and a day are",
      ["rows:timeline": "work,2011-01-01,2011-06-30;work,2011-12-31,2012-12-31"],
      ["gaps-over-6-months": "1", "months-covered": "19"]),
    begun(
      "a row that goes on reaches today", ["rows:timeline": "work,2012-12-01"],
      ["months-covered": "1", "gaps-over-6-months": "0"]),
    begun(
      "what ended long ago leaves a gap until today",
      ["rows:timeline": "school,2000-09-01,2006-06-30"],
      ["months-covered": "70", "gaps-over-6-months": "1"]),
    begun(
      "a gap covers nothing",
      ["rows:timeline": "work,2011-01-01,2011-01-31;gap,2011-02-01,2012-12-31"],
      ["months-covered": "1", "gaps-over-6-months": "1"]),
    begun(
      "a row after the day asked for is not known yet",
      ["rows:timeline": "work,2013-01-01,2013-06-30"], ["months-covered": "unknown"]),
  ]

  private static func begun(
    _ name: String, _ inputs: [String: String], _ expects: [String: String]
  ) -> GoldenCase {
    GoldenCase(
      name, today: "2012-12-31",
      inputs: inputs.merging(["first-measured": "2012-05-01"]) { given, _ in given },
      expects: expects)
  }
}
