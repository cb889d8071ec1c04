import TextLayout

/// The parts that drawings are made of; colours come from the style sheet of the page, so they follow light and dark.
protocol SVGDrawing {}

extension SVGDrawing {
  /// The width of a drawing in its own units; the page scales it.
  var width: Double { 720 }
  /// Width of a column of text, a little more than most letters need at this size.
  var columnWidth: Double { 7.4 }
  static var colors: Int { 8 }

  func fill(_ index: Int) -> String { "f\(index % Self.colors)" }
  func stroke(_ index: Int) -> String { "l\(index % Self.colors)" }

  /// A length with one decimal.
  func number(_ value: Double) -> String { JSONWriter.text((value * 10).rounded() / 10) }

  func rect(x: Double, y: Double, width: Double, height: Double, name: String, more: String = "") -> String {
    "<rect x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(max(0, width)))\" height=\"\(number(max(0, height)))\""
      + " class=\"\(name)\"\(more)/>"
  }

  func line(x1: Double, y1: Double, x2: Double, y2: Double, name: String, more: String = "") -> String {
    "<line x1=\"\(number(x1))\" y1=\"\(number(y1))\" x2=\"\(number(x2))\" y2=\"\(number(y2))\" class=\"\(name)\"\(more)/>"
  }

  func text(_ content: String, x: Double, y: Double, anchor: String = "start", name: String = "") -> String {
    let anchor = anchor == "start" ? "" : " text-anchor=\"\(anchor)\""
    let name = name.isEmpty ? "" : " class=\"\(name)\""
    return "<text x=\"\(number(x))\" y=\"\(number(y))\"\(anchor)\(name)>\(HTMLText.escaped(content))</text>"
  }

  /// Lines of text one under another, the block centred on a height.
  func lines(_ content: [String], _ x: Double, middle: Double, anchor: String) -> [String] {
    content.enumerated().map { index, line in
      let y = middle + 4.5 + (Double(index) - Double(content.count - 1) / 2) * 16
      return text(line, x: x, y: y, anchor: anchor)
    }
  }

  func wide(_ text: String) -> Double { Double(DisplayWidth.of(text)) * columnWidth }

  /// Returns a mark whose shape shows the group too, for readers who do not tell the colours apart and for black print.
  ///
  /// - Parameter title: shown when the pointer rests on the mark.
  func mark(_ group: Int, x: Double, y: Double, radius: Double, title: String = "") -> String {
    let end = title.isEmpty ? "/>" : "><title>\(HTMLText.escaped(title))</title>"
    func closing(_ tag: String) -> String { title.isEmpty ? end : end + "</\(tag)>" }
    let name = "class=\"mark \(fill(group))\""
    switch group % 4 {
    case 0: return "<circle cx=\"\(number(x))\" cy=\"\(number(y))\" r=\"\(number(radius))\" \(name)" + closing("circle")
    case 1:
      let side = number(radius * 1.8)
      return
        "<rect x=\"\(number(x - radius * 0.9))\" y=\"\(number(y - radius * 0.9))\" width=\"\(side)\" height=\"\(side)\" \(name)"
        + closing("rect")
    case 2: return polygon([(0, -1.2), (1.1, 0.8), (-1.1, 0.8)], x: x, y: y, radius: radius, name: name) + closing("polygon")
    default: return polygon([(0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)], x: x, y: y, radius: radius, name: name) + closing("polygon")
    }
  }

  private func polygon(
    _ corners: [(Double, Double)], x: Double, y: Double, radius: Double, name: String
  ) -> String {
    let points = corners.map { "\(number(x + $0.0 * radius)),\(number(y + $0.1 * radius))" }.joined(separator: " ")
    return "<polygon points=\"\(points)\" \(name)"
  }

  /// Returns the lines of a drawing with its title and its description in words, for readers who do not see it.
  ///
  /// - Parameter more: further attributes of the drawing, with a space before them.
  func svg(
    _ content: [String], height: Double, title: String, description: String, id: String, name: String = "chart",
    more: String = ""
  ) -> [String] {
    let head = """
      <svg class="\(name)" viewBox="0 0 \(number(width)) \(number(height))"\(more) role="img" aria-labelledby="\(id)-title \(id)-desc">
      <title id="\(id)-title">\(HTMLText.escaped(SafeText.line(title.drawn)))</title>
      <desc id="\(id)-desc">\(HTMLText.escaped(description))</desc>
      """
    return [head] + content + ["</svg>"]
  }

  /// A legend of marks and names; nothing without names.
  func legend(_ items: [(mark: String, name: String)]) -> String {
    guard !items.isEmpty else { return "" }
    let list = items.map { item in
      "<li><svg width=\"14\" height=\"14\" aria-hidden=\"true\">\(item.mark)</svg>\(HTMLText.escaped(SafeText.line(item.name)))</li>"
    }
    return "<ul class=\"legend\">" + list.joined() + "</ul>\n"
  }
}
