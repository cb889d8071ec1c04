/// The level of access to a permission group, in increasing order: `none < read < write`; `write` includes `read`.
public enum AccessLevel: String, Sendable, Hashable, CaseIterable, Comparable {
  case none, read, write

  /// Whether the left level is lower.
  public static func < (left: AccessLevel, right: AccessLevel) -> Bool { left.rank < right.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
