import Engine
import Foundation
import Store
import Synchronization

/// Shows how far a copy is, and ends it at Ctrl-C or an ordinary kill.
final class CopyWatch: Sendable {
  private let progress = PageProgress()
  private let isStopping = Atomic<Bool>(false)

  /// Does `body`, which tells how far it is.
  /// - Throws: `BackupError.stopped`, and what `body` throws.
  static func run<Result>(
    _ body: ((CopyProgress) throws -> Void) async throws -> Result
  ) async rethrows -> Result {
    let watch = CopyWatch()
    let signals = Interruption { watch.stop() }
    defer { withExtendedLifetime(signals) {} }
    return try await body(watch.show)
  }

  /// The same for work that does not wait.
  static func run<Result>(_ body: ((CopyProgress) throws -> Void) throws -> Result) rethrows -> Result {
    let watch = CopyWatch()
    let signals = Interruption { watch.stop() }
    defer { withExtendedLifetime(signals) {} }
    return try body(watch.show)
  }

  /// Asks for the end; asked again, as while another writer is waited for, the process ends at once, which is safe at any moment.
  private func stop() {
    if isStopping.exchange(true, ordering: .relaxed) { _exit(ExitStatus.failed.rawValue) }
  }

  private func show(_ progress: CopyProgress) throws {
    if isStopping.load(ordering: .relaxed) { throw BackupError.stopped }
    self.progress.show(progress)
  }
}
