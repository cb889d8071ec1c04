/// Changes inputs in the ways in which files are damaged and forged. The same seed gives the same changes on every machine.
struct Mutator: RandomNumberGenerator {
  private var state: UInt64

  /// - Parameter seed: any number; one for each reader and input, so that a failure can be repeated alone.
  init(seed: UInt64) { state = seed }

  /// The next number (SplitMix64, prng.di.unimi.it/splitmix64.c).
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var number = state
    number = (number ^ number >> 30) &* 0xBF58_476D_1CE4_E5B9
    number = (number ^ number >> 27) &* 0x94D0_49BB_1331_11EB
    return number ^ number >> 31
  }

  /// Bytes that readers treat apart: quotes, brackets, separators, line ends, edges of UTF-8 and of numbers.
  private static let pieces: [[UInt8]] =
    [
      "\"", "'", "\\", "{", "}", "[", "]", "(", ")", "=", ":", ";", ",", "\n", "\r\n", "\r", "\t", " ", "#", "--", "/*", "%", "_", "0",
      "-1",
      "9223372036854775808", "1e400", "null", "e\u{301}", "\u{E9}", "\u{212A}", "\u{2028}", "\u{202E}", "\u{FEFF}", "\u{1F600}",
    ].map { Array($0.utf8) } + [[0], [0x80], [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]]

  /// The input after one to four changes.
  ///
  /// - Parameters:
  ///   - other: another input of the same reader, from which a part may be taken.
  ///   - bytesMax: the longest result.
  mutating func mutate(_ input: [UInt8], with other: [UInt8], bytesMax: Int) -> [UInt8] {
    var bytes = input
    for _ in 0..<Int.random(in: 1...4, using: &self) { change(&bytes, other) }
    return Array(bytes.prefix(bytesMax))
  }

  private mutating func change(_ bytes: inout [UInt8], _ other: [UInt8]) {
    let range = part(of: bytes)
    switch Int.random(in: 0..<7, using: &self) {
    case 0: bytes.removeSubrange(range)
    case 1: bytes.insert(contentsOf: bytes[range], at: range.lowerBound)
    case 2: bytes.insert(contentsOf: Self.pieces.randomElement(using: &self) ?? [], at: range.lowerBound)
    case 3: bytes.replaceSubrange(range, with: other[part(of: other)])
    case 4: bytes = Array(bytes[..<range.lowerBound])
    default: flip(&bytes, at: range.lowerBound)
    }
  }

  /// Changes one bit of a byte, or the byte.
  private mutating func flip(_ bytes: inout [UInt8], at index: Int) {
    guard index < bytes.count else { return bytes.append(UInt8.random(in: 0...255, using: &self)) }
    bytes[index] =
      Bool.random(using: &self) ? bytes[index] ^ 1 << UInt8.random(in: 0..<8, using: &self) : UInt8.random(in: 0...255, using: &self)
  }

  /// A part of at most 64 bytes; it may be empty.
  private mutating func part(of bytes: [UInt8]) -> Range<Int> {
    let start = Int.random(in: 0...bytes.count, using: &self)
    return start..<min(bytes.count, start + Int.random(in: 0...64, using: &self))
  }
}
