/// Links, cards and forms as JSON.
extension JSONRenderer {
  mutating func write(_ links: [Link]) throws {
    try member("type", "links")
    try writer.key("links")
    try writer.beginArray()
    for link in links {
      try writer.beginObject()
      try member("text", link.text)
      try member(link.target)
      try member("note", link.note)
      try writer.endObject()
    }
    try writer.endArray()
  }

  /// Writes the member of a destination.
  mutating func member(_ target: LinkTarget) throws {
    switch target {
    // Programs make links of it: an address that may not be one is null.
    case .web(let address): try member("url", WebAddress.safe(address) == nil ? nil : address)
    case .record(let entity, let id): try object("record", [("entity", entity), ("id", id)])
    case .report(let plugin, let id): try object("report", [("plugin", plugin), ("id", id)])
    case .page(let plugin, let path, let query):
      try writer.key("page")
      try writer.beginObject()
      try member("plugin", plugin)
      try member("path", path)
      try object("query", query.map { ($0.name, $0.value) })
      try writer.endObject()
    }
  }

  private mutating func object(_ name: String, _ members: [(String, String)]) throws {
    try writer.key(name)
    try writer.beginObject()
    for (key, value) in members { try member(key, value) }
    try writer.endObject()
  }

  mutating func write(_ cards: [Card]) throws {
    try member("type", "cards")
    try writer.key("cards")
    try writer.beginArray()
    for card in cards { try write(card) }
    try writer.endArray()
  }

  private mutating func write(_ card: Card) throws {
    try writer.beginObject()
    try member("title", card.title)
    try writer.key("target")
    if let target = card.target {
      try writer.beginObject()
      try member(target)
      try writer.endObject()
    } else {
      try writer.writeNull()
    }
    try member("text", card.text)
    try figureList(card.figures)
    try member("note", card.note)
    try writer.endObject()
  }

  mutating func write(_ form: FormPlacement) throws {
    try member("type", "form")
    try member("plugin", form.plugin)
    try member("id", form.id)
    try member("title", form.title)
    try member("text", form.text)
    try member("submit", form.submitLabel)
    try writer.key("fields")
    try writer.beginArray()
    for field in form.fields { try write(field) }
    try writer.endArray()
  }

  private mutating func write(_ field: FormPlacement.Field) throws {
    try writer.beginObject()
    try member("name", field.name)
    try member("label", field.label)
    try member("hint", field.hint)
    try member("control", field.control.name)
    try writer.key("required")
    try writer.write(field.isRequired)
    try strings("values", field.values)
    try writer.key("options")
    try writer.beginArray()
    for option in field.control.options {
      try writer.beginObject()
      try member("value", option.value)
      try member("label", option.label)
      try writer.endObject()
    }
    try writer.endArray()
    try writer.endObject()
  }
}

extension FormPlacement.Control {
  /// The word for the control in JSON.
  var name: String {
    switch self {
    case .text: "text"
    case .multiline: "multiline"
    case .email: "email"
    case .url: "url"
    case .integer: "integer"
    case .number: "number"
    case .checkbox: "checkbox"
    case .date: "date"
    case .choice: "choice"
    case .choices: "choices"
    }
  }
}
