import TextLayout

/// Writes texts of any length piece by piece, so that no escaped copy of a long one is made.
extension MarkdownRenderer {
  /// Writes a text on one line: line breaks become spaces.
  func write(line text: String) throws {
    try each(text) { MarkdownText.escaped(SafeText.line($0.text), isFragment: $0.isFragment) }
  }

  /// Writes a text within a cell of a table: line breaks become `<br>`.
  func write(cell text: String) throws {
    try each(text) { piece in
      SafeText.lines(piece.text).split(separator: "\n", omittingEmptySubsequences: false)
        .map { MarkdownText.escaped(String($0), isFragment: piece.isFragment) }.joined(separator: "<br>")
    }
  }

  /// Writes an item of a list on one line.
  func write(item text: String) throws {
    var isAtStart = true
    try each(text) { piece in
      let escaped = MarkdownText.escaped(SafeText.line(piece.text), isFragment: piece.isFragment)
      let shown = isAtStart ? MarkdownText.blockStart(escaped) : escaped
      isAtStart = isAtStart && shown.isEmpty
      return shown
    }
  }

  /// Writes paragraphs: empty lines separate them, a single line break stays one.
  func write(paragraphs text: String) throws {
    var isAtStart = true
    try each(text) { piece in
      let lines = SafeText.lines(piece.text).split(separator: "\n", omittingEmptySubsequences: false)
      return lines.enumerated().map { index, line in
        isAtStart = isAtStart || index > 0
        let escaped = MarkdownText.escaped(String(line), isFragment: piece.isFragment)
        let shown = isAtStart ? MarkdownText.blockStart(escaped) : escaped
        isAtStart = isAtStart && shown.isEmpty
        return shown
      }.joined(separator: "\n")
    }
  }

  private func each(_ text: String, _ markdown: (TextPieces.Piece) -> String) throws {
    for piece in TextPieces(text) {
      try RenderBudget.checkpoint()
      try sink.write(markdown(piece))
    }
  }
}

/// A cell of a table in Markdown: escaped when it is short, as it was given when it is long.
struct MarkdownCell {
  private enum Content {
    case escaped(String)
    case long(String)
  }

  private let content: Content
  /// Markup before and after a long text.
  private let opening: String, closing: String

  private init(_ content: Content, _ opening: String = "", closing: String = "") {
    (self.content, self.opening, self.closing) = (content, opening, closing)
  }

  /// Makes a cell of a plain text.
  ///
  /// - Parameters:
  ///   - address: where a link leads to.
  ///   - isBold: whether the text is set in bold.
  init(_ text: String, address: String? = nil, isBold: Bool = false) {
    let opening = (isBold ? "**" : "") + (address == nil ? "" : "[")
    let closing = (address.map { "](<\($0)>)" } ?? "") + (isBold ? "**" : "")
    guard !TextPieces.isLong(text) else {
      self.init(.long(text), opening, closing: closing)
      return
    }
    let escaped = MarkdownText.cell(text)
    let isEmpty = escaped.isEmpty && address == nil
    self.init(.escaped(isEmpty ? "" : opening + escaped + closing))
  }

  /// Returns the number of columns it takes, as far as its table aligns by them.
  func width(atMost most: Int) -> Int {
    switch content {
    case .escaped(let text): min(most, DisplayWidth.of(text))
    case .long: most
    }
  }

  /// Number of bytes of memory it takes beside its row.
  var bytes: Int { if case .escaped(let text) = content { text.utf8.count } else { 0 } }

  /// Writes it, padded to a width.
  func write(to renderer: MarkdownRenderer, width: Int, _ alignment: Column.Alignment) throws {
    switch content {
    case .escaped(let text): try renderer.sink.write(DisplayWidth.pad(text, to: width, alignment))
    case .long(let text):
      try renderer.sink.write(opening)
      try renderer.write(cell: text)
      try renderer.sink.write(closing)
    }
  }
}
