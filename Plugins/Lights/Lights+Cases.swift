import InstrumentKit

extension Lights {
  /// The borders of each rule; run by the host whenever it loads a changed plugin.
  static let cases: [GoldenCase] = [
    GoldenCase(
      "nothing known is unknown, not off",
      expects: [
        "lights-on": "unknown", "lights-unknown": "6", "screening-advised": "unknown",
        "light-mobility": "unknown",
      ]),
    GoldenCase(
      "observed twelve months ago", today: "2013-03-01", levels: [.mobility: .supported],
      inputs: ["observed:mobility": "2012-03-01"],
      expects: ["light-mobility": "on", "lights-on": "1", "lights-unknown": "5"]),
    GoldenCase(
      "observed twelve months and a day ago", today: "2013-03-01",
      levels: [.mobility: .supported], inputs: ["observed:mobility": "2012-02-29"],
      expects: ["light-mobility": "unknown", "lights-on": "unknown"]),
    GoldenCase(
      "the last day of a longer month", today: "2012-02-29", levels: [.mobility: .blocking],
      inputs: ["observed:mobility": "2011-02-28"], expects: ["light-mobility": "on"]),
    GoldenCase(
      "observed after the day asked for", today: "2012-06-30", levels: [.mobility: .blocking],
      inputs: ["observed:mobility": "2012-07-01"], expects: ["light-mobility": "unknown"]),
    GoldenCase(
      "no barrier is off", levels: [.mobility: .noBarrier],
      inputs: ["observed:mobility": "2012-12-01"],
      expects: ["light-mobility": "off", "lights-on": "0"]),
    GoldenCase(
      "one threshold of several is enough to be on",
      levels: [.appointments: .noBarrier, .motivation: .blocking],
      inputs: ["observed:appointments": "2012-12-01", "observed:motivation": "2012-12-01"],
      expects: ["light-attitude": "on"]),
    GoldenCase(
      "an old barrier does not light what was seen lately",
      levels: [.appointments: .noBarrier, .motivation: .blocking],
      inputs: ["observed:appointments": "2012-12-01", "observed:motivation": "2011-12-01"],
      expects: ["light-attitude": "off"]),
    GoldenCase(
      "health alone advises screening", levels: [.illness: .supported],
      inputs: ["observed:illness": "2012-12-01"],
      expects: ["light-health": "on", "screening-advised": "yes", "lights-on": "1"]),
    lit("one other light and the rest off", [.mobility], ["screening-advised": "no"]),
    lit(
      "two lights advise screening", [.mobility, .finances],
      ["screening-advised": "yes", "lights-on": "2", "light-living": "on"]),
    lit(
      "language and the search for work", [.dutch, .initiative],
      ["light-language": "on", "light-job-search": "on"]),
    lit(
      "nothing on and all known", [],
      [
        "screening-advised": "no", "lights-on": "0", "lights-unknown": "0",
        "light-language": "off", "light-job-search": "off", "light-health": "off",
        "light-living": "off",
      ]),
    GoldenCase(
      "one on, and one unknown that could be the second",
      levels: [
        .mobility: .blocking, .illness: .noBarrier, .dutch: .noBarrier, .motivation: .noBarrier,
        .finances: .noBarrier,
      ],
      inputs: [
        "observed:mobility": "2012-12-01", "observed:illness": "2012-12-01",
        "observed:dutch": "2012-12-01", "observed:motivation": "2012-12-01",
        "observed:finances": "2012-12-01",
      ],
      expects: ["screening-advised": "unknown", "lights-on": "1", "lights-unknown": "1"]),
    GoldenCase(
      "never checked is due", expects: ["check-due": "yes", "last-check": "unknown"]),
    GoldenCase(
      "checked a month ago less a day", today: "2012-12-31",
      inputs: ["last-measured": "2012-12-01"],
      expects: ["check-due": "no", "last-check": "2012-12-01"]),
    GoldenCase(
      "checked a month ago", today: "2012-12-31", inputs: ["last-measured": "2012-11-30"],
      expects: ["check-due": "yes"]),
  ]

  /// One threshold of each light observed, without a barrier except in those that are given.
  private static func lit(
    _ name: String, _ barriers: [Threshold], _ expects: [String: String]
  ) -> GoldenCase {
    let seen: [Threshold] = [
      .dutch, .illness, .mobility, .initiative, .motivation, .finances,
    ]
    let levels = seen.map { ($0, barriers.contains($0) ? Level.blocking : .noBarrier) }
    let days = seen.map { ("observed:\($0.code)", "2012-12-01") }
    return GoldenCase(
      name, levels: Dictionary(uniqueKeysWithValues: levels),
      inputs: Dictionary(uniqueKeysWithValues: days), expects: expects)
  }
}
