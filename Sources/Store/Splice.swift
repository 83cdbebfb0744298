import Cohort
import Profile

/// Which rows of some columns are put in the place of which others.
struct Splice {
  /// Rows that go, and rows that come there; both rise.
  struct Part {
    let old: Range<Int>
    let new: Range<Int>
  }

  let parts: [Part]
  /// Whether as many rows come as go, at each place.
  let isEven: Bool
  /// How many rows there are more.
  let growth: Int

  init(_ parts: [Part]) {
    self.parts = parts
    isEven = parts.allSatisfy { $0.old.count == $0.new.count }
    growth = parts.reduce(0) { $0 + $1.new.count - $1.old.count }
  }

  /// Of rows in the order of their clients, those of clients that are put in others' place.
  init(_ clients: Splice, old: [Int32], new: [Int32]) {
    self.init(
      clients.parts.map { part in
        Part(
          old: Splice.rows(of: part.old, in: old), new: Splice.rows(of: part.new, in: new))
      })
  }

  private static func rows(of clients: Range<Int>, in rows: [Int32]) -> Range<Int> {
    func first(_ client: Int) -> Int {
      var (low, high) = (0, rows.count)
      while low < high {
        let middle = (low + high) / 2
        if rows[middle] < client { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return first(clients.lowerBound)..<first(clients.upperBound)
  }

  /// The clients of one moment in the place of those of another.
  ///
  /// - Parameters:
  ///   - old: codes in order.
  ///   - new: the codes of those of whom something changed, in order.
  ///   - gone: the codes of those who are in no table any more.
  init(clients old: TextPool, new: TextPool, gone: [String]) {
    let gone = gone.map { Array($0.utf8)[...] }.sorted { $0.lexicographicallyPrecedes($1) }
    var parts: [Part] = []
    // Codes come in order, each not before the one that came before it.
    var last = 0
    func place(_ code: ArraySlice<UInt8>) -> Range<Int> {
      last = old.firstPlace(notBefore: code, from: last)
      let isThere = last < old.count && old.utf8(last) == code
      return last..<(isThere ? last + 1 : last)
    }
    var next = 0
    func take(before code: ArraySlice<UInt8>?) {
      while next < new.count {
        let own = new.utf8(next)
        if let code, !own.lexicographicallyPrecedes(code) { return }
        parts.append(Part(old: place(own), new: next..<next + 1))
        next += 1
      }
    }
    for code in gone {
      take(before: code)
      let old = place(code)
      if !old.isEmpty { parts.append(Part(old: old, new: next..<next)) }
    }
    take(before: nil)
    self.init(parts)
  }

  func apply<Value>(_ new: [Value], to old: inout [Value]) {
    if isEven {
      for part in parts {
        for (place, other) in zip(part.old, part.new) { old[place] = new[other] }
      }
      return
    }
    var made: [Value] = []
    made.reserveCapacity(old.count + growth)
    var place = 0
    for part in parts {
      made += old[place..<part.old.lowerBound]
      made += new[part.new]
      place = part.old.upperBound
    }
    made += old[place...]
    old = made
  }

  /// Where each old row is found now, -1 where another came in its place.
  func moved(_ count: Int) -> [Int32] {
    var places = [Int32](0..<Int32(count))
    var shift: Int32 = 0
    var next = 0
    for part in parts {
      if shift != 0 { for row in next..<part.old.lowerBound { places[row] += shift } }
      for row in part.old { places[row] = -1 }
      shift += Int32(part.new.count - part.old.count)
      next = part.old.upperBound
    }
    if shift != 0 { for row in next..<count { places[row] += shift } }
    return places
  }

  /// Where each new row is found.
  var placed: [Int32] {
    var places: [Int32] = []
    var shift = 0
    for part in parts {
      for offset in 0..<part.new.count {
        places.append(Int32(part.old.lowerBound + shift + offset))
      }
      shift += part.new.count - part.old.count
    }
    return places
  }
}
