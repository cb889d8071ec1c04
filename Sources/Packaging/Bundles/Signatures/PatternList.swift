/// A list of patterns with `*` and `?`; one prefixed with `!` excludes its matches.
///
/// Source: ssh_config(5), "PATTERNS".
struct PatternList: Sendable {
  private let included: [[UInt8]]
  private let excluded: [[UInt8]]

  /// The size of OpenSSH's buffer for one pattern, in bytes; a list with a longer one matches nothing.
  private static let patternBytesMax = 1_022

  /// Parses patterns separated by commas.
  init(_ text: String) {
    let patterns = text.utf8.split(separator: UInt8(ascii: ",")).map(Array.init)
    let isTooLong = patterns.contains { $0.count > Self.patternBytesMax }
    included = isTooLong ? [] : patterns.filter { $0[0] != Self.negation }
    excluded = patterns.filter { $0[0] == Self.negation }.map { Array($0.dropFirst()) }
  }

  private static let negation = UInt8(ascii: "!")

  /// Whether a pattern matches and no excluding one does.
  func matches(_ text: String) -> Bool { allows(Array(text.utf8)) }

  /// Whether any text can match: some pattern is not itself excluded, as it is in `a@b,!*`.
  var namesSomebody: Bool { included.contains(where: allows) }

  private func allows(_ text: [UInt8]) -> Bool {
    !excluded.contains { Self.matches($0, text) } && included.contains { Self.matches($0, text) }
  }

  private static func matches(_ pattern: [UInt8], _ text: [UInt8]) -> Bool {
    // The set of positions in the pattern that may have been reached: the time is linear in text times pattern, whatever the
    // stars.
    var reached = [Bool](repeating: false, count: pattern.count + 1)
    reached[0] = true
    passStars(pattern, &reached)
    for byte in text {
      var next = [Bool](repeating: false, count: pattern.count + 1)
      for place in pattern.indices where reached[place] {
        if pattern[place] == UInt8(ascii: "*") { next[place] = true }
        if pattern[place] == UInt8(ascii: "?") || pattern[place] == byte { next[place + 1] = true }
      }
      passStars(pattern, &next)
      reached = next
    }
    return reached[pattern.count]
  }

  private static func passStars(_ pattern: [UInt8], _ reached: inout [Bool]) {
    for place in pattern.indices where reached[place] && pattern[place] == UInt8(ascii: "*") {
      reached[place + 1] = true
    }
  }
}
