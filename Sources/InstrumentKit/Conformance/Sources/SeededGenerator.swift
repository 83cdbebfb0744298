/// Numbers that follow from a seed, so that what was found can be found again.
public struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// Begins anew with each seed.
  public init(seed: UInt64) { state = seed }

  /// The next number, any of 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0, less than another; 0 when there is none.
  mutating func below(_ end: Int) -> Int {
    end > 1 ? Int(truncatingIfNeeded: next() % UInt64(end)) : 0
  }

  /// Whether it happens, once in so many times.
  mutating func once(in times: Int) -> Bool { below(times) == 0 }

  mutating func number(in range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &self)
  }
}
