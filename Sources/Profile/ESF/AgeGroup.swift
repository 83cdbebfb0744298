/// The ages between two borders of the rules: all that is kept of a forgotten person's age, and enough
/// for the same figures.
package struct AgeGroup: Hashable, Sendable, CustomStringConvertible {
  package let ages: ClosedRange<Int>

  /// - Parameter borders: the ages from which something else is counted.
  package init(of age: Int, borders: [Int]) {
    let first = borders.filter { $0 <= age }.max() ?? 0
    let next = borders.filter { $0 > age }.min() ?? max(150, age + 1)
    ages = min(first, age)...max(age, next - 1)
  }

  /// As the store keeps it; nil for any other text.
  package init?(_ text: String) {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard ends.count == 2, let first = ends[0], let last = ends[1], first <= last else {
      return nil
    }
    ages = first...last
  }

  package var description: String { "\(ages.lowerBound)-\(ages.upperBound)" }

  /// An age that counts as each of these does; nil where a border lies among them.
  package func age(within borders: [Int]) -> Int? {
    let isSplit = borders.contains { $0 > ages.lowerBound && $0 <= ages.upperBound }
    return isSplit ? nil : ages.lowerBound
  }
}
