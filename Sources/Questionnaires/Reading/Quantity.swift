/// Numbers with a unit.
package enum Quantity {
  /// Whether a quantity is counted in a unit, by its code or, where it has none, its words.
  package static func isSame(_ quantity: JSONValue, _ unit: JSONValue) -> Bool {
    guard quantity.members != nil else { return true }
    if let code = quantity["code"]?.text, let own = unit["code"]?.text { return code == own }
    if let words = quantity["unit"]?.text {
      return words == unit["display"]?.text || words == unit["code"]?.text
    }
    return false
  }
}
