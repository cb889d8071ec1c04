/// Patterns and replacements, well formed or not.
extension LuaCallGenerator {
  private static let singles = [
    "a", "b", "c", "x", ".", "%a", "%d", "%s", "%w", "%p", "%u", "%l", "%x", "%c", "%g", "%A", "%S", "%W", "%D", "[ab]", "[^a]", "[a-c]",
    "[%w_]",
    "[^%s]", "[]]", "[^]]", "[a-]", "[%]]", "[%a-z]", "%%", "%.", "%-", "é", "\\0", "[\\0-\\31]", "[\\128-\\255]", "%z", "[%z]", " ", "%[",
    "%]",
  ]
  private static let structures = [
    "()", "(", ")", "%b()", "%bab", "%b", "%f[%w]", "%f[^a]", "%f", "%fa", "%f[", "%1", "%2", "%0", "%9", "^", "$", "[", "[^", "[]", "[^]",
    "%", "[a",
    "[%", "[a-%", "*", "+", "-", "?", "%b(", "[z-a]", "[%", "[a-z", "%b\\0x",
  ]

  /// Makes a pattern's content for a literal, with no more repetitions than the subject allows.
  mutating func pattern() -> String {
    switch random.number(0...19) {
    case 0: return (0..<random.number(1...6)).map { _ in random.pick(Self.structures) }.joined()
    case 1: return characters(random.number(0...3)).replacingPercentPairs()
    default: return composedPattern()
    }
  }

  private mutating func composedPattern() -> String {
    var left = repetitionsMax
    var text = random.once(in: 6) ? "^" : ""
    var open = 0
    for _ in 0..<random.number(1...6) {
      switch random.number(0...13) {
      case 0: text += random.pick(Self.structures)
      case 1, 2:
        text += "("
        open += 1
      case 3 where open > 0:
        text += ")"
        open -= 1
      default: text += single(&left)
      }
    }
    text += String(repeating: ")", count: random.once(in: 15) ? 0 : open)
    return random.once(in: 8) ? text + "$" : text
  }

  private mutating func single(_ left: inout Int) -> String {
    let text = random.pick(Self.singles)
    guard left > 0, !random.once(in: 3) else { return text }
    left -= 1
    return text + random.pick(["*", "+", "-", "?"])
  }

  /// Makes a third argument of gsub.
  mutating func replacement() -> String {
    switch random.number(0...13) {
    case 0..<6:
      "\"" + (0..<random.number(0...4)).map { _ in random.pick(["%0", "%1", "%2", "%%", "x", "ab", "\\0", "%9", "<", ">"]) }.joined() + "\""
    case 6: random.pick(["\"%\"", "\"%x\"", "\"a%\"", "7", "2.5", "\"%32\"", "\"%\\0\""])
    case 7, 8: "{ a = 1, b = 'B', ab = false, [''] = 'empty', c = 2.5, [1] = 'one', ['5'] = 'five' }"
    case 9: "M({ a = 'A', b = {}, x = true })"
    case 10: "{ a = {}, b = true, c = print }"
    case 11: "function(...) note('call', select('#', ...), ...) return (select(select('#', ...), ...)) end"
    default: function()
    }
  }
}

extension String {
  /// Halves percent signs: generated characters double them for formats.
  fileprivate func replacingPercentPairs() -> String {
    var text = ""
    var isSecond = false
    for character in self {
      if character == "%", isSecond {
        isSecond = false
        continue
      }
      isSecond = character == "%"
      text.append(character)
    }
    return text
  }
}
