import CIgraph
import Glibc

/// Two nodes of different groups that are not tied, and the reasons for introducing them to each other: a missing bridge.
///
/// The score is the sum over their common neighbours and features, rarer ones counting more, as Adamic & Adar 2003 (Social
/// Networks 25(3), 211–230) weigh common neighbours: 1/ln(number of neighbours) for each common neighbour, and 1/ln(1 + number of
/// nodes that have it) for each common feature, such as a sector.
public struct Introduction: Sendable, Hashable {
  /// The two nodes, by position, the smaller first.
  public var first: Int
  public var second: Int
  /// Score of the introduction, above 0.
  public var score: Double
  /// The nodes tied to both, by position, the one with the fewest neighbours first: they can introduce them.
  public var commonNeighbours: [Int]
  /// The features both have, in alphabetical order.
  public var commonFeatures: [String]
  /// Number of ties on the shortest path between them; nil when there is no path, so that the introduction joins two components.
  public var distance: Int?
}

/// The parameters of a search for introductions.
public struct IntroductionSearch: Sendable {
  /// The group of each node; nil for none. Only pairs of different groups are introduced.
  public var groups: [String?]
  /// Features of each node, such as its sectors.
  public var features: [Set<String>]
  /// Maximum number of introductions, 1 to `limitMax`; the best are returned.
  public var limit: Int

  /// The most introductions of one search.
  public static let limitMax = 1_000

  /// A search; both lists are in the order of the nodes.
  public init(groups: [String?], features: [Set<String>], limit: Int = 20) {
    self.groups = groups
    self.features = features
    self.limit = limit
  }
}

extension Graph {
  /// Returns the introductions across groups with the highest scores, the best first; among equals those that join components,
  /// then by position.
  ///
  /// - Throws: `NetworkError.badOption` for a limit out of range, `.stopped`, `.tooLong`, `.library`.
  public func introductions(
    _ search: IntroductionSearch, holding lock: borrowing IgraphLock
  ) throws(NetworkError) -> [Introduction] {
    precondition(
      search.groups.count == nodes.count && search.features.count == nodes.count, "a group and features for each node")
    guard 1...IntroductionSearch.limitMax ~= search.limit else {
      throw .badOption("limit", found: "\(search.limit)", wanted: "1…\(IntroductionSearch.limitMax)")
    }
    let graph = try undirected()
    let scorer = AdamicAdarScorer(graph, search)
    let membership = try graph.components(holding: lock).membership
    var best = BestPairs(limit: search.limit)
    for node in nodes.indices where search.groups[node] != nil {
      if node % 16 == 0 { try lock.check() }
      scorer.pairs(of: node) { other, score in
        best.offer(Pair(first: node, second: other, score: score, isJoining: membership[node] != membership[other]))
      }
    }
    return try explained(best.sorted, graph, scorer: scorer, lock: lock)
  }

  private func explained(
    _ pairs: [Pair], _ graph: Graph, scorer: AdamicAdarScorer, lock: borrowing IgraphLock
  ) throws(NetworkError) -> [Introduction] {
    let native = try NativeGraph(graph, lock)
    var introductions: [Introduction] = []
    for pair in pairs {
      let common = scorer.commonNeighbours(pair.first, pair.second)
      let distance = common.isEmpty ? try native.distance(pair.first, pair.second, lock: lock) : 2
      introductions.append(
        Introduction(
          first: pair.first, second: pair.second, score: pair.score, commonNeighbours: common,
          commonFeatures: scorer.commonFeatures(pair.first, pair.second), distance: distance))
    }
    return introductions
  }
}

extension NativeGraph {
  /// Returns the number of ties between two nodes, in any direction (`igraph_get_shortest_path`); nil when there is no path.
  fileprivate func distance(_ first: Int, _ second: Int, lock: borrowing IgraphLock) throws(NetworkError) -> Int? {
    let ties = try Integers(lock)
    try lock.run {
      igraph_get_shortest_path(&graph, nil, &ties.vector, igraph_integer_t(first), igraph_integer_t(second), IGRAPH_ALL)
    }
    return ties.values.isEmpty ? nil : ties.values.count
  }
}

private struct Pair {
  var first, second: Int
  var score: Double
  var isJoining: Bool

  /// Whether it ranks before another one.
  func precedes(_ other: Pair) -> Bool {
    if score != other.score { return score > other.score }
    if isJoining != other.isJoining { return isJoining }
    return (first, second) < (other.first, other.second)
  }
}

/// The best pairs offered so far: a sorted list that is cut at intervals, so that at most twice the limit is kept.
private struct BestPairs {
  let limit: Int
  private var pairs: [Pair] = []
  private var worst: Pair?

  init(limit: Int) { self.limit = limit }

  mutating func offer(_ pair: Pair) {
    if let worst, !pair.precedes(worst) { return }
    pairs.append(pair)
    if pairs.count >= 2 * limit { cut() }
  }

  private mutating func cut() {
    pairs = sorted
    worst = pairs.last
  }

  var sorted: [Pair] { Array(pairs.sorted { $0.precedes($1) }.prefix(limit)) }
}

/// Scores pairs of nodes by Adamic & Adar over their common neighbours and features.
private final class AdamicAdarScorer {
  private let neighbours: [[Int]]
  private let search: IntroductionSearch
  /// The nodes that have a feature, by feature.
  private let owners: [String: [Int]]
  /// The scores of the current node with every later one, and the nodes whose score is not 0.
  private var scores: [Double]
  private var touched: [Int] = []

  init(_ graph: Graph, _ search: IntroductionSearch) {
    neighbours = graph.neighbours
    self.search = search
    var owners: [String: [Int]] = [:]
    for (node, features) in search.features.enumerated() {
      for feature in features { owners[feature, default: []].append(node) }
    }
    self.owners = owners
    scores = [Double](repeating: 0, count: graph.nodes.count)
  }

  /// Calls `body` with each later node of another group that has no tie to `node` but common neighbours or features.
  func pairs(of node: Int, _ body: (Int, Double) -> Void) {
    for common in neighbours[node] { add(weight(neighbour: common), to: neighbours[common], after: node) }
    for feature in search.features[node].sorted() {
      add(weight(feature: feature), to: owners[feature] ?? [], after: node)
    }
    for other in neighbours[node] { scores[other] = 0 }
    for other in touched where scores[other] > 0 {
      if let group = search.groups[other], group != search.groups[node] { body(other, scores[other]) }
      scores[other] = 0
    }
    touched.removeAll(keepingCapacity: true)
  }

  private func add(_ weight: Double, to others: [Int], after node: Int) {
    for other in others where other > node {
      if scores[other] == 0 { touched.append(other) }
      scores[other] += weight
    }
  }

  /// Returns the weight of a common neighbour, which has two neighbours at least.
  private func weight(neighbour: Int) -> Double { 1 / log(Double(max(2, neighbours[neighbour].count))) }

  /// Returns the weight of a common feature, which has two owners at least.
  private func weight(feature: String) -> Double { 1 / log(Double(1 + max(2, owners[feature]?.count ?? 0))) }

  func commonNeighbours(_ first: Int, _ second: Int) -> [Int] {
    let others = Set(neighbours[second])
    return neighbours[first].filter(others.contains)
      .sorted { (neighbours[$0].count, $0) < (neighbours[$1].count, $1) }
  }

  func commonFeatures(_ first: Int, _ second: Int) -> [String] {
    search.features[first].intersection(search.features[second]).sorted()
  }
}
