import InstrumentKit

extension ICF {
  /// The borders of each rule; run by the host whenever it loads a changed plugin.
  static let cases: [GoldenCase] = [
    GoldenCase(
      "nobody was screened", expects: ["advice": "unknown", "specified": "unknown"]),
    screened("nothing above mild", [:], ["advice": "mediation", "complete": "yes", "mild": "0"]),
    screened(
      "mild everywhere is mediation",
      Dictionary(uniqueKeysWithValues: shippedCodes.map { ($0, ".1") }),
      ["advice": "mediation", "mild": "11", "specified": "11"]),
    screened("one moderate", ["b130": ".2"], ["advice": "light-guidance", "moderate": "1"]),
    screened(
      "one severe activity", ["d850": ".3"],
      ["advice": "specialised-rehabilitation", "severe": "1"]),
    screened("complete counts as severe", ["b455": ".4"], ["advice": "specialised-rehabilitation"]),
    screened(
      "performance decides, not capacity", ["d240": ".23"],
      ["advice": "light-guidance", "severe": "0", "moderate": "1"]),
    screened(
      "capacity alone specifies nothing", ["d240": "._3"],
      ["advice": "mediation", "specified": "10"]),
    screened(
      "severe in the environment only", ["e310": ".3"],
      ["advice": "light-guidance", "severe": "1"]),
    screened(
      "a facilitator is no barrier", ["e310": "+4", "e330": "+1"],
      ["advice": "mediation", "facilitators": "2", "severe": "0", "specified": "11"]),
    screened(
      "a severe barrier beside a strong facilitator", ["d720": ".4", "e310": "+3"],
      ["advice": "specialised-rehabilitation", "offset": "yes"]),
    screened(
      "beside a weak facilitator", ["d720": ".4", "e310": "+2"], ["offset": "no"]),
    screened(
      "nine of eleven are enough", ["b130": ".8", "b164": ".9"],
      ["advice": "mediation", "specified": "9", "complete": "yes"]),
    screened(
      "eight of eleven are not", ["b130": ".8", "b164": ".8", "b455": ".9"],
      ["advice": "incomplete", "specified": "8", "complete": "no"]),
    screened(
      "eight of eleven are incomplete even when one is severe",
      ["b130": ".8", "b164": ".8", "b455": ".8", "d850": ".4"],
      ["advice": "incomplete", "severe": "1"]),
    screened(
      "one assessor is not enough", ["d850": ".3"], assessors: "1",
      ["advice": "incomplete", "assessors": "1", "complete": "no"]),
    screened(
      "two assessors are", ["d850": ".3"], assessors: "2", ["assessors": "2", "complete": "yes"]),
    screened(
      "an unknown number of assessors", [:], assessors: "unknown",
      ["advice": "incomplete", "assessors": "unknown"]),
  ]

  private static let shippedCodes = IndicatorSet.shipped.indicators.map(\.code)

  /// Everything without a problem, except what is given.
  private static func screened(
    _ name: String, _ given: [String: String], assessors: String = "2",
    _ expects: [String: String]
  ) -> GoldenCase {
    var inputs = ["item:assessors": assessors]
    for code in shippedCodes { inputs["item:\(code)"] = code + (given[code] ?? ".0") }
    return GoldenCase(name, inputs: inputs, expects: expects)
  }
}
