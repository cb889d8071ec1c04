/// A parameter as written on the command line: a text, or a name alone, which is a flag.
public enum ParameterWord: Sendable, Hashable, ExpressibleByStringLiteral {
  case text(String)
  /// A name without a value: true for a parameter of type boolean, refused for any other.
  case flag

  public init(stringLiteral value: String) { self = .text(value) }
}
