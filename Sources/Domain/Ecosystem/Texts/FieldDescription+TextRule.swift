extension FieldDescription {
  /// The rule of the field's texts; nil for a field of another kind. Texts of several languages are of several lines, unless they
  /// are names.
  public var textRule: TextRule? {
    switch type.element {
    case .text: isName ? .name : .line
    case .longText: .lines
    case .localizedText: isName ? .name : .lines
    default: nil
    }
  }

  /// Returns a value with its texts in normal form: without blank texts, and without elements of a list that equal an earlier one
  /// once both are in normal form.
  public func normal(_ value: FieldValue) -> FieldValue {
    guard let rule = textRule else { return value }
    return rule.normal(value)
  }

  /// Whether the texts of a value in normal form have all that the field's rule asks for.
  func admits(_ normal: FieldValue) -> Bool {
    guard let rule = textRule, rule == .name else { return true }
    return normal.texts.allSatisfy(rule.admits)
  }
}

extension TextRule {
  /// Returns a value with the texts it holds in normal form: a text, the elements of a list, the texts by language of a map.
  public func normal(_ value: FieldValue) -> FieldValue {
    switch value {
    case .text(let text): return .text(normal(text))
    case .list(let elements): return .list(normal(elements))
    case .map(let texts):
      return .map(texts.mapValues(normal(member:)).filter { $0.value != .text("") })
    default: return value
    }
  }

  private func normal(member value: FieldValue) -> FieldValue {
    if case .text(let text) = value { .text(normal(text)) } else { value }
  }

  /// Leaves elements alone that are equal as they are: the model refuses them.
  private func normal(_ elements: [FieldValue]) -> [FieldValue] {
    let changed = elements.map(normal(member:))
    if changed == elements { return elements }
    var seen: ExactDictionary<FieldValue> = [:]
    var kept: [FieldValue] = []
    for (element, text) in zip(elements, changed) where text != .text("") {
      if let word = text.textValue {
        if let former = seen[word], former != element { continue }
        seen[word] = element
      }
      kept.append(text)
    }
    return kept
  }
}

extension FieldValue {
  /// The texts of a text, a list or a map by language.
  fileprivate var texts: [String] {
    switch self {
    case .text(let text): [text]
    case .list(let elements): elements.compactMap(\.textValue)
    case .map(let members): members.values.compactMap(\.textValue)
    default: []
    }
  }
}
