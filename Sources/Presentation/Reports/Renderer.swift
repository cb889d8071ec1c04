/// Turns documents into any ``Format``.
///
///     let page = try Renderer.render(document, as: .html, options: RenderOptions(language: .fr))
///     try Renderer.render(document, as: .csv) { block in try file.write(block) }
public enum Renderer {
  /// Renders a document as one string, in a format of text.
  ///
  /// - Throws: only the errors of a stream of rows.
  public static func render(
    _ document: Document, as format: Format, options: RenderOptions = RenderOptions()
  ) throws -> String {
    precondition(format.isText, "\(format.rawValue) is not text")
    return String(decoding: try bytes(document, as: format, options: options), as: UTF8.self)
  }

  /// Renders a document as bytes: UTF-8 text, or a workbook.
  ///
  /// - Throws: the errors of a stream of rows; for a workbook also `TemporaryFileError` and `WorkbookError`.
  public static func bytes(
    _ document: Document, as format: Format, options: RenderOptions = RenderOptions()
  ) throws -> [UInt8] {
    var all: [UInt8] = []
    try render(document, as: format, options: options) { all += $0 }
    return all
  }

  /// Renders a document block by block; tables that stream are never held as a whole.
  ///
  /// - Parameter deliver: takes the bytes in order, about 64 KiB at a time.
  /// - Throws: the errors of a stream of rows or of `deliver`; `RenderStop` when the document's limits are used up,
  ///   `CancellationError` when the task was cancelled. Bytes delivered before are not taken back.
  public static func render(
    _ document: Document, as format: Format, options: RenderOptions = RenderOptions(),
    to deliver: ([UInt8]) throws -> Void
  ) throws {
    let end = document.whenRendering?()
    defer { end?() }
    try withoutActuallyEscaping(deliver) { deliver in
      let sink = ByteSink(deliver: deliver)
      try RenderBudget.limiting(document.limits) { try render(document, as: format, options, to: sink) }
      try sink.flush()
    }
  }

  /// Renders the content of a document as HTML without a head, for a page that has one of its own and links `HTMLStyle.sheet`.
  ///
  /// The headings begin at the second level; title and subtitle are left to the page.
  ///
  /// - Throws: as ``render(_:as:options:to:)``.
  public static func htmlContent(of document: Document, options: RenderOptions) throws -> String {
    let end = document.whenRendering?()
    defer { end?() }
    var all: [UInt8] = []
    let sink = ByteSink { all += $0 }
    try RenderBudget.limiting(document.limits) { try HTMLRenderer(options: options, sink: sink).renderBlocks(of: document) }
    try sink.flush()
    return String(decoding: all, as: UTF8.self)
  }

  private static func render(
    _ document: Document, as format: Format, _ options: RenderOptions, to sink: ByteSink
  ) throws {
    switch format {
    case .text: try TextRenderer(options: options, sink: sink).render(document)
    case .md: try MarkdownRenderer(options: options, sink: sink).render(document)
    case .html: try HTMLRenderer(options: options, sink: sink).render(document)
    case .csv: try CSVRenderer(options: options, sink: sink).render(document)
    case .json: try JSONRenderer(options: options, sink: sink).render(document)
    case .xlsx: try XLSXRenderer.render(document, options: options, to: sink)
    }
  }
}
