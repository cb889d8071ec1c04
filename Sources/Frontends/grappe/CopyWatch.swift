import Backups
import Engine
import Foundation
import Store
import Synchronization

/// Shows the progress of a copy, and stops it at Ctrl-C or SIGTERM.
final class CopyWatch: Sendable {
  private let progress = PageProgress()
  private let isStopping = Atomic<Bool>(false)

  /// Runs `body`, which reports its progress.
  /// - Throws: `BackupError.stopped`, and errors of `body`.
  static func run<Result>(
    _ body: ((CopyProgress) throws -> Void) async throws -> Result
  ) async rethrows -> Result {
    let watch = CopyWatch()
    let signals = Interruption { watch.stop() }
    defer { withExtendedLifetime(signals) {} }
    return try await body(watch.show)
  }

  /// Does the same for synchronous work.
  static func run<Result>(_ body: ((CopyProgress) throws -> Void) throws -> Result) rethrows -> Result {
    let watch = CopyWatch()
    let signals = Interruption { watch.stop() }
    defer { withExtendedLifetime(signals) {} }
    return try body(watch.show)
  }

  /// Requests the stop; at the second request, as while waiting for the write lock, ends the process at once, which is safe at
  /// any moment.
  private func stop() {
    if isStopping.exchange(true, ordering: .relaxed) { _exit(ExitStatus.failed.rawValue) }
  }

  private func show(_ progress: CopyProgress) throws {
    if isStopping.load(ordering: .relaxed) { throw BackupError.stopped }
    self.progress.show(progress)
  }
}
