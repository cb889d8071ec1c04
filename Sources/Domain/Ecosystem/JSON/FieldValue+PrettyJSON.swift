extension FieldValue {
  /// The value as JSON for people: members and elements on lines of their own, indented by two spaces, keys sorted.
  public var prettyJSON: String {
    var text = ""
    writePretty(to: &text, indentation: "")
    return text
  }

  private func writePretty(to text: inout String, indentation: String) {
    switch self {
    case .list(let elements) where !elements.isEmpty:
      Self.writeItems(elements, brackets: ("[", "]"), to: &text, indentation) { element, text, inner in
        element.writePretty(to: &text, indentation: inner)
      }
    case .map(let entries) where !entries.isEmpty:
      let sorted = entries.sortedByKey
      Self.writeItems(sorted, brackets: ("{", "}"), to: &text, indentation) { entry, text, inner in
        text += FieldValue.text(entry.key).json + ": "
        entry.value.writePretty(to: &text, indentation: inner)
      }
    default: text += json
    }
  }

  private static func writeItems<Item>(
    _ items: [Item], brackets: (String, String), to text: inout String, _ indentation: String,
    item write: (Item, inout String, String) -> Void
  ) {
    let inner = indentation + "  "
    text += brackets.0
    for (index, item) in items.enumerated() {
      text += (index > 0 ? ",\n" : "\n") + inner
      write(item, &text, inner)
    }
    text += "\n" + indentation + brackets.1
  }
}
