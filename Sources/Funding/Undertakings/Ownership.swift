/// Who holds and controls whom, as far as the SME test and the de minimis ledger ask.
public struct Ownership: Sendable {
  /// What an enterprise is to the rules on groups.
  public enum Role: Sendable, Hashable {
    /// Any entity engaged in an economic activity.
    case enterprise
    /// A public body: it links nobody (Regulation (EU) 2023/2831, recital 4), and 25 % in its hands end SME status
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
    /// The share of capital or voting rights, whichever is higher, 0 to 1; nil where it is not known.
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

  /// The given ties; an enterprise without a role is an ordinary one.
  public init(_ ties: [Tie], roles: [String: Role] = [:]) {
    self.ties = ties
    self.roles = roles
  }

  /// The role of an enterprise.
  public func role(of id: String) -> Role { roles[id] ?? .enterprise }

  /// The enterprises linked with this one, itself included, sorted.
  ///
  /// Linked are those between which there is control or a majority, also through others and by the holdings of linked
  /// enterprises taken together (annex, article 3(3); Regulation (EU) 2023/2831, article 2(2)). A public body and what only
  /// it holds together are not linked.
  public func linked(with id: String) -> [String] {
    guard role(of: id) != .publicBody else { return [id] }
    var group: Set<String> = [id]
    while let next = candidates(of: group).first(where: { isLinked($0, with: group) }) {
      // A joint majority of the group and what the newcomer brings may link further ones.
      group.insert(next)
    }
    return group.sorted()
  }

  /// The share that a group holds in an enterprise together, as far as it is known, 0 to 1.
  public func share(of group: Set<String>, in held: String) -> Double {
    ties.reduce(0) { $0 + ($1.held == held && group.contains($1.holder) ? $1.share ?? 0 : 0) }
  }

  private func candidates(of group: Set<String>) -> [String] {
    let neighbours = ties.flatMap { tie in
      group.contains(tie.held) ? [tie.holder] : group.contains(tie.holder) ? [tie.held] : []
    }
    return Set(neighbours).subtracting(group).filter { role(of: $0) != .publicBody }.sorted()
  }

  /// Whether one of the group, or the group together, controls the other, or the other controls one of the group.
  private func isLinked(_ id: String, with group: Set<String>) -> Bool {
    let controls = ties.contains { tie in
      tie.isControl
        && ((tie.holder == id && group.contains(tie.held)) || (tie.held == id && group.contains(tie.holder)))
    }
    return controls || share(of: group, in: id) > 0.5 || group.contains { share(of: [id], in: $0) > 0.5 }
  }
}
