import InstrumentKit

/// Some of the places of a list, a bit each. It can be inlined, for a million clients are read through
/// it from other rooms.
package struct PlaceSet: Hashable, Sendable {
  @usableFromInline var words: [UInt64] = []

  @inlinable package init() {}

  @inlinable package init(_ places: some Sequence<Int>) { for place in places { insert(place) } }

  @inlinable package var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  @inlinable package func contains(_ place: Int) -> Bool {
    place >> 6 < words.count && words[place >> 6] & (1 << (place & 63)) != 0
  }

  @inlinable package mutating func insert(_ place: Int) {
    while words.count <= place >> 6 { words.append(0) }
    words[place >> 6] |= 1 << (place & 63)
  }

  /// Nothing is kept behind the last place that is in it, so that equal sets are equal.
  @inlinable package mutating func remove(_ place: Int) {
    guard place >> 6 < words.count else { return }
    words[place >> 6] &= ~(1 << (place & 63))
    while words.last == 0 { words.removeLast() }
  }

  @inlinable package mutating func formUnion(_ other: PlaceSet) {
    while words.count < other.words.count { words.append(0) }
    for word in other.words.indices { words[word] |= other.words[word] }
  }

  @inlinable package func isDisjoint(with other: PlaceSet) -> Bool {
    for word in 0..<Swift.min(words.count, other.words.count) {
      if words[word] & other.words[word] != 0 { return false }
    }
    return true
  }

  /// The first place that is in it, at or after another.
  @inlinable package func first(from place: Int = 0) -> Int? {
    var word = place >> 6
    guard word < words.count else { return nil }
    var bits = words[word] & (~0 << (place & 63))
    while bits == 0 {
      word += 1
      if word == words.count { return nil }
      bits = words[word]
    }
    return word << 6 + bits.trailingZeroBitCount
  }
}

/// Values by place, in one flat list: what is asked of a million clients is not looked up by name.
package struct PlaceTable<Value: Hashable & Sendable>: Hashable, Sendable {
  @usableFromInline var held = PlaceSet()
  @usableFromInline var values: [Value?] = []

  /// The places that have a value.
  @inlinable package var places: PlaceSet { held }

  @inlinable package init() {}

  @inlinable package subscript(place: Int) -> Value? {
    get { place < values.count ? values[place] : nil }
    set {
      guard let newValue else {
        if place < values.count { values[place] = nil }
        held.remove(place)
        return
      }
      if place >= values.count {
        // In steps, for a client's answers come one after another.
        values.reserveCapacity(place + 64)
        for _ in values.count..<place + 64 { values.append(nil) }
      }
      values[place] = newValue
      held.insert(place)
    }
  }

  @inlinable package static func == (one: PlaceTable, other: PlaceTable) -> Bool {
    one.places == other.places && one.allSatisfy { other[$0.place] == $0.value }
  }

  @inlinable package func hash(into hasher: inout Hasher) {
    for (place, value) in self {
      hasher.combine(place)
      hasher.combine(value)
    }
  }
}

extension PlaceSet: Sequence {
  package struct Iterator: IteratorProtocol {
    @usableFromInline let set: PlaceSet
    @usableFromInline var from = 0

    @inlinable init(_ set: PlaceSet) { self.set = set }

    @inlinable package mutating func next() -> Int? {
      guard let place = set.first(from: from) else { return nil }
      from = place + 1
      return place
    }
  }

  @inlinable package func makeIterator() -> Iterator { Iterator(self) }
}

extension PlaceTable: Sequence {
  package struct Iterator: IteratorProtocol {
    package typealias Element = (place: Int, value: Value)

    @usableFromInline let table: PlaceTable
    @usableFromInline var from = 0

    @inlinable init(_ table: PlaceTable) { self.table = table }

    @inlinable package mutating func next() -> (place: Int, value: Value)? {
      guard let place = table.places.first(from: from), let value = table[place] else { return nil }
      from = place + 1
      return (place, value)
    }
  }

  @inlinable package func makeIterator() -> Iterator { Iterator(self) }
}

extension PlaceTable {
  @inlinable package subscript(threshold: Threshold) -> Value? {
    get { self[Int(threshold.index)] }
    set { self[Int(threshold.index)] = newValue }
  }
}
