/// A box of a page: a title that may lead somewhere, a text, a few figures, a remark.
public struct Card: Sendable, Hashable {
  /// The title, one line.
  public var title: String
  /// The page that the title leads to.
  public var target: LinkTarget?
  /// One or more paragraphs.
  public var text: String?
  /// A few figures.
  public var figures: [KeyFigure]
  /// A short remark.
  public var note: String?

  /// Makes a card.
  public init(title: String, target: LinkTarget? = nil, text: String? = nil, figures: [KeyFigure] = [], note: String? = nil) {
    self.title = title
    self.target = target
    self.text = text
    self.figures = figures
    self.note = note
  }
}
