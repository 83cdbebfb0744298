import InstrumentKit

extension Intake {
  /// The borders of each rule; run by the host whenever it loads a changed plugin.
  static let cases: [GoldenCase] = [
    GoldenCase(
      "followed up is eligible", inputs: ["item:followed-up": "yes"],
      expects: ["eligible": "yes"]),
    GoldenCase(
      "not ready alone is not eligible",
      inputs: ["item:followed-up": "no", "item:not-followed-reason": "not-ready"],
      expects: ["eligible": "no"]),
    GoldenCase(
      "not ready with another reason is eligible",
      inputs: ["item:followed-up": "no", "item:not-followed-reason": "not-ready;no-capacity"],
      expects: ["eligible": "yes"]),
    GoldenCase(
      "other alone says nothing",
      inputs: ["item:followed-up": "no", "item:not-followed-reason": "other"],
      expects: ["eligible": "unknown"]),
    GoldenCase("no registration says nothing", expects: ["eligible": "unknown"]),
    GoldenCase(
      "regular work outranks training",
      inputs: ["item:reason-client": "ready-regular;ready-training"],
      expects: ["readiness": "regular"]),
    GoldenCase(
      "training outranks not ready",
      inputs: ["item:reason-client": "ready-training;not-ready-regular"],
      expects: ["readiness": "training", "conflicts": ""]),
    GoldenCase(
      "not ready for anything", inputs: ["item:reason-client": "not-ready-training"],
      expects: ["readiness": "not-ready"]),
    GoldenCase(
      "only assistance says nothing on readiness",
      inputs: ["item:reason-client": "needs-assistance"], expects: ["readiness": "unknown"]),
    GoldenCase(
      "ready and not ready for the same work is a conflict",
      inputs: ["item:reason-client": "ready-regular;not-ready-regular"],
      expects: ["conflicts": "ready-and-not-ready"]),
    GoldenCase(
      "art. 60 ending without art. 60 is a conflict",
      inputs: ["item:stream": "art60-ending", "item:employment": "nec"],
      expects: ["conflicts": "art60-stream-without-employment"]),
    GoldenCase(
      "an OCMW stream in the other direction is a conflict",
      inputs: ["item:direction": "vdab-to-ocmw", "item:stream": "mmpp-taz"],
      expects: ["conflicts": "stream-against-direction", "direction": "vdab-to-ocmw"]),
    GoldenCase(
      "handed over for good", inputs: ["item:transfer": "definitive"],
      expects: ["transfer": "definitive"]),
    GoldenCase(
      "handed over for a time", inputs: ["item:transfer": "temporary-paused"],
      expects: ["transfer": "temporary-paused"]),
    GoldenCase(
      "a pregnancy barrier for a man is a conflict", levels: [.pregnancy: .blocking],
      inputs: ["item:sex": "m"], expects: ["conflicts": "pregnancy-of-a-man"]),
    GoldenCase(
      "integration income needs its date", inputs: ["item:benefit": "living-wage"],
      expects: ["conflicts": "living-wage-without-date"]),
    GoldenCase(
      "levels are counted overall and per domain",
      levels: [.mobility: .blocking, .justice: .supported, .hygiene: .blocking],
      expects: [
        "blocking": "1", "supported": "1", "unassessed": "29", "blocking-practical": "1",
        "blocking-society": "0",
      ]),
    GoldenCase(
      "completeness is answered of applicable", inputs: ["answered": "30", "applicable": "40"],
      expects: ["completeness": "75"]),
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
        "item:followed-up": "yes", "item:direction": "ocmw-to-vdab", "item:stream": "mmpp-taz",
        "item:transfer": "temporary-continued", "item:reason-client": "ready-social",
        "answered": "30", "applicable": "40",
      ],
      expects: [
        "eligible": "yes", "direction": "ocmw-to-vdab", "streams": "mmpp-taz",
        "transfer": "temporary-continued", "readiness": "social", "completeness": "75",
        "conflicts": "", "blocking": "7", "supported": "5", "unassessed": "16",
        "blocking-health": "2", "supported-health": "1", "unassessed-health": "2",
        "blocking-housing": "0", "supported-housing": "1", "unassessed-housing": "2",
        "blocking-family": "1", "supported-family": "1", "unassessed-family": "1",
        "blocking-network": "0", "supported-network": "1", "unassessed-network": "1",
        "blocking-society": "1", "supported-society": "1", "unassessed-society": "2",
        "blocking-career": "1", "supported-career": "0", "unassessed-career": "0",
        "blocking-attitude": "0", "supported-attitude": "0", "unassessed-attitude": "4",
        "blocking-practical": "2", "supported-practical": "0", "unassessed-practical": "4",
      ]),
  ]
}
