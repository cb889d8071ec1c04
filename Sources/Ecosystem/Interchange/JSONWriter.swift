/// Writes the model's values as JSON (RFC 8259), members in the order of their names, so that equal values give equal text.
public enum JSONWriter {
  /// The text of `value`.
  ///
  /// - Parameters:
  ///   - value: any value; a number that is not finite, which JSON cannot spell, is written as null.
  ///   - isPretty: whether members and elements stand on lines of their own, indented by two spaces.
  public static func text(_ value: FieldValue, isPretty: Bool = false) -> String {
    var text = ""
    write(value, to: &text, indentation: isPretty ? 0 : nil)
    return text
  }

  /// A JSON string literal of `text`, with its quotes.
  public static func literal(_ text: String) -> String {
    var literal = "\""
    for scalar in text.unicodeScalars { append(scalar, to: &literal) }
    return literal + "\""
  }

  private static func write(_ value: FieldValue, to text: inout String, indentation: Int?) {
    switch value {
    case .null: text += "null"
    case .boolean(let flag): text += flag ? "true" : "false"
    case .integer(let integer): text += String(integer)
    case .number(let number): text += number.isFinite ? shortest(number) : "null"
    case .text(let string): text += literal(string)
    case .list(let elements):
      writeItems(elements, brackets: ("[", "]"), to: &text, indentation: indentation) { element, text, inner in
        write(element, to: &text, indentation: inner)
      }
    case .map(let members):
      let sorted = members.sorted { $0.key < $1.key }
      writeItems(sorted, brackets: ("{", "}"), to: &text, indentation: indentation) { member, text, inner in
        text += literal(member.key) + (inner == nil ? ":" : ": ")
        write(member.value, to: &text, indentation: inner)
      }
    }
  }

  private static func writeItems<Item>(
    _ items: [Item], brackets: (String, String), to text: inout String, indentation: Int?,
    item write: (Item, inout String, Int?) -> Void
  ) {
    text += brackets.0
    let inner = indentation.map { $0 + 1 }
    for (index, item) in items.enumerated() {
      if index > 0 { text += "," }
      newLine(inner, to: &text)
      write(item, &text, inner)
    }
    if !items.isEmpty { newLine(indentation, to: &text) }
    text += brackets.1
  }

  private static func newLine(_ indentation: Int?, to text: inout String) {
    guard let indentation else { return }
    text += "\n" + String(repeating: "  ", count: indentation)
  }

  /// Whole numbers without ".0", so that 5.0 and 5 read the same, as in JavaScript.
  private static func shortest(_ number: Double) -> String {
    let text = number.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func append(_ scalar: Unicode.Scalar, to literal: inout String) {
    switch scalar {
    case "\"": literal += "\\\""
    case "\\": literal += "\\\\"
    case "\n": literal += "\\n"
    case "\r": literal += "\\r"
    case "\t": literal += "\\t"
    case "\u{0}"..<"\u{20}":
      let digits = String(scalar.value, radix: 16)
      literal += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: literal.unicodeScalars.append(scalar)
    }
  }
}
