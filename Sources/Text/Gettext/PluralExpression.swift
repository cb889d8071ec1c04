/// A C expression over `n`: literals, `n`, parentheses, `%`, comparisons, `&&`, `||` and `? :`.
indirect enum PluralExpression: Sendable, Hashable {
  case number
  case literal(Int)
  case binary(String, PluralExpression, PluralExpression)
  case conditional(PluralExpression, PluralExpression, PluralExpression)

  /// Evaluates the expression for a number.
  func value(_ number: UInt) -> Int {
    switch self {
    case .number: Int(clamping: number)
    case .literal(let value): value
    case .conditional(let condition, let yes, let no): condition.value(number) != 0 ? yes.value(number) : no.value(number)
    case .binary(let sign, let left, let right): Self.apply(sign, left.value(number), right: right.value(number))
    }
  }

  private static func apply(_ sign: String, _ left: Int, right: Int) -> Int {
    switch sign {
    case "%": right == 0 ? 0 : left % right
    case "==": left == right ? 1 : 0
    case "!=": left != right ? 1 : 0
    case "<=": left <= right ? 1 : 0
    case ">=": left >= right ? 1 : 0
    case "<": left < right ? 1 : 0
    case ">": left > right ? 1 : 0
    case "&&": left != 0 && right != 0 ? 1 : 0
    default: left != 0 || right != 0 ? 1 : 0
    }
  }

  static func parse(_ text: Substring) throws(CatalogueError) -> PluralExpression {
    var parser = PluralParser(rest: text.filter { $0 != " " }[...])
    let expression = try parser.conditional()
    guard parser.rest.isEmpty else { throw parser.failure }
    return expression
  }
}

/// Recursive descent over the expression; the nesting of parentheses is bounded.
private struct PluralParser {
  var rest: Substring
  private var depth = 0
  private static let depthMax = 20
  /// The operators, loosest first.
  private static let levels = [["||"], ["&&"], ["==", "!="], ["<=", ">=", "<", ">"], ["%"]]

  init(rest: Substring) { self.rest = rest }

  var failure: CatalogueError {
    CatalogueError(line: 1, reason: "Plural-Forms: not understood from \"\(rest)\"")
  }

  mutating func conditional() throws(CatalogueError) -> PluralExpression {
    let condition = try binary(0)
    guard take("?") else { return condition }
    let yes = try conditional()
    guard take(":") else { throw failure }
    return .conditional(condition, yes, try conditional())
  }

  private mutating func binary(_ level: Int) throws(CatalogueError) -> PluralExpression {
    guard level < Self.levels.count else { return try primary() }
    var left = try binary(level + 1)
    while let sign = Self.levels[level].first(where: { rest.hasPrefix($0) }) {
      rest.removeFirst(sign.count)
      left = .binary(sign, left, try binary(level + 1))
    }
    return left
  }

  private mutating func primary() throws(CatalogueError) -> PluralExpression {
    if take("n") { return .number }
    if take("(") { return try parenthesized() }
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    guard let value = Int(digits) else { throw failure }
    rest.removeFirst(digits.count)
    return .literal(value)
  }

  private mutating func parenthesized() throws(CatalogueError) -> PluralExpression {
    depth += 1
    guard depth <= Self.depthMax else { throw failure }
    let inner = try conditional()
    guard take(")") else { throw failure }
    depth -= 1
    return inner
  }

  private mutating func take(_ sign: Character) -> Bool {
    guard rest.first == sign else { return false }
    rest.removeFirst()
    return true
  }
}
