/// The nearest of some names, for those who mistyped one.
package enum Nearest {
  /// Nil when none is near enough; the first of equally near ones.
  package static func of(_ name: String, among known: [String]) -> String? {
    let folded = name.lowercased()
    let wanted = Array(folded.unicodeScalars)
    guard (1...40).contains(wanted.count) else { return nil }
    // The beginning of one name only is that name.
    let begun = known.filter { wanted.count >= 3 && $0.lowercased().hasPrefix(folded) }
    if begun.count == 1 { return begun[0] }
    var best: (name: String, distance: Int)?
    for candidate in known {
      let distance = distance(wanted, Array(candidate.lowercased().unicodeScalars))
      if distance < best?.distance ?? max(2, wanted.count / 3 + 1) { best = (candidate, distance) }
    }
    return best?.name
  }

  /// How many letters must be put in, left out, changed or swapped with their neighbour.
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    if abs(left.count - right.count) > 12 { return Int.max }
    var earlier: [Int] = []
    var row = Array(0...right.count)
    for place in left.indices {
      var next = [place + 1]
      for other in right.indices {
        var cost = min(
          row[other + 1] + 1, next[other] + 1, row[other] + (left[place] == right[other] ? 0 : 1))
        if place > 0, other > 0, left[place] == right[other - 1], left[place - 1] == right[other] {
          cost = min(cost, earlier[other - 1] + 1)
        }
        next.append(cost)
      }
      earlier = row
      row = next
    }
    return row[right.count]
  }
}
