import InstrumentKit

extension Tally {
  private static func answers(_ count: Int32) -> Label {
    count == 1
      ? Label(nl: "1 antwoord", en: "1 answer")
      : Label(nl: "\(count) antwoorden", en: "\(count) answers")
  }

  func reason(_ rule: ScoreRule, _ total: Int32?) -> Reason {
    let all = answered + open
    if all == 0 {
      return Reason(
        "sum", Label(nl: "geen enkele vraag is van toepassing", en: "none of the items applies"))
    }
    let times =
      rule.times > 1
      ? Label(nl: ", maal \(rule.times)", en: ", times \(rule.times)") : Label(nl: "", en: "")
    guard total != nil else {
      return Reason(
        "open",
        Label(
          nl: "\(open) van \(all) vragen staan open, hoogstens \(rule.missing) mag dat: geen score",
          en: "\(open) of \(all) items are open, at most \(rule.missing) may be: no score"))
    }
    if open == 0 {
      return Reason(
        "sum",
        Label(
          nl: "som van \(Tally.answers(all).nl): \(sum)\(times.nl)",
          en: "sum of \(Tally.answers(all).en): \(sum)\(times.en)"))
    }
    if rule.isProrated {
      return Reason(
        "prorated",
        Label(
          nl: """
            som van \(Tally.answers(answered).nl): \(sum)\(times.nl); geteld als hun \
            gemiddelde: \(open) open
            """,
          en: """
            sum of \(Tally.answers(answered).en): \(sum)\(times.en); counted as the \
            mean of these: \(open) open
            """))
    }
    return Reason(
      "partial",
      Label(
        nl:
          "som van \(Tally.answers(answered).nl): \(sum)\(times.nl); niet meegeteld: \(open) open",
        en: "sum of \(Tally.answers(answered).en): \(sum)\(times.en); left out: \(open) open"))
  }
}

extension ScorePlan.Score {
  func reason(band: Int?, total: Int32?) -> Reason {
    guard let total else {
      return Reason("bands", Label(nl: "er is geen score", en: "there is no score"))
    }
    guard let band else {
      return Reason(
        "bands",
        Label(
          nl: "\(total) valt voor mannen en vrouwen anders uit, en het geslacht is niet bekend",
          en: "\(total) differs between men and women, and the sex is not known"))
    }
    let words = bands[band].label
    return Reason("bands", Label(nl: "\(total): \(words.nl)", en: "\(total): \(words.en)"))
  }
}
