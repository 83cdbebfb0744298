/// What one instrument may take over from another, always through the shared thresholds.
public enum Crosswalk {
  /// What a level recorded elsewhere says about an item.
  public enum Offer: Hashable, Sendable {
    /// Exactly one score means this level: it can be proposed as the answer.
    case score(Int)
    /// Several scores mean this level: they are shown, and nothing is filled in.
    case band([Int])
  }

  /// The offer for a level on a scale, nil when no score means that level.
  public static func offer(_ level: Level, on scale: LevelScale) -> Offer? {
    let places = scale.places(for: level)
    guard let first = places.first else { return nil }
    return places.count == 1 ? .score(first) : .band(places)
  }

  /// The offers for all items of a form, by item place; an absence is never proposed.
  public static func offers(_ levels: ThresholdRecord, for form: FormPlan) -> [Int: Offer] {
    var offers: [Int: Offer] = [:]
    for (place, item) in form.items.enumerated() {
      guard case .threshold(let threshold, _)? = item.link, case .level(let scale) = item.type,
        let level = levels[threshold], let offer = offer(level, on: scale)
      else { continue }
      offers[place] = offer
    }
    return offers
  }

  /// The levels that the answers of a form say, and why the others are missing.
  public static func levels(
    _ answers: UnsafeBufferPointer<Int32>, applicable: [Bool], of form: FormPlan
  ) -> (levels: ThresholdRecord, absences: AbsenceRecord) {
    var levels = ThresholdRecord()
    var absences = AbsenceRecord()
    for item in form.judged where applicable[item.place] {
      let cell = Cell(raw: answers[item.place])
      guard let score = cell.value else {
        absences[item.threshold] = cell.absence ?? .notAsked
        continue
      }
      switch item.finding(score) {
      case .level(let level): levels[item.threshold] = level
      case .absent(let absence): absences[item.threshold] = absence
      }
    }
    return (levels, absences)
  }
}
