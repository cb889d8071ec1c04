import CSV
import Testing

@Suite("The bytes of a CSV text are compared as bytes")
struct ExactCSVTests {
  @Test(
    "the first line of a CSV text names its separator in ASCII",
    arguments: [
      ("sep=;", ";"), ("SEP=|", "|"), ("\"sep=,\"", ","), ("\u{17F}ep=", nil), ("sep\u{FF1D}", nil), ("sep]", nil), ("sep=\"", nil),
      ("sep}|", nil),
    ] as [(String, Character?)])
  func separatorLine(line: String, separator: Character?) {
    let dialect = CSVDialect.sniff(Array("\(line)\na|b;c\nd|e;f\n".utf8), isWhole: true)
    #expect(dialect.hasSeparatorLine == (separator != nil))
    if let separator { #expect(dialect.delimiter == separator.asciiValue) }
  }

  @Test("a CSV field that begins or ends with a space is quoted, also before a mark", arguments: [" \u{301}a", "a ", " "])
  func quotedSpace(field: String) { #expect(CSVWriter.row([field, "b"]) == "\"\(field)\",b\r\n") }
}
