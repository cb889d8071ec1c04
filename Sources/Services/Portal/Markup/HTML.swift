import Reports

/// A piece of a page. Texts that are put into a literal are escaped; only literals and other pieces are markup.
///
///     let item: HTML = "<li><a href=\"\(address)\">\(name)</a></li>"
struct HTML: Sendable, Hashable, ExpressibleByStringInterpolation {
  /// The markup.
  private(set) var markup: String

  /// Nothing.
  static let empty = HTML(trusted: "")

  init(stringLiteral value: String) { markup = value }

  init(stringInterpolation: StringInterpolation) { markup = stringInterpolation.markup }

  /// Markup that another renderer has made and escaped.
  init(trusted markup: String) { self.markup = markup }

  /// A text, escaped.
  init(text: String) { markup = HTMLText.escaped(text) }

  /// A text of several lines: its paragraphs, with links for the web addresses in it.
  init(paragraphs text: String) {
    markup = HTMLText.paragraphs(text).map { "<p>\($0)</p>\n" }.joined()
  }

  /// A link to an address from the data; the text alone where it is none that a link may lead to.
  init(link text: String, to address: String) { markup = HTMLText.link(text, to: address) }

  var isEmpty: Bool { markup.isEmpty }

  static func += (left: inout HTML, right: HTML) { left.markup += right.markup }

  static func + (left: HTML, right: HTML) -> HTML { HTML(trusted: left.markup + right.markup) }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var markup = ""

    init(literalCapacity: Int, interpolationCount: Int) { markup.reserveCapacity(literalCapacity + 32 * interpolationCount) }

    mutating func appendLiteral(_ literal: String) { markup += literal }
    mutating func appendInterpolation(_ text: String) { markup += HTMLText.escaped(text) }
    mutating func appendInterpolation(_ number: Int) { markup += String(number) }
    mutating func appendInterpolation(_ piece: HTML) { markup += piece.markup }
    mutating func appendInterpolation(_ pieces: [HTML]) { for piece in pieces { markup += piece.markup } }
    /// A piece that may be missing.
    mutating func appendInterpolation(_ piece: HTML?) { markup += piece?.markup ?? "" }
  }
}

extension [HTML] {
  /// The pieces with another between them.
  func joined(by separator: HTML) -> HTML {
    HTML(trusted: map(\.markup).joined(separator: separator.markup))
  }
}
