import Ecosystem
import TextLayout

/// The columns of a list of records that are shown: the most informative first, as many as fit on the line.
struct ValueColumns {
  /// The columns to show, in their order.
  private(set) var shown: [String]
  /// Columns that some row fills, but that do not fit on the line.
  private(set) var hidden: [String] = []

  /// Maximum width reserved for a column before another one is added.
  private static let roomMax = 20
  private static let gap = 2

  /// - Parameters:
  ///   - rows: the texts of the rows by column.
  ///   - known: the columns in their order when the rows come from a query; then all of them are shown.
  ///   - width: the columns of the terminal; nil for no limit.
  init(_ rows: [ExactDictionary<String>], known: [String]?, width: Int?) {
    let used = Set(rows.flatMap { $0.keys.map { ExactString($0) } })
    if let known, used.isSubset(of: known.map { ExactString($0) }) {
      shown = known
      return
    }
    let telling = used.subtracting(Self.bookkeeping)
    shown = Self.ordered((telling.isEmpty ? used : telling).map(\.string)) { name in rows.count { $0[name] != nil } }
    if let width { cut(to: width, rows) }
  }

  private mutating func cut(to width: Int, _ rows: [ExactDictionary<String>]) {
    var left = width + Self.gap
    for (index, name) in shown.enumerated() {
      let natural = rows.reduce(DisplayWidth.of(name)) { max($0, DisplayWidth.of($1[name] ?? "")) }
      left -= min(natural, Self.roomMax) + Self.gap
      guard left < 0, index >= 2 else { continue }
      hidden = Array(shown[index...])
      shown.removeSubrange(index...)
      return
    }
  }

  /// Fields every record has, which carry little information.
  private static let bookkeeping: Set<ExactString> = [
    "created_at", "updated_at", "owner", "source", "locator", "licence", "visibility", "standing",
  ]

  private static let first: [ExactString] = ["id", "name", "title", "label", "code", "kind", "type", "from", "to"]

  /// Orders names as people look for them: the usual first ones, then those that are filled more often, then by the alphabet.
  static func ordered(_ names: some Sequence<String>, filled: (String) -> Int = { _ in 0 }) -> [String] {
    let names = Set(names.map { ExactString($0) })
    let others = names.subtracting(first).map { (name: $0, count: filled($0.string)) }
    let sorted = others.sorted { $0.count != $1.count ? $0.count > $1.count : $0.name < $1.name }.map(\.name)
    return (first.filter(names.contains) + sorted).map(\.string)
  }
}
