import Ecosystem
import Reports

/// A Lua file to run, with its arguments.
public struct ScriptCall: Sendable {
  /// The text of the file.
  public var source: [UInt8]
  /// Its path, for messages.
  public var name: String
  /// The values of `...` in the chunk.
  public var arguments: [String]
  /// The values of its parameters as text, by name.
  public var parameters: ExactDictionary<ParameterWord>

  public init(source: [UInt8], name: String, arguments: [String] = [], parameters: ExactDictionary<ParameterWord> = [:]) {
    self.source = source
    self.name = name
    self.arguments = arguments
    self.parameters = parameters
  }

  /// The comment at the start of the file, line by line without its dashes; empty without one.
  public var openingComment: [String] {
    let lines = source.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return lines.prefix { $0.starts(with: "--".utf8) }.map { line in
      // CR LF is one Character of a String and would hide the end of the line.
      let text = (line.last == UInt8(ascii: "\r") ? line.dropLast() : line).drop { $0 == UInt8(ascii: "-") }
      return String(decoding: text.first == UInt8(ascii: " ") ? text.dropFirst() : text, as: UTF8.self)
    }
  }
}

/// The result of a script.
public struct ScriptOutcome: Sendable {
  /// The return values of its chunk.
  public var values: [FieldValue]
  /// Its document; nil when it began none.
  public var document: Document?
}
