/// The error of a PO file that cannot be read, with the line to correct.
public struct CatalogueError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The line, from 1.
  public var line: Int
  /// The reason, in English; developers read it at build time.
  public var reason: String

  public init(line: Int, reason: String) {
    self.line = line
    self.reason = reason
  }

  public var description: String { "\(line): \(reason)" }
}
