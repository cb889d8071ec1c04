import Ecosystem
import TextLayout

/// A map in Braille dots: outlines as dots, points as their number at each place.
struct TextMap {
  private static let rowsMax = 28
  private let map: MapFigure
  private let columns: Int
  private let rows: Int
  private let projection: MapProjection

  /// - Parameter width: the columns there are.
  init(_ map: MapFigure, width: Int) {
    self.map = map
    let dots = Double(min(max(width, 20), 72) * 2)
    let heightMax = Double(Self.rowsMax * 4)
    let projection = MapProjection(map, width: dots, heightMax: heightMax, margin: 2)
    self.projection = projection
    columns = Int(saturating: dots) / 2
    rows = Int(saturating: (projection.height / 4).rounded(.up))
  }

  /// The drawing, line by line, without spaces at the ends.
  func lines() throws -> [String] {
    var dots = [UInt32](repeating: 0, count: columns * rows)
    for region in map.regions { for outline in region.outlines { try draw(outline, into: &dots) } }
    let counts = counts
    let drawn = (0..<rows).map { row -> String in
      let line = (0..<columns).map { column -> Character in
        if let count = counts[row * columns + column] { return Self.symbol(count) }
        let pattern = dots[row * columns + column]
        return pattern == 0 ? " " : Character(Unicode.Scalar(0x2800 + pattern) ?? " ")
      }
      return TextTableLayout.trimmed(String(line))
    }
    return Array(drawn.prefix((drawn.lastIndex { !$0.isEmpty } ?? -1) + 1))
  }

  /// Number of points in each character that has any.
  private var counts: [Int: Int] {
    Dictionary(
      map.points.map { point in
        let place = projection.place(point.position)
        return (clamp(Int(saturating: place.y / 4), rows) * columns + clamp(Int(saturating: place.x / 2), columns), 1)
      }, uniquingKeysWith: +)
  }

  private static func symbol(_ count: Int) -> Character {
    count == 1 ? "●" : count < 10 ? Character("\(count)") : "◉"
  }

  private func draw(_ outline: [MapFigure.Position], into dots: inout [UInt32]) throws {
    for index in outline.indices {
      try RenderBudget.checkpoint()
      let (from, to) = (projection.place(outline[index]), projection.place(outline[(index + 1) % outline.count]))
      let steps = max(1, Int(saturating: max(abs(to.x - from.x), abs(to.y - from.y)).rounded(.up)))
      for step in 0...steps {
        let part = Double(step) / Double(steps)
        set(Int(saturating: from.x + (to.x - from.x) * part), Int(saturating: from.y + (to.y - from.y) * part), in: &dots)
      }
    }
  }

  /// Sets a dot (Unicode, chapter 21.1: dots 1, 2, 3, 7 at the left, 4, 5, 6, 8 at the right, downwards).
  private func set(_ x: Int, _ y: Int, in dots: inout [UInt32]) {
    let (x, y) = (clamp(x, columns * 2), clamp(y, rows * 4))
    dots[y / 4 * columns + x / 2] |= Self.bits[y % 4 * 2 + x % 2]
  }

  private static let bits: [UInt32] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]

  private func clamp(_ value: Int, _ count: Int) -> Int { min(max(0, value), count - 1) }
}
