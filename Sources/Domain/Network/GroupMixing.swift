import Ecosystem

/// The ties of a network within and across groups: the E-I index with its value expected by chance, and for every pair of groups
/// the number of ties and the number expected.
///
/// The E-I index (Krackhardt & Stern 1988, Social Psychology Quarterly 51(2), 123–140) is (E − I) / (E + I), where E counts ties
/// between groups and I ties within: -1 when all ties are within groups, 1 when all are between. It is 0 when both numbers are
/// equal, but that is not the value expected by chance: with few large groups most pairs are internal. The expected value is the
/// same fraction over all *possible* pairs,
///
///     expected = (E* − I*) / (E* + I*),   I* = Σ n(n−1)/2 over the groups,   E* + I* = N(N−1)/2,
///
/// which is exact when the same ties, or the same labels, are dealt out at random, because each tie is then external with probability
/// E*/(E* + I*). Only nodes with a group, and ties between such nodes, count; directions and weights do not.
public struct GroupMixing: Sendable, Hashable {
  /// One group.
  public struct Group: Sendable, Hashable {
    public var name: String
    /// Number of nodes in the group.
    public var size: Int
    /// Ties between two of its nodes.
    public var internalTies: Int
    /// Ties between one of its nodes and another group.
    public var externalTies: Int
    /// Its own E-I index; nil without ties.
    public var index: Double? { GroupMixing.index(external: externalTies, internal: internalTies) }
  }

  /// Two groups and the ties between them, or one group twice and the ties within it.
  public struct Pair: Sendable, Hashable {
    public var first: String
    public var second: String
    /// Number of ties.
    public var ties: Int
    /// Number of possible ties.
    public var possible: Int
    /// Number of ties expected by chance: all ties, spread evenly over all possible pairs.
    public var expected: Double
  }

  /// Maximum number of groups: the result has every pair of them.
  public static let groupsMax = 200

  /// The groups, by name.
  public var groups: [Group]
  /// The pairs of groups, each group with itself included, by names.
  public var pairs: [Pair]
  /// Ties within groups.
  public var internalTies: Int
  /// Ties across groups.
  public var externalTies: Int
  /// Number of nodes without a group; they and their ties are left out.
  public var ungrouped: Int
  /// The E-I index, -1 to 1; nil without ties.
  public var index: Double?
  /// The index expected by chance for these sizes of groups, -1 to 1; nil when fewer than two nodes have a group.
  public var expected: Double?

  static func index(external: Int, internal: Int) -> Double? {
    let total = external + `internal`
    return total > 0 ? Double(external - `internal`) / Double(total) : nil
  }
}

extension Graph {
  /// The mixing of groups.
  /// - Parameter groups: the group of each node, in the order of the nodes; nil for none.
  /// - Throws: `NetworkError.tooManyGroups`.
  public func mixing(of groups: [String?]) throws(NetworkError) -> GroupMixing {
    precondition(groups.count == nodes.count, "a group, or nil, is wanted for each node")
    var sizes: ExactDictionary<Int> = [:]
    for case let group? in groups { sizes[group, default: 0] += 1 }
    guard sizes.count <= GroupMixing.groupsMax else {
      throw .tooManyGroups(sizes.count, maximum: GroupMixing.groupsMax)
    }
    var counts: [NamePair: Int] = [:]
    for tie in try undirected().ties {
      guard let from = groups[tie.from], let to = groups[tie.to] else { continue }
      counts[NamePair(from, to), default: 0] += 1
    }
    return GroupMixing(sizes: sizes, counts: counts, ungrouped: groups.count { $0 == nil })
  }
}

/// Two names without order, compared by their bytes.
struct NamePair: Hashable {
  let first: ExactString
  let second: ExactString

  init(_ one: String, _ other: String) {
    let (one, other) = (ExactString(one), ExactString(other))
    (first, second) = one < other ? (one, other) : (other, one)
  }

  var isOne: Bool { first == second }
}

extension GroupMixing {
  fileprivate init(sizes: ExactDictionary<Int>, counts: [NamePair: Int], ungrouped: Int) {
    let names = sizes.keys.sorted()
    let total = sizes.values.reduce(0, +)
    let (possible, ties) = (total * (total - 1) / 2, counts.values.reduce(0, +))
    groups = names.map { name in
      let own = counts.filter { $0.key.first == ExactString(name) || $0.key.second == ExactString(name) }
      let inside = counts[NamePair(name, name)] ?? 0
      return Group(
        name: name, size: sizes[name] ?? 0, internalTies: inside, externalTies: own.values.reduce(0, +) - inside)
    }
    pairs = names.enumerated().flatMap { position, first in
      names[position...].map { second in
        let (a, b) = (sizes[first] ?? 0, sizes[second] ?? 0)
        let between = first.isExactly(second) ? a * (a - 1) / 2 : a * b
        let expected = possible > 0 ? Double(ties) * Double(between) / Double(possible) : 0
        return Pair(
          first: first, second: second, ties: counts[NamePair(first, second)] ?? 0, possible: between,
          expected: expected)
      }
    }
    internalTies = counts.reduce(0) { $0 + ($1.key.isOne ? $1.value : 0) }
    externalTies = ties - internalTies
    self.ungrouped = ungrouped
    index = GroupMixing.index(external: externalTies, internal: internalTies)
    let inner = sizes.values.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    expected = GroupMixing.index(external: possible - inner, internal: inner)
  }
}
