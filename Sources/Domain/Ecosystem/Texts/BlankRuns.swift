/// Runs of blanks in texts, and their normal form.
enum BlankRuns {
  private enum Kind {
    case visible
    /// White space that is no line break.
    case space
    case lineBreak
    /// A character without width, between words or in them.
    case hidden
  }

  private static func kind(_ scalar: Unicode.Scalar) -> Kind {
    switch scalar.value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: .lineBreak
    case 0x09, 0x20: .space
    case 0x21..<0xA0: .visible
    case 0x200B, 0xFEFF, 0x2060: .hidden
    default: scalar.properties.isWhitespace ? .space : .visible
    }
  }

  /// Returns a text of one line: each run of blanks between visible characters is one space, or nothing where it has no width. A line
  /// break inside is kept, for the model to refuse.
  static func cut(line text: String) -> String {
    var result = String.UnicodeScalarView()
    var blank: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch kind(scalar) {
      case .visible:
        if let blank, !result.isEmpty { result.append(blank) }
        result.append(scalar)
        blank = nil
      case .space: blank = blank ?? " "
      case .lineBreak: blank = blank.map { $0 == " " ? scalar : $0 } ?? scalar
      case .hidden: break
      }
    }
    return String(result)
  }

  /// Returns a text of several lines: without blanks at the end of lines and blank lines at its edges. The indentation of lines
  /// after the first is kept.
  static func cut(lines text: String) -> String {
    let lines = split(text).map(cut(ofLines:))
    guard let first = lines.firstIndex(where: { !$0.isEmpty }), let last = lines.lastIndex(where: { !$0.isEmpty }) else { return "" }
    var kept = lines[first...last].map { String($0) }
    kept[0] = String(String.UnicodeScalarView(kept[0].unicodeScalars.drop { kind($0) != .visible }))
    return kept.joined(separator: "\n")
  }

  /// Returns the lines; the pair of U+000D and U+000A is one line break.
  private static func split(_ text: String) -> [Substring.UnicodeScalarView] {
    let scalars = text.unicodeScalars
    var lines: [Substring.UnicodeScalarView] = []
    var (start, index) = (scalars.startIndex, scalars.startIndex)
    while index < scalars.endIndex {
      let scalar = scalars[index]
      let next = scalars.index(after: index)
      if kind(scalar) == .lineBreak {
        lines.append(scalars[start..<index])
        start = scalar == "\r" && next < scalars.endIndex && scalars[next] == "\n" ? scalars.index(after: next) : next
      }
      index = max(next, start)
    }
    return lines + [scalars[start...]]
  }

  /// Returns one line of several: a run of blanks after its first visible character is its first blank, or a space for several.
  private static func cut(ofLines line: Substring.UnicodeScalarView) -> String.UnicodeScalarView {
    var result = String.UnicodeScalarView()
    var run: [Unicode.Scalar] = []
    for scalar in line {
      switch kind(scalar) {
      case .visible:
        if run.count == 1 || result.isEmpty { result.append(contentsOf: run) } else if !run.isEmpty { result.append(" ") }
        result.append(scalar)
        run = []
      case .space, .lineBreak: run.append(scalar)
      case .hidden: break
      }
    }
    return result
  }
}
