import InstrumentKit

extension MPSA {
  /// The borders of each rule; run by the host whenever it loads a changed plugin.
  static let cases: [GoldenCase] = [
    GoldenCase(
      "age 60 is not over 60", inputs: ["age": "60", "item:current-activation": "professional"],
      expects: ["activation": "professional", "target-group": "unknown"]),
    GoldenCase(
      "age 61 is over 60", inputs: ["age": "61", "item:current-activation": "professional"],
      expects: ["activation": "social-only"]),
    GoldenCase(
      "incapacity of 65 % leaves what is registered",
      inputs: ["age": "40", "item:incapacity": "65", "item:current-activation": "social"],
      expects: ["activation": "social", "target-group": "social-path"]),
    GoldenCase(
      "incapacity of 65 % leaves the target group open",
      inputs: ["age": "40", "item:incapacity": "65", "item:current-activation": "professional"],
      expects: ["activation": "professional", "target-group": "unknown"]),
    GoldenCase(
      "incapacity of 66 % means social only",
      inputs: ["age": "40", "item:incapacity": "66", "item:current-activation": "social"],
      expects: ["activation": "social-only", "target-group": "social-path"]),
    GoldenCase(
      "both kinds of activation",
      inputs: ["age": "40", "item:current-activation": "social;professional"],
      expects: ["activation": "both"]),
    GoldenCase(
      "nothing registered is unknown", inputs: ["age": "40"],
      expects: ["activation": "unknown"]),
    GoldenCase(
      "an unknown age leaves the activation unknown",
      inputs: ["item:current-activation": "professional"], expects: ["activation": "unknown"]),
    GoldenCase(
      "two measurements are too few for the committee",
      inputs: [
        "age": "40", "item:current-activation": "professional",
        "item:social-only-proposed": "yes", "item:bcsb-decision": "social-only",
        "measurements": "2",
      ], expects: ["activation": "professional", "target-group": "unknown"]),
    GoldenCase(
      "three measurements and the committee's decision",
      inputs: [
        "age": "40", "item:current-activation": "professional",
        "item:social-only-proposed": "yes", "item:bcsb-decision": "social-only",
        "measurements": "3",
      ], expects: ["activation": "social-only", "target-group": "social-path"]),
    GoldenCase(
      "a proposal without a decision does not hold",
      inputs: [
        "age": "40", "item:current-activation": "professional",
        "item:social-only-proposed": "yes", "measurements": "3",
      ], expects: ["activation": "professional"]),
    GoldenCase(
      "levels are counted overall and per group",
      levels: [.mobility: .blocking, .appointments: .blocking, .illness: .supported],
      expects: [
        "blocking": "2", "supported": "1", "unassessed": "18", "blocking-other": "2",
        "supported-medical": "1", "unassessed-housing": "3",
      ]),
    GoldenCase(
      "a threshold outside the 21 counts in nothing", levels: [.finances: .blocking],
      expects: ["blocking": "0", "unassessed": "21", "open-items": "21"]),
    GoldenCase(
      "a level of another instrument leaves the item open",
      levels: [.mobility: .blocking], accepted: [:],
      expects: ["blocking": "1", "open-items": "21", "complete": "no"]),
    GoldenCase(
      "never filled in: due by the first aid proposal", today: "2012-06-02",
      inputs: ["item:first-aid-proposal": "2012-06-01", "item:aid-months": "3"],
      expects: ["due": "2012-06-01", "overdue": "yes"]),
    GoldenCase(
      "filled in: whole three months after the proposal", today: "2012-09-01",
      inputs: [
        "item:first-aid-proposal": "2012-06-01", "item:aid-months": "12",
        "first-measured": "2012-05-20", "measurements": "0",
      ], expects: ["due": "2012-09-01", "overdue": "no", "measurement": "0"]),
    GoldenCase(
      "measured whole: due at the next review", today: "2012-09-01",
      inputs: [
        "item:first-aid-proposal": "2012-06-01", "item:aid-months": "12",
        "first-measured": "2012-05-20", "measurements": "1", "item:next-review": "2012-12-01",
      ], expects: ["due": "2012-12-01", "overdue": "no", "measurement": "1"]),
    GoldenCase(
      "aid of two months has no clock",
      inputs: ["item:first-aid-proposal": "2012-06-01", "item:aid-months": "2"],
      expects: ["due": "unknown", "overdue": "unknown"]),
    GoldenCase(
      "social only is a social path", inputs: ["age": "61"],
      expects: ["target-group": "social-path"]),
    GoldenCase(
      "a blocking illness comes first", levels: [.illness: .blocking],
      inputs: ["age": "40", "item:current-activation": "professional"],
      expects: ["target-group": "health-first"]),
    GoldenCase(
      "an unknown illness may still come first", levels: [.mobility: .blocking],
      inputs: ["age": "40", "item:current-activation": "professional"],
      expects: ["target-group": "unknown"]),
    GoldenCase(
      "nothing blocks",
      levels: Dictionary(uniqueKeysWithValues: judged.members.map { ($0, .noBarrier) }),
      inputs: ["age": "40", "item:current-activation": "professional"],
      expects: ["target-group": "mediation", "complete": "yes", "open-items": "0"]),
    GoldenCase(
      "one item is open",
      levels: Dictionary(
        uniqueKeysWithValues: judged.members.filter { $0 != .mobility }.map { ($0, .noBarrier) }),
      expects: ["complete": "no", "open-items": "1"]),
    GoldenCase(
      "something else blocks",
      levels: Dictionary(
        uniqueKeysWithValues: judged.members.map { ($0, $0 == .mobility ? .blocking : .noBarrier) }),
      inputs: ["age": "40", "item:current-activation": "social;professional"],
      expects: ["target-group": "guidance"]),
    GoldenCase(
      "one person, every measure",
      levels: [
        .illness: .blocking, .addiction: .blocking, .psychological: .supported,
        .homelessness: .supported, .unfitDwelling: .noBarrier, .relationships: .noBarrier,
        .parenting: .blocking, .childcare: .supported, .socialNetwork: .supported,
        .communication: .supported, .socialSkills: .blocking, .careerHistory: .blocking,
        .appointments: .noBarrier, .mobility: .blocking, .finances: .blocking,
      ],
      inputs: [
        "age": "40", "item:current-activation": "professional", "measurements": "2",
      ],
      expects: [
        "activation": "professional", "blocking": "5", "supported": "4", "unassessed": "9",
        "completeness": "57", "complete": "no", "open-items": "9", "measurement": "2",
        "due": "unknown", "overdue": "unknown",
        "target-group": "health-first",
        "blocking-medical": "2", "supported-medical": "1", "unassessed-medical": "3",
        "blocking-housing": "0", "supported-housing": "1", "unassessed-housing": "1",
        "blocking-family": "1", "supported-family": "1", "unassessed-family": "0",
        "blocking-society": "1", "supported-society": "1", "unassessed-society": "2",
        "blocking-other": "1", "supported-other": "0", "unassessed-other": "3",
      ]),
  ]
}
