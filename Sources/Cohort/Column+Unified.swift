import InstrumentKit
import Profile

extension Column {
  /// The column with one spelling for all texts that are one to people.
  package var spelledOnce: Column { with(unified(cells)) }

  /// The same values with one place for all that are one to people: of texts that differ only in
  /// case, accents or blanks the spelling that occurs most, of equal numbers the first.
  func unified(_ values: [Int32]) -> [Int32] {
    if type == .decimal { return unifiedDecimals(values) }
    guard let pool, !holdsKeys else { return values }
    var counts = [Int](repeating: 0, count: pool.count)
    for value in values where Cell(raw: value).isKnown { counts[Int(value)] += 1 }
    let met = counts.indices.filter { counts[$0] > 0 }
    // A pool may have a text more than once, composed and not.
    var spelled: [String: Int] = [:]
    for place in met { spelled[pool[place], default: 0] += counts[place] }
    func goesBefore(_ place: Int, _ other: Int) -> Bool {
      let (first, second) = (pool.utf8(place), pool.utf8(other))
      let (often, less) = (spelled[pool[place]] ?? 0, spelled[pool[other]] ?? 0)
      if often != less { return often > less }
      return first.count == second.count
        ? first.lexicographicallyPrecedes(second) : first.count < second.count
    }
    var chosen: [String: Int] = [:]
    var stands = counts.indices.map { Int32($0) }
    let keys = met.map { ValueText.compared(pool[$0], of: name) }
    for (place, key) in zip(met, keys) where chosen[key].map({ goesBefore(place, $0) }) ?? true {
      chosen[key] = place
    }
    if chosen.count == met.count { return values }
    for (place, key) in zip(met, keys) { stands[place] = Int32(chosen[key] ?? place) }
    return values.map { Cell(raw: $0).isKnown ? stands[Int($0)] : $0 }
  }

  private func unifiedDecimals(_ values: [Int32]) -> [Int32] {
    var first: [Double: Int32] = [:]
    return values.map { value in
      guard Cell(raw: value).isKnown, decimals.indices.contains(Int(value)) else { return value }
      let number = decimals[Int(value)]
      if let known = first[number] { return known }
      first[number] = value
      return value
    }
  }
}
