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
    let lines = String(decoding: source, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    return lines.prefix { $0.hasPrefix("--") }.map { line in
      let text = line.drop { $0 == "-" }
      return String(text.first == " " ? text.dropFirst() : text)
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
