/// Reads comma-separated values as RFC 4180 describes them, row by row, and names the line of whatever is malformed.
///
/// A byte-order mark is skipped, lines may end in CRLF or LF, and a field in double quotes may hold separators, line ends
/// and doubled quotes. Blank lines are skipped. The text must be UTF-8.
///
///     var reader = CSVReader(bytes: Array("id,name\nkikk,KIKK\n".utf8))
///     let header = try reader.next()      // line 1: ["id", "name"]
///     let row = try reader.next()         // line 2: ["kikk", "KIKK"]
public struct CSVReader: Sendable {
  /// One row: the line it starts on, counted from 1, and its fields.
  public struct Row: Sendable, Hashable {
    public var line: Int
    public var fields: [String]
  }

  private let bytes: [UInt8]
  private let separator: UInt8
  private var position: Int
  private var line = 1

  /// Creates a reader over `bytes`.
  ///
  /// - Parameters:
  ///   - bytes: the whole text, UTF-8, with or without a byte-order mark.
  ///   - separator: the byte between fields; when nil, the comma, semicolon or tab that the first line holds most of.
  public init(bytes: [UInt8], separator: UInt8? = nil) {
    self.bytes = bytes
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    self.separator = separator ?? Self.guessSeparator(bytes[position...])
  }

  /// The next row, or nil at the end of the text.
  ///
  /// - Throws: `CSVError` when a quote is left open, text follows a closing quote, or a field is not UTF-8.
  public mutating func next() throws(CSVError) -> Row? {
    skipBlankLines()
    guard position < bytes.count else { return nil }
    let start = line
    var fields: [String] = []
    repeat {
      fields.append(try field())
    } while consume(separator)
    endLine()
    return Row(line: start, fields: fields)
  }

  private mutating func field() throws(CSVError) -> String {
    if position < bytes.count, bytes[position] == UInt8(ascii: "\"") { return try quotedField() }
    let start = position
    while position < bytes.count, !endsPlainField(bytes[position]) { position += 1 }
    return try text(bytes[start..<position], line: line)
  }

  private mutating func quotedField() throws(CSVError) -> String {
    let opened = line
    var content: [UInt8] = []
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\"") {
        guard consume(UInt8(ascii: "\"")) else { return try closedField(content, opened: opened) }
      } else if byte == UInt8(ascii: "\n") {
        line += 1
      }
      content.append(byte)
    }
    throw CSVError(line: opened, problem: .openQuote)
  }

  private func closedField(_ content: [UInt8], opened: Int) throws(CSVError) -> String {
    if position < bytes.count, !endsPlainField(bytes[position]) {
      throw CSVError(line: line, problem: .textAfterQuote)
    }
    return try text(content[...], line: opened)
  }

  private func endsPlainField(_ byte: UInt8) -> Bool {
    byte == separator || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  private func text(_ bytes: ArraySlice<UInt8>, line: Int) throws(CSVError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw CSVError(line: line, problem: .notUTF8) }
    return text
  }

  private mutating func consume(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func endLine() {
    _ = consume(UInt8(ascii: "\r"))
    if consume(UInt8(ascii: "\n")) { line += 1 }
  }

  private mutating func skipBlankLines() {
    while position < bytes.count, bytes[position] == UInt8(ascii: "\n") || bytes[position] == UInt8(ascii: "\r") {
      endLine()
    }
  }

  private static func guessSeparator(_ text: ArraySlice<UInt8>) -> UInt8 {
    let header = text.prefix { $0 != UInt8(ascii: "\n") }
    func count(_ byte: UInt8) -> Int { header.reduce(0) { $1 == byte ? $0 + 1 : $0 } }
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    let best = candidates.max { count($0) < count($1) }
    guard let best, count(best) > count(candidates[0]) else { return candidates[0] }
    return best
  }
}

/// What is malformed in a CSV text, and on which line.
public struct CSVError: Error, Sendable, Hashable {
  /// The kinds of malformation.
  public enum Problem: Sendable, Hashable {
    /// A field opens a double quote that nothing closes.
    case openQuote
    /// Something other than a separator follows a closing quote.
    case textAfterQuote
    /// The field's bytes are not UTF-8.
    case notUTF8
    /// The row has another number of fields than the header.
    case fieldCount(found: Int, expected: Int)
    /// The header names a column twice.
    case repeatedColumn(String)
    /// There is no header line.
    case noHeader
  }

  /// The line, counted from 1.
  public var line: Int
  public var problem: Problem

  public init(line: Int, problem: Problem) {
    self.line = line
    self.problem = problem
  }

  /// The error as one sentence for people.
  public func message(in language: Language) -> String {
    switch (language, problem) {
    case (.fr, .openQuote): "ligne \(line) : un guillemet est ouvert et jamais fermé"
    case (.en, .openQuote): "line \(line): a double quote is opened and never closed"
    case (.fr, .textAfterQuote):
      "ligne \(line) : du texte suit un guillemet fermant ; doublez les guillemets d'un champ"
    case (.en, .textAfterQuote): "line \(line): text follows a closing quote; double the quotes inside a field"
    case (.fr, .notUTF8): "ligne \(line) : le texte n'est pas en UTF-8 ; enregistrez le fichier en UTF-8"
    case (.en, .notUTF8): "line \(line): the text is not UTF-8; save the file as UTF-8"
    case (.fr, .fieldCount(let found, let expected)):
      "ligne \(line) : \(found) champ(s) au lieu de \(expected), le nombre de colonnes de l'en-tête"
    case (.en, .fieldCount(let found, let expected)):
      "line \(line): \(found) field(s) where the header has \(expected) column(s)"
    case (.fr, .repeatedColumn(let name)): "ligne \(line) : la colonne « \(name) » apparaît deux fois dans l'en-tête"
    case (.en, .repeatedColumn(let name)): "line \(line): the column \"\(name)\" appears twice in the header"
    case (.fr, .noHeader): "le fichier est vide : il faut une ligne d'en-tête avec les noms des colonnes"
    case (.en, .noHeader): "the file is empty: it needs a header line with the column names"
    }
  }
}
