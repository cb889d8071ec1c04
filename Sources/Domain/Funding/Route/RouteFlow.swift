/// The most money that a choice of calls can bring to the stages: a maximum flow from Member States over calls to stages.
///
/// Augmenting paths in breadth-first order (J. Edmonds and R. M. Karp, *Journal of the ACM* 19, 1972); the network has at most
/// some fifty nodes. Minima are met first, by a flow in which each call gives its minimum, and are kept because later paths
/// cannot take that part of the flow back.
struct RouteFlow {
  private struct Arc {
    var target: Int
    var capacity: Int64
  }

  private var arcs: [Arc] = []
  private var outgoing: [[Int]]
  private let source = 0
  private let sink = 1

  private init(nodes: Int) { outgoing = Array(repeating: [], count: nodes) }

  /// The result of a choice: the total, and the amount of each chosen call for each stage.
  struct Outcome {
    var total: Int64 = 0
    var amounts: [[Int64]] = []
  }

  /// The outcome of the calls in `chosen`; nil when their minima cannot all be met.
  ///
  /// - Parameters:
  ///   - limits: maximum payment for each stage.
  ///   - hasMinima: false ignores the minima, which gives an upper bound of the outcome of every choice within `chosen`.
  static func solve(_ model: RouteModel, _ chosen: [Int], limits: [Int64], hasMinima: Bool = true) -> Outcome? {
    let firstCall = 2 + model.headrooms.count
    let firstStage = firstCall + chosen.count
    var flow = RouteFlow(nodes: firstStage + limits.count)
    let groups = model.headrooms.enumerated().map { flow.connect(flow.source, 2 + $0, capacity: $1) }
    let entries = chosen.enumerated().map { position, call in
      flow.connect(
        model.calls[call].group.map { 2 + $0 } ?? flow.source, firstCall + position,
        capacity: hasMinima ? model.calls[call].amountMin : model.calls[call].amountMax)
    }
    let payments = chosen.enumerated().map { position, call in
      model.calls[call].shares.map { flow.connect(firstCall + position, firstStage + $0.stage, capacity: $0.amountMax) }
    }
    let exits = limits.enumerated().map { flow.connect(firstStage + $0, flow.sink, capacity: $1) }
    var total: Int64 = 0
    for (position, call) in chosen.enumerated() {
      // A greedy first flow; augmenting paths correct it.
      let way = (model.calls[call].group.map { [groups[$0]] } ?? []) + [entries[position]]
      for (payment, share) in zip(payments[position], model.calls[call].shares) {
        total += flow.send(along: way + [payment, exits[share.stage]])
      }
    }
    total += flow.augment()
    if hasMinima {
      guard total == chosen.reduce(0, { $0 + model.calls[$1].amountMin }) else { return nil }
      for (entry, call) in zip(entries, chosen) { flow.raise(entry, model.calls[call]) }
      total += flow.augment()
    }
    return Outcome(total: total, amounts: flow.amounts(payments, model, chosen: chosen, stages: limits.count))
  }

  private func amounts(_ payments: [[Int]], _ model: RouteModel, chosen: [Int], stages: Int) -> [[Int64]] {
    zip(payments, chosen).map { arcs, call in
      var amounts = [Int64](repeating: 0, count: stages)
      for (arc, share) in zip(arcs, model.calls[call].shares) { amounts[share.stage] = self.arcs[arc ^ 1].capacity }
      return amounts
    }
  }

  @discardableResult
  private mutating func connect(_ from: Int, _ to: Int, capacity: Int64) -> Int {
    outgoing[from].append(arcs.count)
    outgoing[to].append(arcs.count + 1)
    arcs.append(Arc(target: to, capacity: capacity))
    arcs.append(Arc(target: from, capacity: 0))
    return arcs.count - 2
  }

  /// Raises the capacity of a call from its minimum to its ceiling; later paths cannot take its flow back below the minimum.
  private mutating func raise(_ entry: Int, _ call: RouteModel.Call) {
    arcs[entry].capacity = call.amountMax - call.amountMin
    arcs[entry ^ 1].capacity = 0
  }

  /// Augments the flow to its maximum; returns the amount added.
  private mutating func augment() -> Int64 {
    var total: Int64 = 0
    while let path = shortestPath() { total += send(along: path) }
    return total
  }

  /// Sends the capacity of the narrowest arc along a path.
  private mutating func send(along path: [Int]) -> Int64 {
    let amount = path.reduce(Int64.max) { min($0, arcs[$1].capacity) }
    guard amount > 0 else { return 0 }
    for arc in path {
      arcs[arc].capacity -= amount
      arcs[arc ^ 1].capacity += amount
    }
    return amount
  }

  private func shortestPath() -> [Int]? {
    var arrival = [Int](repeating: -1, count: outgoing.count)
    var queue = [source]
    var next = 0
    while next < queue.count, arrival[sink] < 0 {
      for arc in outgoing[queue[next]] where arcs[arc].capacity > 0 {
        let target = arcs[arc].target
        if arrival[target] < 0, target != source {
          arrival[target] = arc
          queue.append(target)
        }
      }
      next += 1
    }
    guard arrival[sink] >= 0 else { return nil }
    var path: [Int] = []
    var node = sink
    while node != source {
      path.append(arrival[node])
      node = arcs[arrival[node] ^ 1].target
    }
    return path
  }
}
