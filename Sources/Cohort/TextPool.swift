import Profile

/// Distinct texts in one run of bytes; a cell holds a text's place.
///
/// Texts are decoded only when one is shown, so that a pool of a million client codes costs no
/// million strings.
package struct TextPool: Sendable {
  /// UTF-8 of all texts, one after the other.
  package private(set) var bytes: [UInt8]
  /// Where each text starts, and at the end where the last one stops.
  package private(set) var starts: [UInt32]

  package init() {
    bytes = []
    starts = [0]
  }

  /// - Precondition: `starts` begins with 0, rises, and ends with the number of bytes.
  package init(bytes: [UInt8], starts: [UInt32]) {
    self.bytes = bytes
    self.starts = starts
  }

  package var count: Int { starts.count - 1 }

  package subscript(_ place: Int) -> String {
    String(decoding: utf8(place), as: UTF8.self)
  }

  /// The bytes of one text.
  package func utf8(_ place: Int) -> ArraySlice<UInt8> {
    bytes[Int(starts[place])..<Int(starts[place + 1])]
  }

  /// Adds a text at the end and says its place; it does not look whether it is there already.
  package mutating func append(_ text: some Collection<UInt8>) -> Int {
    bytes.append(contentsOf: text)
    starts.append(UInt32(bytes.count))
    return starts.count - 2
  }

  /// The place of a text by comparing all; for a pool in order use ``placeInOrder(of:)``.
  package func place(of text: String) -> Int? {
    let wanted = Array(text.utf8)
    return (0..<count).first { utf8($0).elementsEqual(wanted) }
  }

  /// The place of a text in a pool whose texts rise by their bytes.
  package func placeInOrder(of text: String) -> Int? {
    let wanted = Array(text.utf8)[...]
    let place = firstPlace(notBefore: wanted)
    return place < count && utf8(place) == wanted ? place : nil
  }

  /// In a pool whose texts rise by their bytes, the place of the first that does not come before
  /// some text.
  ///
  /// - Parameter first: all before it come before the text; it is found sooner when it is near.
  package func firstPlace(notBefore text: ArraySlice<UInt8>, from first: Int = 0) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      starts.withUnsafeBufferPointer { starts in
        text.withUnsafeBufferPointer { text in
          func isBefore(_ place: Int) -> Bool {
            let (start, end) = (Int(starts[place]), Int(starts[place + 1]))
            for (offset, byte) in text.enumerated() {
              if start + offset == end { return true }
              let own = bytes[start + offset]
              if own != byte { return own < byte }
            }
            return false
          }
          var (low, high, step) = (first, first, 1)
          while high < count, isBefore(high) {
            low = high + 1
            high += step
            step *= 2
          }
          high = min(high, count)
          while low < high {
            let middle = (low + high) / 2
            if isBefore(middle) { low = middle + 1 } else { high = middle }
          }
          return low
        }
      }
    }
  }

  /// For each place its rank among the texts as people read them; the same for those that are one.
  package func readingRanks() -> [Int32] {
    let keys = (0..<count).map { Names.folded(self[$0]) }
    let order = keys.indices.sorted { keys[$0] < keys[$1] }
    var ranks = [Int32](repeating: 0, count: count)
    var rank: Int32 = -1
    for (number, place) in order.enumerated() {
      if number == 0 || keys[place] != keys[order[number - 1]] { rank += 1 }
      ranks[place] = rank
    }
    return ranks
  }

  /// For each place its rank among the texts in order of their bytes.
  package func ranks() -> [Int32] {
    let order = (0..<count).sorted { utf8($0).lexicographicallyPrecedes(utf8($1)) }
    var ranks = [Int32](repeating: 0, count: count)
    for (rank, place) in order.enumerated() { ranks[place] = Int32(rank) }
    return ranks
  }
}

/// A pool of words while it is filled; the same word has one place.
package struct WordPool {
  package private(set) var pool = TextPool()
  private var places: [String: Int32] = [:]

  package init() {}

  package mutating func place(of word: String) -> Int32 {
    if let place = places[word] { return place }
    let place = Int32(pool.append(Array(word.utf8)))
    places[word] = place
    return place
  }
}
