import Profile

/// Why the characters of a file cannot be read as they were said to be; nothing of it is taken.
package struct EncodingFault: Error, Hashable, Sendable {
  package enum Problem: Hashable, Sendable {
    /// It was read as UTF-8, and is something else by its bytes.
    case looksLike(TextEncoding)
    /// It was said to be one encoding, and is another: by its first bytes, or by all of them.
    case isOther(TextEncoding, saidToBe: TextEncoding)
  }

  package let problem: Problem

  package init(_ problem: Problem) { self.problem = problem }
}

/// Tells by bytes that are no UTF-8 what a file may be.
package struct EncodingGuess: Hashable, Sendable {
  /// Characters of several bytes that are UTF-8 as it should be.
  private(set) var multibyte = 0
  private var strange = [Int](repeating: 0, count: 256)

  package init() {}

  var hasStrange: Bool { strange.contains { $0 > 0 } }

  package mutating func add(_ block: CSVBlock) { add(block.bytes) }

  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    var rest = bytes
    while let offset = TextCheck.firstInvalid(rest) {
      multibyte += EncodingGuess.leads(rest[..<offset])
      strange[Int(rest[offset])] += 1
      rest = UnsafeBufferPointer(rebasing: rest[(offset + 1)...])
    }
    multibyte += EncodingGuess.leads(rest[...])
  }

  package mutating func add(_ other: EncodingGuess) {
    multibyte += other.multibyte
    for place in strange.indices { strange[place] += other.strange[place] }
  }

  private static func leads(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    bytes.reduce(0) { $0 + ($1 >= 0xC2 ? 1 : 0) }
  }

  /// The encoding in which these bytes are most letters that people here write; nil when the file
  /// is UTF-8 with a few bytes that are damaged.
  package var encoding: TextEncoding? {
    guard multibyte == 0, hasStrange else { return nil }
    // Letters of Dutch and French count most, signs that word processors put in next.
    let worth: [(signs: String, worth: Int)] = [
      ("éèêëàâäïîôöûüùçÉÈÊËÀÂÏÎÇ", 3), ("€‘’“”–…°", 2), ("áíóúñìòÄÖÜ", 1),
    ]
    func score(_ encoding: TextEncoding) -> Int {
      let upper = encoding.upperHalf ?? []
      return upper.enumerated().reduce(0) { sum, pair in
        let found = worth.first { $0.signs.unicodeScalars.contains(pair.element) }
        return sum + (found?.worth ?? 0) * strange[pair.offset + 128]
      }
    }
    let candidates: [TextEncoding] = [.windows1252, .dos850, .macintosh]
    return candidates.reduce(.windows1252) { score($1) > score($0) ? $1 : $0 }
  }
}
