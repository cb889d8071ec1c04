import Localization

extension JSONProblem {
  /// The problem as one sentence for people, with line and column (in bytes) of `text`, both counted from 1.
  public func message(in language: Language, of text: String) -> String {
    let before = text.utf8.prefix(offset)
    let line = before.reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
    let column = before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count + 1
    return Message("ecosystem.json-problem.in-text", ["line": line, "column": column, "reason": reason.sentence]).text(in: language)
  }
}

extension JSONProblem.Reason {
  /// The reason as part of a sentence.
  public var sentence: Message {
    switch self {
    case .unexpectedEnd: Message("ecosystem.json-problem.unexpected-end")
    case .unexpectedByte: Message("ecosystem.json-problem.unexpected-byte")
    case .looseText: Message("ecosystem.json-problem.loose-text")
    case .badNumber: Message("ecosystem.json-problem.bad-number")
    case .badEscape: Message("ecosystem.json-problem.bad-escape")
    case .notUTF8: Message("ecosystem.json-problem.not-utf8")
    case .repeatedKey: Message("ecosystem.json-problem.repeated-key")
    case .tooDeep: Message("ecosystem.json-problem.too-deep", ["maximum": FieldValue.jsonDepthMax])
    }
  }
}
