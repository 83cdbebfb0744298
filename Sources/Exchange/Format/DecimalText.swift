/// Decimal numbers as text, with a point in every language so that they can be typed back.
enum DecimalText {
  /// The shortest text that reads back as the same number, whole numbers without a point.
  static func exact(_ value: Double) -> String {
    if value == value.rounded(), value.magnitude < 9_007_199_254_740_992 {
      return String(Int64(value))
    }
    return value.description
  }

  /// The number with a fixed count of digits after the point, halves away from zero.
  static func rounded(_ value: Double, digits: Int) -> String {
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let scaled = (value * scale).rounded()
    guard scaled.magnitude < 9_007_199_254_740_992 else { return value.description }
    let whole = Int64(scaled.magnitude)
    let sign = scaled < 0 ? "-" : ""
    if digits == 0 { return "\(sign)\(whole)" }
    let tail = String(whole % Int64(scale))
    let zeroes = String(repeating: "0", count: digits - tail.count)
    return "\(sign)\(whole / Int64(scale)).\(zeroes)\(tail)"
  }
}
