import Foundation
import GRDB
import Store

/// The accounts of the portal, their links, sessions and second factors: a database of its own, `web.sqlite` in the workspace, which only
/// the owner may read.
///
/// It is no part of the ecosystem: no query, search, export or backup reaches it. Tokens and recovery codes are kept as hashes; the keys of
/// the second factor are kept as they are, because the host computes codes with them.
///
///     let link = try AccountStore.create(in: folder).invite("marie", audience: .staff)
public struct AccountStore: Sendable {
  /// The name of the file in the workspace.
  public static let fileName = "web.sqlite"
  /// The time that an invitation link is valid, in milliseconds.
  public static let inviteMilliseconds: Int64 = 30 * 60_000
  /// The time that a person has for the second factor after opening the link, in milliseconds.
  static let stageMilliseconds: Int64 = 15 * 60_000
  /// The time that an unused browser stays known, in milliseconds.
  public static let browserMilliseconds: Int64 = 90 * 24 * 3_600_000
  /// The wrong codes after which a session that waits for a code ends, and a known browser must wait.
  static let failuresMax = 5
  /// The time that a known browser must wait then, in milliseconds.
  static let waitMilliseconds: Int64 = 15 * 60_000
  /// The wrong codes after which a browser is known no more.
  static let browserFailuresMax = 20

  let queue: DatabaseQueue
  let limits: SessionLimits
  let clock: @Sendable () -> Int64

  /// Opens the accounts of a workspace.
  ///
  /// - Parameters:
  ///   - folder: the folder of the workspace.
  ///   - clock: the present time, in milliseconds since 1970.
  /// - Returns: nil while there are none.
  /// - Throws: `AccountError.unusable`.
  public static func open(
    in folder: URL, limits: SessionLimits = SessionLimits(), clock: @escaping @Sendable () -> Int64 = presentTime
  ) throws -> AccountStore? {
    let path = folder.appending(path: fileName).path
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return try AccountStore(path, limits: limits, clock: clock)
  }

  /// Opens the accounts of a workspace; creates the file when there is none, for its owner alone.
  /// - Throws: `AccountError.unusable`.
  public static func create(
    in folder: URL, limits: SessionLimits = SessionLimits(), clock: @escaping @Sendable () -> Int64 = presentTime
  ) throws -> AccountStore {
    let path = folder.appending(path: fileName).path
    let descriptor = Glibc.open(path, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw AccountError.unusable(path: path, reason: String(cString: strerror(errno))) }
    close(descriptor)
    return try AccountStore(path, limits: limits, clock: clock)
  }

  /// The time of the system, in milliseconds since 1970.
  public static let presentTime: @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970 * 1_000) }

  private init(_ path: String, limits: SessionLimits, clock: @escaping @Sendable () -> Int64) throws {
    (self.limits, self.clock) = (limits, clock)
    _ = SQLMemory.isCounted
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.foreignKeysEnabled = true
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
      try AccountSchema.migrate(queue)
    } catch {
      let reason = (error as? DatabaseError)?.message ?? String(cString: strerror(EIO))
      throw AccountError.unusable(path: path, reason: reason)
    }
  }
}
