import Ecosystem
import Localization
import TextLayout

/// A network as inline SVG: ties as lines, nodes as marks, names where there is free space for them.
struct SVGNetwork: SVGDrawing {
  private static let margin = 28.0
  /// Number of the best-connected nodes whose names are drawn over other marks where there is no free space.
  private static let named = 12
  /// Names of at most this many columns; longer ones are cut.
  private static let nameWidth = 28

  private let network: NetworkFigure
  private let layout: NetworkLayout
  /// Height of the drawing; it grows with the number of nodes.
  private let height: Double
  private let degrees: [Int]
  /// Value that the area of each drawn mark follows, in the order of the layout: the size given, or the number of ties.
  private let sizes: [Double]
  private let largestSize: Double
  private let wording: Wording
  private let id: String

  init(_ network: NetworkFigure, language: Language, id: String) {
    self.network = network.drawn
    self.id = id
    layout = NetworkLayout(network)
    height = min(560, 200 + 10 * Double(layout.drawn.count))
    let degrees = network.neighbours.map(\.count)
    let hasSizes = network.nodes.contains { $0.size != nil }
    self.degrees = degrees
    sizes = layout.drawn.map { hasSizes ? network.nodes[$0].size ?? 0 : Double(degrees[$0]) }
    largestSize = sizes.reduce(0) { max($0, $1) }
    wording = Wording(language)
  }

  /// Whether there is nothing to draw.
  var isEmpty: Bool { layout.drawn.isEmpty }

  /// The lines of the drawing with its title and description.
  func svg() -> [String] {
    svg(edges + nodes + names, height: height, title: network.title, description: description, id: id)
  }

  /// The groups with their marks.
  var legend: String { legend(network.groups.enumerated().map { (mark($0, x: 7, y: 7, radius: 5), $1) }) }

  /// Sentence on the nodes that the drawing leaves out, if any.
  var remark: String? {
    let isolated = degrees.count { $0 == 0 }
    let connected = degrees.count - isolated
    return wording.notDrawn(isolated: isolated, others: connected - layout.drawn.count)
  }

  private var description: String {
    let best = layout.drawn.first.map { (network.nodes[$0].label, degrees[$0]) }
    return wording.describe(nodes: network.nodes.count, edges: network.edges.count, best: best)
  }

  private var edges: [String] {
    let heaviest = layout.edges.reduce(1) { max($0, $1.weight) }
    return layout.edges.map { edge in
      let (from, to) = (place(edge.from), place(edge.to))
      let thickness = number(1 + 3 * max(0, (edge.weight - 1) / max(heaviest - 1, 1)))
      return line(x1: from.x, y1: from.y, x2: to.x, y2: to.y, name: "tie", more: " stroke-width=\"\(thickness)\"")
    } + (network.isDirected ? arrows : [])
  }

  /// The arrow heads: one on every tie that has a direction, where it meets the mark it leads to.
  private var arrows: [String] {
    let places = Dictionary(uniqueKeysWithValues: layout.drawn.enumerated().map { ($1, $0) })
    return network.edges.compactMap { edge in
      guard edge.from != edge.to, let from = places[edge.from], let to = places[edge.to] else { return nil }
      return arrow(place(from), place(to), radius: radius(to))
    }
  }

  private func arrow(_ from: (x: Double, y: Double), _ to: (x: Double, y: Double), radius: Double) -> String? {
    let (x, y) = (to.x - from.x, to.y - from.y)
    let length = (x * x + y * y).squareRoot()
    guard length > radius + 8 else { return nil }
    let (stepX, stepY) = (x / length, y / length)
    let (tipX, tipY) = (to.x - stepX * (radius + 1), to.y - stepY * (radius + 1))
    let corners = [(0.0, 0.0), (-7, 3), (-7, -3)].map { along, across in
      "\(number(tipX + along * stepX - across * stepY)),\(number(tipY + along * stepY + across * stepX))"
    }
    return "<polygon points=\"\(corners.joined(separator: " "))\" class=\"arrow\"/>"
  }

  /// The marks of the nodes, the best connected last, so that no other mark covers them.
  private var nodes: [String] {
    layout.drawn.indices.reversed().map { index in
      let node = network.nodes[layout.drawn[index]]
      let point = place(index)
      let title = SafeText.line(node.label) + wording.colon + wording.count(degrees[layout.drawn[index]], of: .tie)
      return mark(node.group ?? 7, x: point.x, y: point.y, radius: radius(index), title: title)
    }
  }

  /// The names of the nodes, placed in order from the best connected.
  private var names: [String] {
    let marks = layout.drawn.indices.map { index -> LabelPlacement.Box in
      let (point, radius) = (place(index), radius(index))
      return .init(x: point.x - radius, y: point.y - radius, width: 2 * radius, height: 2 * radius)
    }
    var placement = LabelPlacement(
      within: .init(x: 0, y: 0, width: width, height: height), keepingOff: marks)
    return layout.drawn.indices.compactMap { index in
      let name = DisplayWidth.cut(SafeText.line(network.nodes[layout.drawn[index]].label), to: Self.nameWidth)
      let point = place(index)
      let box = placement.place(
        width: wide(name) * 0.92, height: 15, besideX: point.x, y: point.y, radius: radius(index),
        isRequired: index < Self.named && degrees[layout.drawn[index]] > 2)
      return box.map { text(name, x: $0.x, y: $0.y + 11.5, name: "name") }
    }
  }

  private func place(_ index: Int) -> (x: Double, y: Double) {
    let point = layout.points[index]
    // Names are placed beside the marks, so the sides need more margin than top and bottom.
    return (
      3 * Self.margin + point.x * (width - 6 * Self.margin), Self.margin + point.y * (height - 2 * Self.margin)
    )
  }

  /// The area follows the size, or the number of ties.
  private func radius(_ index: Int) -> Double {
    4 + 9 * (largestSize > 0 ? max(0, sizes[index]) / largestSize : 0).squareRoot()
  }
}
