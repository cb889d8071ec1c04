import Ecosystem
import Reports

/// A Lua file to run, and what it is given.
public struct ScriptCall: Sendable {
  /// The text of the file.
  public var source: [UInt8]
  /// Its path, for messages.
  public var name: String
  /// What the chunk finds in `...`.
  public var arguments: [String]
  /// The values of its parameters as people write them, by name.
  public var parameters: ExactDictionary<String>

  public init(source: [UInt8], name: String, arguments: [String] = [], parameters: ExactDictionary<String> = [:]) {
    self.source = source
    self.name = name
    self.arguments = arguments
    self.parameters = parameters
  }

  /// The comment that the file begins with, line by line without its dashes; empty when it begins with something else.
  public var openingComment: [String] {
    let lines = source.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return lines.prefix { $0.starts(with: "--".utf8) }.map { line in
      // A line may end in CR LF, which is one character of a String and would hide the end.
      let text = (line.last == UInt8(ascii: "\r") ? line.dropLast() : line).drop { $0 == UInt8(ascii: "-") }
      return String(decoding: text.first == UInt8(ascii: " ") ? text.dropFirst() : text, as: UTF8.self)
    }
  }
}

/// What a script did.
public struct ScriptOutcome: Sendable {
  /// The values that its chunk returned.
  public var values: [FieldValue]
  /// The document that it built; nil when it began none.
  public var document: Document?
}
