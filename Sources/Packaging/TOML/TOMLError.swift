/// The error of a text that is no TOML document, as data; the modules that read files word it.
public struct TOMLError: Error, Sendable, Hashable {
  /// The kinds of errors.
  public enum Code: Sendable, Hashable {
    /// The text is longer than ``TOMLDocument/bytesMax``: `found` and `wanted` are numbers of bytes.
    case tooLarge
    /// The text is not UTF-8, or holds NUL or a character that reorders text: `found` names it.
    case invalidText
    /// The text breaks the grammar: `found` is an excerpt.
    case syntax
    /// A key is given twice: `found` is the key, `wanted` the line of the first one, where known.
    case duplicateKey
  }

  /// The kind of error.
  public let code: Code
  /// The name of the file, as the caller gave it.
  public let file: String
  /// The line, counted from 1; nil when the error concerns the whole file.
  public let line: Int?
  /// The value found, verbatim from a text that may be hostile.
  public let found: String
  /// The values expected; their meaning depends on the code.
  public let wanted: [String]

  init(_ code: Code, file: String, line: Int? = nil, found: String, wanted: [String] = []) {
    self.code = code
    self.file = file
    self.line = line
    self.found = found
    self.wanted = wanted
  }
}
