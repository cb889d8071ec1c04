import TextLayout

/// Writes texts of any length piece by piece, so that no escaped copy of a long one is made.
extension HTMLRenderer {
  /// Writes a text escaped, its line feeds as they are.
  func writeEscaped(_ text: String) throws {
    try writePieces(of: text) { HTMLText.escaped($0.text) }
  }

  /// Writes a text escaped, on one line.
  func writeLine(escaped text: String) throws {
    try writePieces(of: text) { HTMLText.escaped(SafeText.line($0.text)) }
  }

  /// Writes a text with its line breaks, and with links for the web addresses in it. A word longer than a piece is no address.
  func writeLinked(_ text: String) throws { try writePieces(of: text, HTMLText.linked) }

  /// Writes paragraphs, parted by empty lines.
  func writeParagraphs(_ text: String) throws {
    guard TextPieces.isLong(text) else {
      for paragraph in HTMLText.paragraphs(text) { try sink.writeLine("<p>\(paragraph)</p>") }
      return
    }
    var paragraphs = HTMLParagraphs(sink)
    for piece in TextPieces(text) {
      try RenderBudget.checkpoint()
      try paragraphs.write(piece)
    }
    try paragraphs.close()
  }

  /// Writes a link, or the escaped text alone where its destination has no address.
  func writeLink(_ text: String, to target: LinkTarget?) throws {
    guard let address = target.flatMap(options.address) else { return try writeEscaped(text) }
    try sink.write("<a href=\"\(HTMLText.escaped(address))\">")
    try writeEscaped(text)
    try sink.write("</a>")
  }

  private func writePieces(of text: String, _ html: (TextPieces.Piece) -> String) throws {
    for piece in TextPieces(text) {
      try RenderBudget.checkpoint()
      try sink.write(html(piece))
    }
  }
}

/// Writes the paragraphs of a long text as its pieces come.
struct HTMLParagraphs {
  private let sink: ByteSink
  private var isOpen = false
  /// Whether the current line holds more than blanks; its blanks before are kept in `blanks`.
  private var hasText = false
  private var blanks = ""

  init(_ sink: ByteSink) { self.sink = sink }

  /// Writes a piece; an empty line in it ends the paragraph.
  mutating func write(_ piece: TextPieces.Piece) throws {
    let lines = SafeText.lines(piece.text).split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if index > 0 { try endLine() }
      try write(part: TextPieces.Piece(text: String(line), isFragment: piece.isFragment))
    }
  }

  /// Ends the last paragraph.
  mutating func close() throws {
    if isOpen { try sink.writeLine("</p>") }
    isOpen = false
  }

  private mutating func write(part: TextPieces.Piece) throws {
    guard !part.text.isEmpty else { return }
    let isBlank = !hasText && part.text.allSatisfy(\.isWhitespace) && blanks.utf8.count < TextPieces.bytesMax
    guard !isBlank else {
      blanks += part.text
      return
    }
    if !hasText { try sink.write((isOpen ? "<br>" : "<p>") + blanks) }
    (isOpen, hasText, blanks) = (true, true, "")
    try sink.write(HTMLText.linked(part))
  }

  private mutating func endLine() throws {
    if !hasText { try close() }
    (hasText, blanks) = (false, "")
  }
}
