import TextLayout

extension TextTableLayout {
  /// Writes one entry. Without a limit of width an entry is one line; a long one is written cell by cell.
  func write(_ entry: TextTable.Entry, to sink: ByteSink) throws {
    guard lineWidth == nil, let texts = entry.longTexts else { return try eachLine(of: entry) { try sink.writeLine($0) } }
    for (index, text) in texts.enumerated() {
      if index > 0 { try sink.write(DisplayWidth.spaces(Self.gap)) }
      for piece in TextPieces(text) {
        try RenderBudget.checkpoint()
        try sink.write(SafeText.line(piece.text))
      }
    }
    try sink.writeLine()
  }
}

extension TextTable.Entry {
  /// The texts of an entry of which one is long; nil where none is.
  fileprivate var longTexts: [String]? {
    let texts: [String] =
      switch self {
      case .row(let cells): cells.map(\.text)
      case .heading(let text): [text]
      case .rule: []
      }
    return texts.contains(where: TextPieces.isLong) ? texts : nil
  }
}
