import Ecosystem

/// The origin of a proposal.
public struct ProposalOrigin: Sendable, Hashable {
  /// The principal that filed it: a login, `web` for a visitor of the portal, `web:NAME` for an account.
  public var principal: String
  /// The kind of the invocation that made it: `form`, `action`, `import`, `importer`.
  public var kind: String
  /// The plugin that made it, which becomes the owner of an added record; `admin` for an import of the host.
  public var owner: String
  /// The name of the form, the importer or the file.
  public var name: String
  /// The source of the data; nil when it is not known.
  public var source: String?
  /// The licence of the source.
  public var licence: String?
  /// When the source was read, RFC 3339 in UTC.
  public var fetchedAt: String?

  public init(principal: String, kind: String, owner: String, name: String) {
    (self.principal, self.kind, self.owner, self.name) = (principal, kind, owner, name)
  }
}

/// A proposal before it is filed.
public struct ProposalDraft: Sendable, Hashable {
  public var origin: ProposalOrigin
  public var changes: [ProposedChange]
  /// The object from which it was made, such as a row of a file, as text; nil for none.
  public var raw: String?

  public init(_ origin: ProposalOrigin, _ changes: [ProposedChange], raw: String? = nil) {
    (self.origin, self.changes, self.raw) = (origin, changes, raw)
  }
}

/// Changes of records that wait for a decision, or have got one.
public struct Proposal: Sendable, Hashable {
  /// The states.
  public enum State: String, Sendable, Hashable, CaseIterable {
    case pending, accepted, rejected
  }

  /// The decision on a proposal.
  public struct Decision: Sendable, Hashable {
    /// When it was made, RFC 3339 in UTC.
    public var at: String
    /// The principal who made it.
    public var by: String
    /// The reason of a rejection.
    public var reason: String?
    /// The invocation that made it.
    public var invocation: String

    public init(at: String, by: String, reason: String? = nil, invocation: String) {
      (self.at, self.by, self.reason, self.invocation) = (at, by, reason, invocation)
    }
  }

  /// A ULID.
  public var id: String
  /// When it was filed, RFC 3339 in UTC.
  public var filedAt: String
  public var origin: ProposalOrigin
  /// The object from which it was made, as text.
  public var raw: String?
  public var state: State
  /// Nil while it is pending.
  public var decision: Decision?
  /// Its changes, in the order in which they are made.
  public var changes: [ProposedChange]
}

/// The outcome of filing one draft.
public enum FiledProposal: Sendable, Hashable {
  /// It is in the queue under that id.
  case filed(String)
  /// The same is in the queue already, or was rejected before, under that id.
  case known(String)

  /// The id of the proposal that holds the content.
  public var id: String {
    switch self {
    case .filed(let id), .known(let id): id
    }
  }
}

/// The bounds of the queue: a public form or a large file must not fill the disk.
public enum ProposalLimits {
  /// Maximum number of pending proposals.
  public static let pendingMax = 10_000
  /// Maximum number of pending proposals of all visitors without an account together.
  public static let visitorsMax = 1_000
  /// Maximum number of pending proposals of one account of the portal.
  public static let accountMax = 200
  /// Maximum size of one proposal with its raw object, in bytes.
  public static let bytesMax = 256 << 10
  /// Maximum size of the raw object that is kept, in bytes; a longer one is left out.
  public static let rawBytesMax = 64 << 10
  /// Maximum number of changes of one proposal.
  public static let changesMax = 100

  /// The most pending proposals of one principal.
  static func max(of principal: String) -> Int {
    principal == "web" ? visitorsMax : principal.hasPrefix("web:") ? accountMax : pendingMax
  }
}
