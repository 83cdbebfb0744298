import InstrumentKit

extension MEA {
  /// The borders of each rule; run by the host whenever it loads a changed plugin.
  static let cases: [GoldenCase] = [
    GoldenCase(
      "nobody contributed",
      expects: [
        "completeness": "unknown", "gaf": "unknown", "specialised": "unknown",
        "complete-intake": "unknown", "missing-sections": "unknown", "purpose": "unknown",
      ]),
    gaf("GAF 0 is not enough information", "0", ["gaf": "0", "gaf-band": "insufficient"]),
    gaf("GAF 1", "1", ["gaf": "1", "gaf-band": "1-10"]),
    gaf("GAF 10", "10", ["gaf": "10", "gaf-band": "1-10"]),
    gaf("GAF 11", "11", ["gaf": "11", "gaf-band": "11-20"]),
    gaf("GAF 20", "20", ["gaf-band": "11-20"]),
    gaf("GAF 21", "21", ["gaf-band": "21-30"]),
    gaf("GAF 30", "30", ["gaf-band": "21-30"]),
    gaf("GAF 31", "31", ["gaf-band": "31-40"]),
    gaf("GAF 40", "40", ["gaf-band": "31-40"]),
    gaf("GAF 41", "41", ["gaf-band": "41-50"]),
    gaf("GAF 50", "50", ["gaf-band": "41-50"]),
    gaf("GAF 51", "51", ["gaf-band": "51-60"]),
    gaf("GAF 60", "60", ["gaf-band": "51-60"]),
    gaf("GAF 61", "61", ["gaf-band": "61-70"]),
    gaf("GAF 70", "70", ["gaf-band": "61-70"]),
    gaf("GAF 71", "71", ["gaf-band": "71-80"]),
    gaf("GAF 80", "80", ["gaf-band": "71-80"]),
    gaf("GAF 81", "81", ["gaf-band": "81-90"]),
    gaf("GAF 90", "90", ["gaf-band": "81-90"]),
    gaf("GAF 91", "91", ["gaf-band": "91-100"]),
    gaf("GAF 100", "100", ["gaf": "100", "gaf-band": "91-100"]),
    contributed(
      "a higher GAF than before",
      ["history:gaf": "2012-01-01=41;2012-03-01=unknown;2012-06-01=42"],
      ["gaf": "42", "gaf-evolution": "risen"]),
    contributed(
      "a lower one", ["history:gaf": "2012-01-01=41;2012-06-01=40"],
      ["gaf-evolution": "fallen"]),
    contributed(
      "the same", ["history:gaf": "2012-01-01=41;2012-06-01=41"], ["gaf-evolution": "same"]),
    contributed(
      "not enough information is no lower score",
      ["history:gaf": "2012-01-01=41;2012-06-01=0"],
      ["gaf-evolution": "unknown", "gaf-band": "insufficient"]),
    contributed(
      "not enough information is skipped when comparing",
      ["history:gaf": "2012-01-01=41;2012-03-01=0;2012-06-01=45"], ["gaf-evolution": "risen"]),
    contributed(
      "no purpose leaves completeness open", [:],
      ["completeness": "unknown", "complete": "unknown", "complete-care-report": "0"]),
    contributed(
      "one section of five of a care report",
      ["item:purpose": "care-report"],
      [
        "purpose": "care-report", "completeness": "20", "complete": "no",
        "complete-care-report": "20", "complete-intake": "14", "complete-btom-request": "10",
        "missing-sections": "section-1;section-3;section-13;section-15",
      ]),
    contributed(
      "one section of ten of a request", ["item:purpose": "btom-request"],
      ["purpose": "btom-request", "completeness": "10"]),
    contributed(
      "one section of ten of a screening", ["item:purpose": "specialised-screening"],
      ["purpose": "specialised-screening", "completeness": "10"]),
    contributed(
      "one section of seven of an intake", ["item:purpose": "intake"],
      ["purpose": "intake", "completeness": "14"]),
    contributed(
      "one section of seven for the insurer", ["item:purpose": "health-insurer"],
      ["purpose": "health-insurer", "completeness": "14"]),
    contributed(
      "a whole care report",
      [
        "item:purpose": "care-report", "item:sex": "m", "item:employed": "no",
        "has:care-report": "yes", "has:strengths": "yes",
      ],
      [
        "completeness": "100", "complete": "yes", "missing-sections": "",
        "complete-specialised-screening": "30", "complete-health-insurer": "57",
      ]),
    GoldenCase(
      "a level that was given here fills its section", levels: [.mobility: .supported],
      inputs: ["last-measured": "2012-06-01", "item:purpose": "health-insurer"],
      expects: ["missing-sections": "section-1;section-3;section-7;section-8;section-15"]),
    GoldenCase(
      "a level from elsewhere does not", levels: [.mobility: .supported], accepted: [:],
      inputs: ["last-measured": "2012-06-01", "item:purpose": "health-insurer"],
      expects: [
        "missing-sections": "section-1;section-3;section-7;section-8;section-10;section-15"
      ]),
    contributed(
      "an indicated work disability", ["item:work-disability": "indicated"],
      ["specialised": "yes"]),
    contributed("no work disability", ["item:work-disability": "none"], ["specialised": "no"]),
    GoldenCase(
      "a blocking threshold in health", levels: [.addiction: .blocking], accepted: [:],
      inputs: ["item:work-disability": "none"], expects: ["specialised": "yes"]),
    GoldenCase(
      "a supported one is not enough", levels: [.addiction: .supported],
      expects: ["specialised": "no"]),
    GoldenCase(
      "a blocking threshold elsewhere says nothing of health", levels: [.mobility: .blocking],
      expects: ["specialised": "unknown"]),
  ]

  private static func contributed(
    _ name: String, _ inputs: [String: String], _ expects: [String: String]
  ) -> GoldenCase {
    GoldenCase(
      name, inputs: inputs.merging(["last-measured": "2012-06-01"]) { given, _ in given },
      expects: expects)
  }

  private static func gaf(
    _ name: String, _ value: String, _ expects: [String: String]
  ) -> GoldenCase {
    contributed(name, ["history:gaf": "2012-06-01=\(value)"], expects)
  }
}
