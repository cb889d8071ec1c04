import Ecosystem
import Foundation
import Localization
import Store
import Synchronization

/// A worker that is lost in host code while its transaction holds the write lock of the workspace. Nobody else may touch its
/// connection; when it does not come back in time, only the end of the process frees the lock.
///
/// The watch runs on a thread of its own, so that neither a blocked cooperative pool nor a full standard error delays the end. The log
/// entry of the invocation is left in `run/`, since the log itself cannot be written while the lock is held; the next process that opens the
/// workspace takes it into the log, unless it is there.
final class LostWriter: Sendable {
  /// How long the worker has to come back.
  static let grace = Duration.seconds(10)
  /// The exit code of a process that ended for it.
  static let exitCode: Int32 = 6
  private static let lookMicroseconds: UInt32 = 100_000
  /// How long the last line may take to be written.
  private static let messageMicroseconds: UInt32 = 1_000_000
  private static let stackBytes = 256 << 10

  private let place: String
  private let language: Language
  private let folder: HostStatusFolder?
  private let knownRecord: @Sendable () -> InvocationRecord
  private let isLost = Atomic(false)
  private let hasLeftEntry = Atomic(false)

  /// - Parameters:
  ///   - place: the invocation, as people know it.
  ///   - folder: where its log entry is left; nil for nowhere.
  ///   - knownRecord: the log entry as far as it is known before the invocation is concluded.
  init(place: String, language: Language, folder: HostStatusFolder?, knownRecord: @escaping @Sendable () -> InvocationRecord) {
    self.place = place
    self.language = language
    self.folder = folder
    self.knownRecord = knownRecord
  }

  /// Leaves the log entry of the invocation where its worker is lost with the write lock.
  func leave(_ record: InvocationRecord) {
    guard isLost.load(ordering: .acquiring), !hasLeftEntry.exchange(true, ordering: .acquiringAndReleasing) else { return }
    folder?.leave(lostWriter: record)
  }

  /// Ends the process when `isBack` is still false after the grace period.
  func watch(_ isBack: @escaping @Sendable () -> Bool) {
    isLost.store(true, ordering: .releasing)
    let thread = Thread { [self] in
      let deadline = ContinuousClock.now.advanced(by: Self.grace)
      repeat {
        if isBack() { return }
        usleep(Self.lookMicroseconds)
      } while ContinuousClock.now < deadline
      if !isBack() { end() }
    }
    thread.stackSize = Self.stackBytes
    thread.start()
  }

  private func end() -> Never {
    leave(knownRecord())
    let line = Array((message + "\n").utf8)
    let thread = Thread {
      _ = line.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
      _exit(Self.exitCode)
    }
    thread.stackSize = Self.stackBytes
    thread.start()
    // A reader of standard error that does not read must not keep the process alive.
    usleep(Self.messageMicroseconds)
    _exit(Self.exitCode)
  }

  private var message: String {
    let seconds = Self.grace.components.seconds
    return Message("engine.lost-writer", ["place": place, "seconds": seconds, "code": Self.exitCode]).text(in: language)
  }
}
