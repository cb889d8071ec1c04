import ExactText

/// A value of a TOML document as plain data.
public enum TOMLData: Sendable, Hashable {
  case text(String)
  case integer(Int64)
  case number(Double)
  case boolean(Bool)
  case list([TOMLData])
  case table(ExactDictionary<TOMLData>)
  /// A date, a time, or both, as written.
  case moment(String)
}

/// A TOML 1.0.0 document (https://toml.io/en/v1.0.0): its values, and the line of each key.
///
/// Bundles contain TOML from strangers, so the reader is written in Swift so that no input can make it trap, leak or recurse
/// deeply. TOMLKit was tried first: the C++ parser under it ends the process on a malformed header, leaks memory, cuts texts at
/// an escaped NUL and does not give the lines of values.
public struct TOMLDocument: Sendable {
  /// Upper bound of a text: 1 MiB.
  public static let bytesMax = 1 << 20
  /// Upper bound of the parts of a key or a header, and of the nesting of a value, the parts of its key included: 16.
  public static let depthMax = 16

  /// The outermost table.
  public let root: ExactDictionary<TOMLData>
  /// The name of the file, for messages.
  public let file: String
  private let lines: [[ExactString]: Int]

  /// Parses a text.
  ///
  /// - Parameters:
  ///   - text: UTF-8, at most ``bytesMax``.
  ///   - file: its name for messages.
  /// - Throws: ``TOMLError`` with the line.
  public init(parsing text: [UInt8], file: String) throws(TOMLError) {
    guard text.count <= Self.bytesMax else {
      throw TOMLError(.tooLarge, file: file, found: "\(text.count)", wanted: ["\(Self.bytesMax)"])
    }
    do throws(SourceTextError) { try SourceTextCheck.check(text) } catch {
      throw TOMLError(.invalidText, file: file, line: error.line, found: error.found)
    }
    var reader = TOMLReader(text, file: file)
    root = try reader.document()
    lines = reader.lines
    self.file = file
  }

  /// Returns the line of a key, counted from 1; nil when the document does not have it.
  ///
  /// - Parameter path: the keys from the outermost on. Within a list of tables, the first table that has the key counts.
  public func line(of path: [String]) -> Int? { lines[path.map { ExactString($0) }] }
}
