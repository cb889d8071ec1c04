/// The error of a source file whose text is not what it shows.
package struct SourceTextError: Error, Sendable, Hashable {
  /// The line, counted from 1.
  package let line: Int
  /// The character found, `U+202E`, or `UTF-8` for bytes that are none.
  package let found: String
}
