/// A value for a placeholder of a message. It is formatted in the language of the message.
public enum MessageArgument: Sendable, Hashable {
  /// A name, a path, a code: the same in every language.
  case text(String)
  /// A whole number, written in digits only.
  case number(Int)
  /// A whole number in groups of three digits.
  case grouped(Int)
  /// A number with the decimal sign of the language.
  case decimal(Double)
  /// A message within a message.
  case message(Message)
  /// A text in several languages.
  case localized(LocalizedText)
  /// Several values, separated by commas.
  indirect case list([MessageArgument])

  /// Formats the value.
  public func text(in language: Language) -> String {
    switch self {
    case .text(let text): text
    case .number(let number): String(number)
    case .grouped(let number): Typography(language).grouped(number)
    case .decimal(let number): Typography(language).decimal(number)
    case .message(let message): message.text(in: language)
    case .localized(let text): text[language]
    case .list(let values): values.map { $0.text(in: language) }.joined(separator: ", ")
    }
  }
}

/// A value that can fill a placeholder of a message.
public protocol ArgumentConvertible: Sendable {
  /// The value as an argument.
  var argument: MessageArgument { get }
}

extension MessageArgument: ArgumentConvertible {
  public var argument: MessageArgument { self }
}

extension String: ArgumentConvertible {
  public var argument: MessageArgument { .text(self) }
}

extension Substring: ArgumentConvertible {
  public var argument: MessageArgument { .text(String(self)) }
}

extension Double: ArgumentConvertible {
  public var argument: MessageArgument { .decimal(self) }
}

extension Message: ArgumentConvertible {
  public var argument: MessageArgument { .message(self) }
}

extension LocalizedText: ArgumentConvertible {
  public var argument: MessageArgument { .localized(self) }
}

extension Array: ArgumentConvertible where Element: ArgumentConvertible {
  public var argument: MessageArgument { .list(map(\.argument)) }
}

extension ArgumentConvertible where Self: BinaryInteger {
  public var argument: MessageArgument { Int(exactly: self).map(MessageArgument.number) ?? .text(String(self)) }
}

extension Int: ArgumentConvertible {}
extension Int32: ArgumentConvertible {}
extension Int64: ArgumentConvertible {}
extension UInt8: ArgumentConvertible {}
extension UInt16: ArgumentConvertible {}
extension UInt32: ArgumentConvertible {}
extension UInt64: ArgumentConvertible {}
