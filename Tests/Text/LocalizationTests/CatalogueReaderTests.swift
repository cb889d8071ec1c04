import Gettext
import Testing

@Suite("Reading PO files") struct CatalogueReaderTests {
  private static let header = """
    # A comment.
    msgid ""
    msgstr ""
    "Language: fr\\n"
    "Plural-Forms: nplurals=2; plural=(n > 1);\\n"

    """

  @Test("comments are skipped, continued strings are joined, escapes are resolved")
  func continued() throws {
    let text =
      Self.header + """

        #. A note.
        #: File.swift:12
        msgid "a.b"
        msgstr "one \\"two\\"\\n"
        "\\tthree \\\\"
        """
    let catalogue = try CatalogueReader.read(text)
    #expect(catalogue.header["Language"] == "fr")
    #expect(catalogue.pluralRule == "nplurals=2; plural=(n > 1);")
    #expect(catalogue.entries.map(\.forms) == [["one \"two\"\n\tthree \\"]])
    #expect(catalogue.entries.first?.line == 9)
  }

  @Test("plural forms are read in order")
  func plural() throws {
    let text = "msgid \"a.b\"\nmsgid_plural \"a.b\"\nmsgstr[0] \"{count} row\"\nmsgstr[1] \"{count} rows\"\n"
    let entry = try #require(try CatalogueReader.read(text).entries.first)
    #expect(entry.isPlural)
    #expect(entry.forms == ["{count} row", "{count} rows"])
  }

  @Test(
    "a line that is not valid is named",
    arguments: [
      ("msgid \"a\"\nmsgstr \"b\"\nmsgid \"a\"\nmsgstr \"c\"", 3), ("msgid \"a\"\nmsgid \"b\"\nmsgstr \"c\"", 1),
      ("msgid \"a\"", 1), ("\"a\"", 1), ("msgid a", 1), ("msgid \"a\"\nmsgstr \"\\x\"", 2), ("msgctxt \"a\"", 1),
      ("msgid \"a\"\nmsgstr \"b\"c\"", 2), ("msgid \"a\"\nmsgstr[1] \"b\"", 2), ("msgid \"a\"\nmsgstr \"b\\\"", 2),
      ("#~ msgid \"a\"", 1), ("nonsense", 1), ("msgid \"a\"\nmsgstr \"b\"\n\nmsgid \"\"\nmsgstr \"\"", 4),
    ])
  func invalid(text: String, line: Int) {
    let error = #expect(throws: CatalogueError.self) { try CatalogueReader.read(text) }
    #expect(error?.line == line, "\(error?.reason ?? "")")
  }

  @Test("a file over the size allowed is refused before it is read")
  func oversized() {
    #expect(throws: CatalogueError.self) {
      try CatalogueReader.read(String(repeating: "#\n", count: CatalogueReader.sizeMax / 2 + 1))
    }
  }
}
