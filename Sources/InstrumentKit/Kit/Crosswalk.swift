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

  /// The offer for a level to an item of a form, nil when no score of it means that level or it
  /// does not judge the threshold.
  ///
  /// Where several items judge one threshold the level may come from any of them: all scores that
  /// mean it are shown, and none is filled in.
  public static func offer(_ level: Level, for place: Int, of form: FormPlan) -> Offer? {
    let item = form.items[place]
    guard case .threshold(let threshold, _)? = item.link, case .level(let scale) = item.type else {
      return nil
    }
    if form.doubled.contains(threshold) {
      let places = scale.places(for: level)
      return places.isEmpty ? nil : .band(places)
    }
    return offer(level, on: scale)
  }

  /// The offers for all items of a form, by item place; an absence is never proposed.
  public static func offers(_ levels: ThresholdRecord, for form: FormPlan) -> [Int: Offer] {
    var offers: [Int: Offer] = [:]
    for (place, item) in form.items.enumerated() {
      guard case .threshold(let threshold, _)? = item.link, let level = levels[threshold],
        let offer = offer(level, for: place, of: form)
      else { continue }
      offers[place] = offer
    }
    return offers
  }

  /// The levels that the answers of a form say, and why the others are missing.
  ///
  /// Where two items of the form judge one threshold and say different levels, neither is certain:
  /// there is no level, and the reason is that it cannot be told.
  public static func levels(
    _ answers: UnsafeBufferPointer<Int32>, applicable: [Bool], of form: FormPlan
  ) -> (levels: ThresholdRecord, absences: AbsenceRecord) {
    var levels = ThresholdRecord()
    var absences = AbsenceRecord()
    var disputed = ThresholdSet(bits: 0)
    for item in form.judged where applicable[item.place] {
      let threshold = item.threshold
      let isDoubled = form.doubled.contains(threshold)
      let cell = Cell(raw: answers[item.place])
      guard let score = cell.value else {
        if !isDoubled || absences[threshold] == .notAsked {
          absences[threshold] = cell.absence ?? .notAsked
        }
        continue
      }
      switch Finding(code: form.findings[item.start + score]) {
      case .level(let level):
        if isDoubled, let other = levels[threshold], other != level {
          disputed.bits |= ThresholdSet(threshold).bits
        }
        levels[threshold] = level
      case .absent(let absence): absences[threshold] = absence
      case .silent: continue
      }
    }
    if !disputed.isEmpty {
      for threshold in disputed.members {
        levels[threshold] = nil
        absences[threshold] = .cannotTell
      }
    }
    return (levels, absences)
  }
}
