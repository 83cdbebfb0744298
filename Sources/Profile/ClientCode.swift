/// The code by which a client is known outside the sealed half.
package enum ClientCode {
  /// A letter or digit, then at most 31 letters, digits, points, underscores or dashes.
  package static func isWellFormed(_ bytes: some Collection<UInt8>) -> Bool {
    guard (1...32).contains(bytes.count) else { return false }
    for (place, byte) in bytes.enumerated() {
      switch byte {
      case 48...57, 65...90, 97...122: continue
      case 45, 46, 95: if place == 0 { return false }
      default: return false
      }
    }
    return true
  }
}
