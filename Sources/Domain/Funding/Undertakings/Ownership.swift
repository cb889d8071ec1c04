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
    /// An autonomous local authority with an annual budget under EUR 10 million and fewer than 5,000 inhabitants: a public body,
    /// whose holding of up to 50 % leaves the enterprise autonomous (annex, article 3(2)(d)).
    case smallAuthority

    /// Whether it is a public body.
    public var isPublic: Bool { self == .publicBody || self == .smallAuthority }
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
    groups = Self.groups(ties.filter { roles[$0.holder]?.isPublic != true && roles[$0.held]?.isPublic != true })
  }

  /// The ties whose share is not known and that do not say control.
  public var openTies: [Tie] { ties.filter { $0.share == nil && !$0.isControl } }

  /// Returns the same ties with every unknown share being `share`: 0 and 1 bound what the unknown shares can mean.
  public func assuming(_ share: Double) -> Ownership {
    let assumed = ties.map { tie in
      tie.isControl ? tie : Tie(holder: tie.holder, held: tie.held, share: tie.share ?? share, isControl: false)
    }
    return Ownership(assumed, roles: roles)
  }

  /// Returns the open ties on which the enterprises linked with this one depend.
  public func openTies(of id: String) -> [Tie] {
    let group = Set(assuming(1).linked(with: id))
    return openTies.filter { group.contains($0.held) || group.contains($0.holder) }
  }

  /// The role of an enterprise.
  public func role(of id: String) -> Role { roles[id] ?? .enterprise }

  /// The public bodies, and the enterprises that they control together, directly or through others (annex, article 3(4)).
  public var publicHolders: Set<String> {
    var holders = Set(ties.map(\.holder).filter { role(of: $0).isPublic })
    while let next = ties.first(where: { !holders.contains($0.held) && isControlled($0, by: holders) }) {
      holders.insert(next.held)
    }
    return holders
  }

  private func isControlled(_ tie: Tie, by holders: Set<String>) -> Bool {
    guard role(of: tie.held) != .exemptInvestor else { return false }
    return (tie.isControl && holders.contains(tie.holder)) || share(of: holders, in: tie.held) > .half
  }

  /// Returns the enterprises linked with this one, itself included, sorted.
  ///
  /// Linked enterprises are connected by control or a majority, also through others and by the holdings of linked enterprises
  /// taken together (annex, article 3(3); Regulation (EU) 2023/2831, article 2(2)). A public body does not link the enterprises
  /// that only it holds together.
  public func linked(with id: String) -> [String] { groups[id] ?? [id] }

  /// The share that a group holds in an enterprise together, as far as it is known, 0 to 1.
  public func share(of group: Set<String>, in held: String) -> DecimalShare {
    ties.filter { $0.held == held && group.contains($0.holder) }
      .reduce(.zero) { $0 + DecimalShare($1.share ?? 0) }
  }

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
    var shares: [[String]: DecimalShare] = [:]
    for tie in ties where leaders[tie.holder] != leaders[tie.held] {
      let key = [leaders[tie.holder] ?? tie.holder, tie.held]
      let sum = shares[key, default: .zero] + DecimalShare(tie.share ?? 0)
      shares[key] = sum
      if sum > .half { return (tie.holder, tie.held) }
    }
    return nil
  }

  private static func join(_ one: String, _ other: String, leaders: inout [String: String]) {
    guard let leader = leaders[one], let former = leaders[other], leader != former else { return }
    for (member, current) in leaders where current == former { leaders[member] = leader }
  }
}
