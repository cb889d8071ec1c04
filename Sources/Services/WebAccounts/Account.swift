import Ecosystem

/// A person who may sign in to the portal.
public struct Account: Sendable, Hashable {
  public var name: String
  /// The audience of the account: `.members` or `.staff`.
  public var audience: Audience
  public var createdAt: Int64
  /// Whether she has set up the second factor.
  public var hasSecondFactor: Bool
  /// The number of recovery codes that are left.
  public var recoveryCodeCount: Int
  /// The number of sessions that are open.
  public var sessionCount: Int
}

/// An open session, as lists show it.
public struct SessionSummary: Sendable, Hashable {
  /// The id by which it is ended. It is not the token of the cookie.
  public var id: String
  public var account: String
  /// When it began and was last used, in milliseconds since 1970.
  public var createdAt: Int64
  public var usedAt: Int64
}

/// The stage of a session.
public enum SessionStage: String, Sendable, Hashable {
  /// The link was accepted; the second factor is being set up.
  case enrolling
  /// The link was accepted; the code is missing.
  case awaitingCode
  /// The person has signed in.
  case open
}

/// The session that a token belongs to.
public struct ActiveSession: Sendable, Hashable {
  public var id: String
  public var account: String
  public var audience: Audience
  public var stage: SessionStage
  /// The key that is being set up while `stage` is `.enrolling`.
  public var newKey: [UInt8]?
}

/// The tokens of a session that has begun, for cookies of the browser.
public struct SignIn: Sendable, Hashable {
  public var account: String
  /// The token of the session.
  public var session: String
  /// The token that makes the browser known; nil before the second factor was proven.
  public var browser: String?
  /// New recovery codes, shown once; empty when none were made.
  public var recoveryCodes: [String] = []
}

/// The result of a code that was entered.
public enum CodeOutcome: Sendable, Hashable {
  case signedIn(SignIn)
  case wrong
  /// There is no session that waits for a code, or there were too many wrong ones.
  case ended
}

/// The times after which sessions end.
public struct SessionLimits: Sendable, Hashable {
  /// The time without a request after which a session ends, in milliseconds.
  public var idleMilliseconds: Int64
  /// The time after which a session ends in any case, in milliseconds.
  public var milliseconds: Int64

  public init(idleMinutes: Int64 = 60, hours: Int64 = 12) {
    (idleMilliseconds, milliseconds) = (idleMinutes * 60_000, hours * 3_600_000)
  }
}
