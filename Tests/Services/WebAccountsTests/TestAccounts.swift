import Foundation
import Synchronization
import Testing

@testable import WebAccounts

/// Accounts in a temporary folder, with a clock that the test sets.
final class TestAccounts: Sendable {
  let folder: URL
  let store: AccountStore
  let clock: Clock

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "accounts-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let clock = Clock()
    self.clock = clock
    store = try AccountStore.create(in: folder, limits: SessionLimits(idleMinutes: 60, hours: 12)) { clock.now }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// A clock that stands still.
  final class Clock: Sendable {
    private let time = Mutex<Int64>(1_800_000_000_000)
    var now: Int64 { time.withLock { $0 } }
    func pass(minutes: Int64) { time.withLock { $0 += minutes * 60_000 } }
  }

  /// The code of an app now, or `steps` later.
  func code(_ key: [UInt8], steps: Int64 = 0) -> String {
    TimeBasedCode.code(key, step: TimeBasedCode.step(at: clock.now) + steps)
  }

  /// A code that is none of those accepted now.
  func wrongCode(_ key: [UInt8]) throws -> String {
    let right = (-2...2).map { code(key, steps: $0) }
    return try #require(["000000", "000001", "000002", "000003", "000004", "000005"].first { !right.contains($0) })
  }

  /// Invites a person and sets up her second factor.
  func enrolled(_ name: String) throws -> (signIn: SignIn, key: [UInt8]) {
    let accepted = try #require(try store.accept(invite: try store.invite(name, audience: nil).token))
    let key = try #require(try store.session(accepted.session)?.newKey)
    guard case .signedIn(let signIn) = try store.enrol(accepted.session, code: code(key)) else { throw EnrolmentRefused() }
    clock.pass(minutes: 2)
    return (signIn, key)
  }

  struct EnrolmentRefused: Error {}
}
