/// The readers of an output, in increasing order: `public < members < staff < admin`.
///
/// Records and fields that an audience may not see do not exist in what it reads: see `Visibility`.
public enum Audience: String, Sendable, Hashable, CaseIterable, Comparable {
  /// Everybody, without an account.
  case `public`
  /// The members of the cluster.
  case members
  /// The staff of the cluster. Sees every record and field.
  case staff
  /// The administrator of the workspace: sees what the staff sees, and the log.
  case admin

  /// Whether the left audience sees less.
  public static func < (left: Audience, right: Audience) -> Bool { left.rank < right.rank }

  /// Whether it sees records and fields of a visibility.
  public func sees(_ visibility: Visibility) -> Bool { self >= visibility.audience }

  /// Whether it sees the records and fields of every visibility.
  public var seesEverything: Bool { self >= .staff }

  /// The visibilities of the records and fields that it sees.
  public var visibilities: [Visibility] { Visibility.allCases.filter(sees) }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension Visibility {
  /// The lowest audience that sees records and fields of this visibility.
  public var audience: Audience {
    switch self {
    case .public: .public
    case .members: .members
    case .staff: .staff
    }
  }
}
