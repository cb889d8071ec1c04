import Reports
import TextLayout

/// The candidates of a completion in columns, as a shell lists them.
enum CompletionList {
  /// The maximum number listed; the rest is counted.
  static let shownMax = 80

  /// Returns lines that fit the width, each with its line end, ordered by column.
  static func lines(_ candidates: [Completion.Candidate], width: Int) -> String {
    let words = candidates.prefix(shownMax).map { SafeText.line($0.text) }
    let cell = (words.map { DisplayWidth.of($0) }.max() ?? 0) + 2
    let columns = max(1, width / max(1, cell))
    let rows = (words.count + columns - 1) / columns
    var lines = (0..<rows).map { row in
      let cells = stride(from: row, to: words.count, by: rows).map { DisplayWidth.pad(words[$0], to: cell) }
      return DisplayWidth.cut(cells.joined().trimmingEnd(), to: width)
    }
    if candidates.count > words.count { lines.append("… +\(candidates.count - words.count)") }
    return lines.map { $0 + "\n" }.joined()
  }
}

extension String {
  fileprivate func trimmingEnd() -> String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
