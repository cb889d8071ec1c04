import Ecosystem

/// The result of a command in the words of its plugin: for people, never for JSON.
struct ResultText {
  /// The words by name: `issued`, and `state.draft` for one value of `state`.
  let words: ExactDictionary<String>

  /// Returns the values with worded names and codes.
  func worded(_ values: [FieldValue]) -> [FieldValue] { values.map(worded) }

  private func worded(_ value: FieldValue) -> FieldValue {
    switch value {
    case .list(let list): .list(list.map(worded))
    case .map(let fields):
      .map(ExactDictionary(fields.map { (words[$0.key] ?? $0.key, cell($0.value, of: $0.key)) }) { first, _ in first })
    default: value
    }
  }

  /// The value of a field: a table within it becomes a text.
  private func cell(_ value: FieldValue, of name: String) -> FieldValue {
    switch value {
    case .boolean(let flag): words[flag ? "yes" : "no"].map(FieldValue.text) ?? value
    case .text(let code): .text(words["\(name).\(code)"] ?? code)
    case .list(let list): .list(list.map { element in if case .map(let fields) = element { .text(line(fields)) } else { element } })
    case .map(let fields): .text(line(fields))
    default: value
    }
  }

  /// A table on one line: its field `text` alone where it has one, else each name and value.
  private func line(_ fields: ExactDictionary<FieldValue>) -> String {
    if let text = fields["text"]?.textValue { return text }
    return fields.sorted { $0.key < $1.key }.map { "\(words[$0.key] ?? $0.key) \(plain(cell($0.value, of: $0.key)))" }
      .joined(separator: ", ")
  }

  private func plain(_ value: FieldValue) -> String {
    switch value {
    case .text(let text): text
    case .list(let list): list.map(plain).joined(separator: "; ")
    case .integer(let integer): "\(integer)"
    default: value.description
    }
  }
}
