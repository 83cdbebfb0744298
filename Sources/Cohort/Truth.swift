/// The answer of a condition for every row: yes, no or unknown, one bit each.
package struct Truth: Sendable {
  package private(set) var count: Int
  package var yes: [UInt64]
  package var unknown: [UInt64]

  package init(count: Int, yes: [UInt64], unknown: [UInt64]) {
    self.count = count
    self.yes = yes
    self.unknown = unknown
  }

  /// The same answer for all rows.
  package init(count: Int, all answer: Bool) {
    self.count = count
    let words = (count + 63) / 64
    yes = [UInt64](repeating: answer ? ~0 : 0, count: words)
    unknown = [UInt64](repeating: 0, count: words)
    trim()
  }

  /// Asks every row for yes (bit 0) or unknown (bit 1).
  @inlinable package init(count: Int, _ answer: (Int) -> UInt64) {
    self.init(
      count: count,
      words: { rows in
        var yes: UInt64 = 0
        var unknown: UInt64 = 0
        for (bit, row) in rows.enumerated() {
          let both = answer(row)
          yes |= (both & 1) << UInt64(bit)
          unknown |= (both >> 1) << UInt64(bit)
        }
        return (yes, unknown)
      })
  }

  /// Asks for up to 64 rows at a time, the first row in the lowest bit.
  @inlinable package init(
    count: Int, words answer: (Range<Int>) -> (yes: UInt64, unknown: UInt64)
  ) {
    self.init(count: count, all: false)
    yes.withUnsafeMutableBufferPointer { yes in
      unknown.withUnsafeMutableBufferPointer { unknown in
        for word in yes.indices {
          (yes[word], unknown[word]) = answer(word * 64..<min(word * 64 + 64, count))
        }
      }
    }
    trim()
  }

  package func and(_ other: Truth) -> Truth {
    combined(other) { yes, unknown, otherYes, otherUnknown in
      let both = yes & otherYes
      return (both, (yes | unknown) & (otherYes | otherUnknown) & ~both)
    }
  }

  package func or(_ other: Truth) -> Truth {
    combined(other) { yes, unknown, otherYes, otherUnknown in
      let either = yes | otherYes
      return (either, (unknown | otherUnknown) & ~either)
    }
  }

  package func negated() -> Truth {
    var result = self
    for word in yes.indices { result.yes[word] = ~(yes[word] | unknown[word]) }
    result.trim()
    return result
  }

  package var yesCount: Int { yes.reduce(0) { $0 + $1.nonzeroBitCount } }
  package var unknownCount: Int { unknown.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// The rows that answer yes, in order.
  package func rows() -> [Int32] {
    var rows: [Int32] = []
    rows.reserveCapacity(yesCount)
    for (word, bits) in yes.enumerated() {
      var rest = bits
      while rest != 0 {
        rows.append(Int32(word * 64 + rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
    return rows
  }

  private func combined(
    _ other: Truth, _ combine: (UInt64, UInt64, UInt64, UInt64) -> (UInt64, UInt64)
  ) -> Truth {
    var result = self
    for word in yes.indices {
      (result.yes[word], result.unknown[word]) =
        combine(yes[word], unknown[word], other.yes[word], other.unknown[word])
    }
    return result
  }

  /// Bits beyond the last row stay no.
  @usableFromInline mutating func trim() {
    guard count % 64 != 0, let last = yes.indices.last else { return }
    let mask = (UInt64(1) << UInt64(count % 64)) - 1
    yes[last] &= mask
    unknown[last] &= mask
  }
}
