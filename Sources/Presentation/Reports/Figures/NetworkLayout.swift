/// Places the nodes of a network on a plane: those that are tied attract, all repel each other, and everything is drawn
/// to the middle (T. M. J. Fruchterman, E. M. Reingold, *Graph Drawing by Force-directed Placement*, Software – Practice
/// and Experience 21, 1991).
///
/// It uses only operations whose results IEEE 754 fixes to the last bit, and begins with numbers from a fixed seed, so
/// the same network is drawn the same everywhere.
struct NetworkLayout {
  /// Maximum number of nodes drawn, the best connected first.
  static let nodesMax = 250
  /// Maximum number of pairs of nodes compared, over all rounds.
  private static let pairsMax = 8_000_000

  /// Indices in the network of the nodes drawn, the best connected first. Nodes without a tie are not drawn.
  let drawn: [Int]
  /// Position of each drawn node, in the unit square.
  private(set) var points: [Point]
  /// The ties between them, as indices in ``drawn``, each pair once.
  let edges: [(from: Int, to: Int, weight: Double)]

  struct Point: Hashable {
    var x: Double, y: Double
  }

  init(_ network: NetworkFigure) {
    let neighbours = network.neighbours
    let drawn = Array(
      NetworkFigure.ranked(neighbours).filter { !neighbours[$0].isEmpty }.prefix(Self.nodesMax))
    self.drawn = drawn
    self.edges = Self.edges(of: network, among: drawn)
    self.points = Self.beginning(drawn.count)
    settle()
    spread()
  }

  private static func edges(of network: NetworkFigure, among drawn: [Int]) -> [(from: Int, to: Int, weight: Double)] {
    let places = Dictionary(uniqueKeysWithValues: drawn.enumerated().map { ($1, $0) })
    var weights: [[Int]: Double] = [:]
    for edge in network.edges where edge.from != edge.to {
      guard let from = places[edge.from], let to = places[edge.to] else { continue }
      weights[[min(from, to), max(from, to)], default: 0] += edge.weight
    }
    return weights.map { (from: $0[0], to: $0[1], weight: $1) }.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
  }

  /// Points all over the square, by a linear congruential generator (D. E. Knuth, MMIX).
  private static func beginning(_ count: Int) -> [Point] {
    var state: UInt64 = 42
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / Double(UInt64(1) << 53)
    }
    return (0..<count).map { _ in Point(x: next(), y: next()) }
  }

  private mutating func settle() {
    let count = points.count
    guard count > 1 else { return }
    let rounds = min(300, max(40, Self.pairsMax / (count * count)))
    let ideal = (1 / Double(count)).squareRoot()
    for round in 0..<rounds {
      let reach = 0.1 * (1 - Double(round) / Double(rounds))
      let forces = forces(ideal)
      for index in 0..<count {
        let length = (forces[index].x * forces[index].x + forces[index].y * forces[index].y).squareRoot()
        guard length > 0 else { continue }
        let step = min(length, reach) / length
        points[index].x += forces[index].x * step
        points[index].y += forces[index].y * step
      }
    }
  }

  private func forces(_ ideal: Double) -> [Point] {
    var forces = points.map { Point(x: (0.5 - $0.x) * ideal, y: (0.5 - $0.y) * ideal) }
    let far = 9 * ideal * ideal
    for first in points.indices {
      for second in points.indices where second > first {
        let (x, y) = (points[first].x - points[second].x, points[first].y - points[second].y)
        let distance = x * x + y * y
        // Nodes further apart than three edge lengths do not repel each other: parts that are not tied to one another stay near.
        guard distance < far else { continue }
        let repulsion = ideal * ideal / max(distance, 1e-9)
        forces[first].x += x * repulsion
        forces[first].y += y * repulsion
        forces[second].x -= x * repulsion
        forces[second].y -= y * repulsion
      }
    }
    for edge in edges {
      let (x, y) = (points[edge.from].x - points[edge.to].x, points[edge.from].y - points[edge.to].y)
      let attraction = (x * x + y * y).squareRoot() / ideal
      forces[edge.from].x -= x * attraction
      forces[edge.from].y -= y * attraction
      forces[edge.to].x += x * attraction
      forces[edge.to].y += y * attraction
    }
    return forces
  }

  /// Stretches the drawing over the whole square.
  private mutating func spread() {
    guard let first = points.first else { return }
    var (low, high) = (first, first)
    for point in points {
      low = Point(x: min(low.x, point.x), y: min(low.y, point.y))
      high = Point(x: max(high.x, point.x), y: max(high.y, point.y))
    }
    let (width, height) = (high.x - low.x, high.y - low.y)
    points = points.map {
      Point(x: width > 0 ? ($0.x - low.x) / width : 0.5, y: height > 0 ? ($0.y - low.y) / height : 0.5)
    }
  }
}
