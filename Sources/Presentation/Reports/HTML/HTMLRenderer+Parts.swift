/// Links and cards as HTML.
extension HTMLRenderer {
  func write(_ links: [Link]) throws {
    guard !links.isEmpty else { return }
    try sink.writeLine("<ul class=\"links\">")
    for link in links {
      try sink.write("<li>")
      try writeLink(link.text, to: link.target)
      if let note = link.note { try write(note, in: " <span class=\"remark\">", "</span>") }
      try sink.writeLine("</li>")
    }
    try sink.writeLine("</ul>")
  }

  func write(_ cards: [Card], _ counters: inout HTMLCounters) throws {
    guard !cards.isEmpty else { return }
    try sink.writeLine("<ul class=\"cards\">")
    let level = min(max(counters.level, 1) + 2, 6)
    for card in cards { try write(card, headingLevel: level) }
    try sink.writeLine("</ul>")
  }

  private func write(_ card: Card, headingLevel level: Int) throws {
    try RenderBudget.checkpoint()
    try sink.write("<li class=\"card\"><h\(level)>")
    try writeLink(card.title, to: card.target)
    try sink.writeLine("</h\(level)>")
    if let text = card.text { try writeParagraphs(text) }
    try write(card.figures)
    if let note = card.note { try write(note, in: "<p class=\"remark\">", "</p>\n") }
    try sink.writeLine("</li>")
  }
}
