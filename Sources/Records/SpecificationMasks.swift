import InstrumentKit

/// Of each threshold the bits of its specifications.
package struct SpecificationMasks: Sendable {
  private let masks: [(bit: UInt64, words: SpecificationSet)]
  private let byThreshold: PlaceTable<SpecificationSet>

  package static let standard = SpecificationMasks()

  private init() {
    var byThreshold = PlaceTable<SpecificationSet>()
    var masks: [(bit: UInt64, words: SpecificationSet)] = []
    for threshold in Threshold.all {
      var words = SpecificationSet()
      for word in threshold.specifications { words.insert(word) }
      if words == SpecificationSet() { continue }
      byThreshold[threshold] = words
      masks.append((ThresholdSet(threshold).bits, words))
    }
    self.masks = masks
    self.byThreshold = byThreshold
  }

  /// The thresholds that have specifications.
  package static let all = standard.masks.reduce(UInt64(0)) { $0 | $1.bit }

  /// The thresholds of which something is named.
  package func named(_ set: SpecificationSet) -> ThresholdSet {
    var bits: UInt64 = 0
    for (bit, words) in masks where (set.low & words.low) | (set.high & words.high) != 0 {
      bits |= bit
    }
    return ThresholdSet(bits: bits)
  }

  /// Only the words of one threshold.
  package func limited(_ set: SpecificationSet, to threshold: Threshold) -> SpecificationSet {
    let words = byThreshold[threshold] ?? SpecificationSet()
    return SpecificationSet(low: set.low & words.low, high: set.high & words.high)
  }

  /// The set without what belongs to some thresholds.
  package func without(_ thresholds: UInt64, _ set: SpecificationSet) -> SpecificationSet {
    var set = set
    for (bit, words) in masks where thresholds & bit != 0 {
      set.low &= ~words.low
      set.high &= ~words.high
    }
    return set
  }
}
