/// A stream of random numbers that a seed determines (SplitMix64), the same on every machine.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Returns a number in the range.
  mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  /// Returns true once in `count` times.
  mutating func once(in count: Int) -> Bool { next() % UInt64(count) == 0 }

  /// Returns an element. The list must not be empty.
  mutating func pick<Element>(_ list: [Element]) -> Element { list[number(0...(list.count - 1))] }
}
