/// The result of a report: a title and a sequence of blocks, without formatting.
///
/// One document can be rendered in any ``Format``; the renderer decides the layout, the language decides how figures and dates
/// are written.
///
///     var document = Document(title: "Cartographie")
///     document.blocks.append(.heading("Acteurs par famille", level: 1))
///     document.blocks.append(.table(table))
///     let text = try Renderer.render(document, as: .text, options: RenderOptions(width: 80))
public struct Document: Sendable {
  /// The title, one line of plain text.
  public var title: String
  /// A line under the title: period, territory, date of the data.
  public var subtitle: String?
  /// The content, in reading order.
  public var blocks: [Block]
  /// Limits of rendering; nil for none. The host sets them from the remaining limits of the invocation that built the document.
  public var limits: RenderLimits?
  /// Called when rendering begins; the function it returns is called when rendering ends, also on an error. The host sets it to
  /// list the invocation that built the document as running meanwhile.
  public var whenRendering: (@Sendable () -> @Sendable () -> Void)?

  /// Makes a document; the title and the subtitle are plain text, not markup.
  public init(title: String, subtitle: String? = nil, blocks: [Block] = []) {
    self.title = title
    self.subtitle = subtitle
    self.blocks = blocks
  }
}

/// One piece of a ``Document``. All texts are plain text: no markup in them is interpreted.
public enum Block: Sendable {
  /// A heading; level 1 is right under the document's title. Levels outside 1…4 are clamped to that range.
  case heading(String, level: Int)
  /// One or more paragraphs, separated by empty lines.
  case text(String)
  /// A bullet list.
  case list([String])
  /// A remark on the block before: a caveat, a definition, a gap in the data.
  case note(String)
  /// Origin of the figures above. Web addresses in it become links where the format has links.
  case source(String)
  /// A few figures that sum up the report.
  case figures([KeyFigure])
  /// A table.
  case table(Table)
  /// A chart.
  case chart(Chart)
  /// A network of ties.
  case network(NetworkFigure)
  /// A map of regions and points.
  case map(MapFigure)
  /// Links one below the other.
  case links([Link])
  /// Boxes side by side.
  case cards([Card])
  /// A form of a plugin.
  case form(FormPlacement)
  /// A new page in print, a rule elsewhere.
  case pageBreak
}

/// One figure with its name: «45 acteurs».
public struct KeyFigure: Sendable, Hashable {
  /// Name of the quantity counted or measured.
  public var label: String
  /// The figure itself.
  public var value: Cell
  /// The unit written after the value, for instance "m²".
  public var unit: String?
  /// A short remark: year, origin, trend.
  public var note: String?

  /// Makes a key figure.
  public init(label: String, value: Cell, unit: String? = nil, note: String? = nil) {
    self.label = label
    self.value = value
    self.unit = unit
    self.note = note
  }
}
