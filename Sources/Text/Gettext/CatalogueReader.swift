/// Reads PO text into a ``Catalogue``.
///
/// Accepts comments, `msgid`, `msgid_plural`, `msgstr`, `msgstr[n]` and continued strings. Everything else is an error with its
/// line: `msgctxt` (an id needs no context), obsolete entries, escapes other than `\n`, `\t`, `\"` and `\\`, and an id that
/// appears twice.
public struct CatalogueReader {
  /// The largest file accepted, in bytes of UTF-8.
  public static let sizeMax = 4 << 20
  /// The largest number of plural forms.
  public static let formsMax = 6

  private var entries: [Catalogue.Entry] = []
  private var header: [String: String] = [:]
  private var open: Draft?
  private var ids: Set<String> = []
  private var line = 0

  /// An entry that is not complete yet.
  private struct Draft {
    enum Part: Equatable {
      case id, plural
      case form(Int)
    }
    var line: Int
    var part = Part.id
    var id = ""
    var plural: String?
    var forms: [String] = []
  }

  /// Reads a whole file.
  ///
  /// - Parameter text: the content of the file, at most ``sizeMax`` bytes.
  /// - Returns: the header and the entries.
  /// - Throws: ``CatalogueError`` for the first invalid line.
  public static func read(_ text: String) throws(CatalogueError) -> Catalogue {
    guard text.utf8.count <= sizeMax else {
      throw CatalogueError(line: 1, reason: "the file is larger than \(sizeMax) bytes")
    }
    var reader = CatalogueReader()
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) { try reader.read(line) }
    try reader.close()
    return Catalogue(header: reader.header, entries: reader.entries)
  }

  private mutating func read(_ raw: Substring) throws(CatalogueError) {
    line += 1
    if raw.isEmpty || raw.hasPrefix("#") && !raw.hasPrefix("#~") { return }
    if raw.hasPrefix("\"") { return try append(string(raw)) }
    guard let space = raw.firstIndex(of: " ") else { throw failure("a keyword and a quoted string are expected") }
    try begin(String(raw[..<space]), string(raw[raw.index(after: space)...]))
  }

  private mutating func begin(_ keyword: String, _ text: String) throws(CatalogueError) {
    switch keyword {
    case "msgid":
      try close()
      open = Draft(line: line, id: text)
    case "msgid_plural" where open?.part == .id:
      open?.part = .plural
      open?.plural = text
    case "msgstr" where open?.part == .id:
      open?.part = .form(0)
      open?.forms = [text]
    default: try beginForm(keyword, text)
    }
  }

  private mutating func beginForm(_ keyword: String, _ text: String) throws(CatalogueError) {
    let next = open?.forms.count ?? 0
    guard open?.plural != nil, next < Self.formsMax, keyword == "msgstr[\(next)]" else {
      throw failure("\(keyword) is not expected here")
    }
    open?.part = .form(next)
    open?.forms.append(text)
  }

  private mutating func append(_ text: String) throws(CatalogueError) {
    switch open?.part {
    case .id: open?.id += text
    case .plural: open?.plural? += text
    case .form(let index): open?.forms[index] += text
    case nil: throw failure("a string without a keyword")
    }
  }

  private mutating func close() throws(CatalogueError) {
    guard let draft = open else { return }
    open = nil
    guard !draft.forms.isEmpty else { throw CatalogueError(line: draft.line, reason: "msgstr is missing") }
    if draft.id.isEmpty { return try readHeader(draft) }
    guard ids.insert(draft.id).inserted else {
      throw CatalogueError(line: draft.line, reason: "the id \"\(draft.id)\" appears twice")
    }
    entries.append(
      Catalogue.Entry(id: draft.id, forms: draft.forms, isPlural: draft.plural != nil, line: draft.line))
  }

  private mutating func readHeader(_ draft: Draft) throws(CatalogueError) {
    guard header.isEmpty, entries.isEmpty else {
      throw CatalogueError(line: draft.line, reason: "the header is the first entry, once")
    }
    for field in draft.forms[0].split(separator: "\n") {
      guard let colon = field.firstIndex(of: ":") else { continue }
      header[String(field[..<colon])] = String(field[field.index(after: colon)...].drop { $0 == " " })
    }
  }

  /// Parses a quoted string and resolves its escapes.
  private func string(_ raw: Substring) throws(CatalogueError) -> String {
    guard raw.count >= 2, raw.hasPrefix("\""), raw.hasSuffix("\"") else { throw failure("a quoted string is expected") }
    var (text, isEscaped) = ("", false)
    for character in raw.dropFirst().dropLast() {
      if isEscaped {
        text.append(try resolved(character))
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "\"" {
        throw failure("a quote inside a string is written \\\"")
      } else {
        text.append(character)
      }
    }
    guard !isEscaped else { throw failure("the string is not closed") }
    return text
  }

  private func resolved(_ escape: Character) throws(CatalogueError) -> Character {
    switch escape {
    case "n": "\n"
    case "t": "\t"
    case "\"", "\\": escape
    default: throw failure("\\\(escape) is no escape known here")
    }
  }

  private func failure(_ reason: String) -> CatalogueError { CatalogueError(line: line, reason: reason) }
}
