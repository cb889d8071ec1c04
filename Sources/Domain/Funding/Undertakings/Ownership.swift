import Ecosystem

/// Holdings and control between enterprises, as far as the SME test and the de minimis ledger need them.
public struct Ownership: Sendable {
  /// The role of an enterprise in the rules on groups.
  public enum Role: Sendable, Hashable {
    /// Any entity engaged in an economic activity.
    case enterprise
    /// A public body: it creates no link (Regulation (EU) 2023/2831, recital 4), and a holding of 25 % by it ends SME status
    /// (Recommendation 2003/361/EC, annex, article 3(4)).
    case publicBody
    /// An investor that may hold up to 50 % and leaves the enterprise autonomous: public investment corporations, venture
    /// capital, universities and research centres, institutional investors (annex, article 3(2)).
    case exemptInvestor
  }

  /// A holding or control that one enterprise has over another.
  public struct Tie: Sendable, Hashable {
    public var holder: String
    public var held: String
    /// The share of capital or voting rights, the higher of both, 0 to 1; nil when it is not known.
    public var share: Double?
    /// Whether the holder controls the other by law, contract or majority.
    public var isControl: Bool

    /// A tie.
    public init(holder: String, held: String, share: Double?, isControl: Bool) {
      self.holder = holder
      self.held = held
      self.share = share
      self.isControl = isControl
    }
  }

  /// The ties.
  public let ties: [Tie]
  private let roles: [String: Role]
  private let groups: [String: [String]]

  /// The given ties; an enterprise without a role is an ordinary one.
  public init(_ ties: [Tie], roles: [String: Role] = [:]) {
    self.ties = ties
    self.roles = roles
    groups = Self.groups(ties.filter { roles[$0.holder] != .publicBody && roles[$0.held] != .publicBody })
  }

  /// The role of an enterprise.
  public func role(of id: String) -> Role { roles[id] ?? .enterprise }

  /// The public bodies, and the enterprises that they control together, directly or through others (annex, article 3(4)).
  public var publicHolders: Set<String> {
    var holders = Set(ties.map(\.holder).filter { role(of: $0) == .publicBody })
    while let next = ties.first(where: { !holders.contains($0.held) && isControlled($0, by: holders) }) {
      holders.insert(next.held)
    }
    return holders
  }

  private func isControlled(_ tie: Tie, by holders: Set<String>) -> Bool {
    guard role(of: tie.held) != .exemptInvestor else { return false }
    return (tie.isControl && holders.contains(tie.holder)) || share(of: holders, in: tie.held) > 0.5
  }

  /// Returns the enterprises linked with this one, itself included, sorted.
  ///
  /// Linked enterprises are connected by control or a majority, also through others and by the holdings of linked enterprises
  /// taken together (annex, article 3(3); Regulation (EU) 2023/2831, article 2(2)). A public body does not link the enterprises
  /// that only it holds together.
  public func linked(with id: String) -> [String] { groups[id] ?? [id] }

  /// The share that a group holds in an enterprise together, as far as it is known, 0 to 1.
  public func share(of group: Set<String>, in held: String) -> Double {
    let parts = ties.reduce(Int64(0)) { sum, tie in
      sum.addingSaturated(tie.held == held && group.contains(tie.holder) ? Self.parts(tie.share) : 0)
    }
    return Double(parts) / Self.whole
  }

  /// Shares are added as whole billionths, so that 2 %, 21 % and 2 % are 25 %.
  private static let whole = 1e9

  private static func parts(_ share: Double?) -> Int64 { Int64(saturating: ((share ?? 0) * whole).rounded()) }

  /// Returns the groups of linked enterprises, by each of their members. Groups grow until none holds a majority outside itself:
  /// the holdings of two groups are added up once they are merged.
  private static func groups(_ ties: [Tie]) -> [String: [String]] {
    var leaders = Dictionary(ties.flatMap { [($0.holder, $0.holder), ($0.held, $0.held)] }) { first, _ in first }
    for tie in ties where tie.isControl { join(tie.holder, tie.held, leaders: &leaders) }
    while let (leader, held) = majority(ties, leaders) { join(leader, held, leaders: &leaders) }
    let members = Dictionary(grouping: leaders.keys) { leaders[$0] ?? $0 }
    return leaders.mapValues { members[$0]?.sorted() ?? [$0] }
  }

  /// Finds a group that holds more than half of an enterprise outside itself.
  private static func majority(_ ties: [Tie], _ leaders: [String: String]) -> (String, String)? {
    var shares: [[String]: Int64] = [:]
    for tie in ties where leaders[tie.holder] != leaders[tie.held] {
      let key = [leaders[tie.holder] ?? tie.holder, tie.held]
      let sum = shares[key, default: 0].addingSaturated(parts(tie.share))
      shares[key] = sum
      if sum > parts(0.5) { return (tie.holder, tie.held) }
    }
    return nil
  }

  private static func join(_ one: String, _ other: String, leaders: inout [String: String]) {
    guard let leader = leaders[one], let former = leaders[other], leader != former else { return }
    for (member, current) in leaders where current == former { leaders[member] = leader }
  }
}
