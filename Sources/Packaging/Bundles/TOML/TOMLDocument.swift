/// A value of a TOML document as plain data.
public enum TOMLData: Sendable, Hashable {
  case text(String)
  case integer(Int64)
  case number(Double)
  case boolean(Bool)
  case list([TOMLData])
  case table(ExactDictionary<TOMLData>)
  /// A date, a time, or both, as it is written.
  case moment(String)
}

/// A TOML 1.0.0 document (https://toml.io/en/v1.0.0): its values, and the line of each key.
///
/// Bundles bring TOML from strangers, so the reader is a closed piece of Swift that no input can make trap, leak or recurse deeply.
/// TOMLKit was tried first: the C++ parser under it stops the process on a malformed header, keeps what it allocates, cuts
/// texts at an escaped NUL and does not tell the lines of values.
public struct TOMLDocument: Sendable {
  /// The longest text that is read: 1 MiB.
  public static let bytesMax = 1 << 20
  /// How many parts a key or a header may have, and how deep a value may be nested, the parts of its key included: 16.
  public static let depthMax = 16

  /// The outermost table.
  public let root: ExactDictionary<TOMLData>
  /// The name of the file, for messages.
  public let file: String
  private let lines: [[ExactString]: Int]

  /// Reads a text.
  ///
  /// - Parameters:
  ///   - text: UTF-8, at most ``bytesMax``.
  ///   - file: its name for messages.
  /// - Throws: `archive.too-large`, `text.invalid`, `manifest.syntax` or `manifest.duplicate-key`, with the line.
  public init(parsing text: [UInt8], file: String) throws(BundleError) {
    guard text.count <= Self.bytesMax else {
      throw BundleError(.archiveTooLarge, in: file, found: "\(text.count)", wanted: ["\(Self.bytesMax)"])
    }
    try SourceText.check(text, file: file)
    var reader = TOMLReader(text, file: file)
    root = try reader.document()
    lines = reader.lines
    self.file = file
  }

  /// The line a key stands on, counted from 1; nil where the document does not have it.
  ///
  /// - Parameter path: the keys from the outermost on. Within a list of tables, the first table that has the key counts.
  public func line(of path: [String]) -> Int? { lines[path.map { ExactString($0) }] }

  /// Where a key stands, or would stand: the nearest table around a key that is missing.
  func place(_ path: [String]) -> BundleError.Place {
    var path = path[...]
    while !path.isEmpty {
      if let line = lines[path.map { ExactString($0) }] { return .init(file: file, line: line) }
      path.removeLast()
    }
    return .init(file: file, line: 1)
  }
}
