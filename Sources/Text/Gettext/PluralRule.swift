/// Selects the plural form for a number, by the rule of a PO header such as `nplurals=2; plural=(n > 1);`.
///
/// The expression is C's, over `n`, as gettext defines it (manual, "Additional functions for plural forms").
public struct PluralRule: Sendable, Hashable {
  /// The number of forms, from 1 to ``CatalogueReader/formsMax``.
  public let count: Int
  /// Upper bound of a rule, in bytes. The expression is parsed and evaluated recursively.
  public static let bytesMax = 1_000
  private let expression: PluralExpression

  /// Parses a rule.
  ///
  /// - Parameter text: the value of the header field `Plural-Forms`.
  /// - Throws: ``CatalogueError`` when it is malformed or longer than ``bytesMax``.
  public init(_ text: String) throws(CatalogueError) {
    guard text.utf8.count <= Self.bytesMax else {
      throw CatalogueError(line: 1, reason: "Plural-Forms is longer than \(Self.bytesMax) bytes")
    }
    let parts = text.split(separator: ";").map { $0.drop { $0 == " " } }
    guard parts.count >= 2, parts[0].hasPrefix("nplurals="), let count = Int(parts[0].dropFirst(9)),
      (1...CatalogueReader.formsMax).contains(count), parts[1].hasPrefix("plural=")
    else { throw CatalogueError(line: 1, reason: "Plural-Forms reads nplurals=N; plural=EXPRESSION;") }
    self.count = count
    expression = try PluralExpression.parse(parts[1].dropFirst(7))
  }

  /// Returns the index of the form for `number`, from 0 to ``count`` - 1. A negative number uses the form of its magnitude.
  public func form(for number: Int) -> Int { min(max(expression.value(number.magnitude), 0), count - 1) }
}
