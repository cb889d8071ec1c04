/// Links, cards and forms for a terminal.
extension TextRenderer {
  func write(_ link: Link) throws {
    let note = link.note.map { " — \($0)" } ?? ""
    try write(wrapped: link.text + shown(link.target) + note, lead: "→ ")
  }

  func write(_ cards: [Card]) throws {
    for (index, card) in cards.enumerated() {
      if index > 0 { try sink.writeLine() }
      try write(card)
    }
  }

  private func write(_ card: Card) throws {
    try write(wrapped: card.title + (card.target.map(shown) ?? ""), style: .bold)
    if let text = card.text { try write(wrapped: text) }
    if !card.figures.isEmpty { try write(card.figures) }
    if let note = card.note { try write(wrapped: note, style: .dim) }
  }

  /// Writes what a form asks for, with the values it begins with.
  func write(_ form: FormPlacement) throws {
    try write(wrapped: form.title, style: .bold)
    if let text = form.text { try write(wrapped: text) }
    for field in form.fields { try write(wrapped: wording.described(field), lead: "▢ ") }
    try write(wrapped: "[\(form.submitLabel)] (\(form.plugin):\(form.id))", style: .dim)
  }

  /// The destination behind the text of a link; nothing for an address that may not be one.
  private func shown(_ target: LinkTarget) -> String {
    if let address = options.address(of: target) { return " (\(address))" }
    if case .web = target { return "" }
    return " (\(target.shown))"
  }
}
