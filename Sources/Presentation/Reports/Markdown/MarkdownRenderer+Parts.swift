/// Links, cards and forms as Markdown.
extension MarkdownRenderer {
  func write(_ link: Link) throws {
    try sink.write("- ")
    try write(linked: link.text, to: link.target)
    guard let note = link.note else { return try sink.writeLine() }
    try writeLine(" — ", note)
  }

  func write(_ card: Card) throws {
    try sink.write("**")
    try write(linked: card.title, to: card.target)
    try sink.writeLine("**")
    if let text = card.text {
      try sink.writeLine()
      try write(paragraphs: text)
      try sink.writeLine()
    }
    if !card.figures.isEmpty { try sink.writeLine() }
    for figure in card.figures { try write(figure) }
    if let note = card.note { try writeLine("\n*", note, closing: "*") }
    try sink.writeLine()
  }

  /// Writes what a form asks for, which is filled in on the portal.
  func write(_ form: FormPlacement) throws {
    try writeLine("**", form.title, closing: "**\n")
    if let text = form.text {
      try write(paragraphs: text)
      try sink.writeLine("\n")
    }
    for field in form.fields { try writeLine("- ", wording.described(field)) }
    try writeLine("\n*", wording.formElsewhere, closing: "*")
  }

  private func write(linked text: String, to target: LinkTarget?) throws {
    guard let address = target.flatMap(options.address) else { return try write(line: text) }
    try sink.write("[")
    try write(line: text)
    try sink.write("](<\(address)>)")
  }
}
