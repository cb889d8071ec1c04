import Ecosystem
import Foundation

/// The replacement of an erased person's id and identifying texts in other texts.
struct ErasedTexts {
  /// The person's id.
  let id: String
  /// The id that takes its place.
  let replacement: String
  /// The names, e-mail addresses and telephone numbers, the longest first, so that a text goes before its parts.
  let texts: [String]

  /// The text that takes the place of an identifying text.
  static let mark = "[…]"
  /// Minimum length of an identifying text, in characters: a shorter one also occurs within other words.
  static let lengthMin = 5

  init(id: String, replacement: String, texts: some Sequence<String>) {
    self.id = id
    self.replacement = replacement
    self.texts = Set(texts).filter { $0.count >= Self.lengthMin }.sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
  }

  /// Returns a text without the id and the identifying texts, which are found without regard to letter case.
  func replaced(_ text: String) -> String {
    let withoutID = replacedID(text)
    return texts.reduce(withoutID) { $0.replacingOccurrences(of: $1, with: Self.mark, options: .caseInsensitive) }
  }

  /// Returns a text without the id where it stands as a word of its own: a short id also occurs within others.
  private func replacedID(_ text: String) -> String {
    var (result, rest) = ("", text[...])
    while let range = rest.firstRange(of: id) {
      let isWord = !Self.continues(rest[..<range.lowerBound].last ?? result.last) && !Self.continues(rest[range.upperBound...].first)
      result += rest[..<range.lowerBound] + (isWord ? replacement : id)
      rest = rest[range.upperBound...]
    }
    return result + rest
  }

  private static func continues(_ character: Character?) -> Bool {
    character.map { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" } ?? false
  }

  /// Returns JSON with its texts and keys replaced; invalid JSON as a plain text.
  func replaced(json: String) -> String {
    guard let value = try? FieldValue(stored: json, in: "", row: nil, column: "") else { return replaced(json) }
    let result = replaced(value)
    return result == value ? json : result.json
  }

  private func replaced(_ value: FieldValue) -> FieldValue {
    switch value {
    case .text(let text): .text(replaced(text))
    case .list(let elements): .list(elements.map(replaced))
    case .map(let members):
      .map(
        members.reduce(into: ExactDictionary<FieldValue>()) { result, member in
          result[replaced(member.key)] = replaced(member.value)
        })
    case .null, .boolean, .integer, .number: value
    }
  }

  /// Returns the value of a reference, or of JSON with references, in a record that stays.
  func reference(_ value: SQLValue) -> SQLValue {
    guard case .text(let text) = value else { return value }
    if text.isExactly(id) { return .text(replacement) }
    return .text(text.replacing(quoted(id), with: quoted(replacement)))
  }

  /// Returns the value of a column of a plugin's data.
  func pluginData(_ value: SQLValue) -> SQLValue {
    guard case .text(let text) = value else { return value }
    return .text(text.first == "{" || text.first == "[" || text.first == "\"" ? replaced(json: text) : replaced(text))
  }

  /// Returns a text as a string of JSON.
  func quoted(_ text: String) -> String { FieldValue.text(text).json }
}
