import Calendar
import Ecosystem
import Engine
import Foundation
import Synchronization

/// Writes the backups that `[backup]` in `config.toml` asks for when they are due, verified, and deletes the oldest beyond the number kept.
///
/// Runs beside a `HostService`. Of several hosts of one workspace the first writes it. A backup that was missed while no host ran is caught up once. A failed one is reported and tried again when the next is due.
public actor ScheduledBackups {
  /// The interval of comparing the clock with the schedule.
  private static let lookInterval = Duration.seconds(1)

  private let host: PluginHost
  private var plan: BackupPlan?
  /// The time of the next backup, in milliseconds since 1970; nil when none is planned.
  private var due: Int64?

  /// - Parameter host: the host whose workspace is backed up, and which reports it.
  public init(host: PluginHost) {
    self.host = host
  }

  /// Writes backups until the task is cancelled; one that is being written is discarded then.
  public func run() async {
    while !Task.isCancelled {
      await look(at: Instant.present)
      // A cancelled sleep ends the loop.
      try? await Task.sleep(for: Self.lookInterval)
    }
  }

  /// Writes a backup when one is due.
  func look(at now: Instant) async {
    if host.workspace.settings.backup != plan {
      plan = host.workspace.settings.backup
      due = plan.flatMap { self.next(by: $0, at: now) }
    }
    guard let plan, let due, now.milliseconds >= due else { return }
    await write(plan, due: Instant(milliseconds: due))
    self.due = plan.schedule.next(after: now, previous: Instant(milliseconds: due))?.milliseconds
  }

  /// Returns the time of the first backup: the one after the newest in the folder, which may have passed.
  private func next(by plan: BackupPlan, at now: Instant) -> Int64? {
    guard let newest = ScheduledBackupFolder(plan, of: host.workspace.directory).moments.last else {
      return plan.schedule.first(from: now)?.milliseconds
    }
    return plan.schedule.next(after: newest, previous: newest)?.milliseconds
  }

  private func write(_ plan: BackupPlan, due: Instant) async {
    let workspace = host.workspace
    let folder = ScheduledBackupFolder(plan, of: workspace.directory)
    let isStopping = StopFlag()
    let outcome = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        // A thread of its own: a copy of a large database would hold a thread of the pool up for minutes.
        Thread.detachNewThread {
          continuation.resume(returning: Result { try folder.write(workspace, due: due, isStopping: { isStopping.value }) })
        }
      }
    } onCancel: {
      isStopping.set()
    }
    report(outcome, folder)
  }

  private func report(_ outcome: Result<BackupOutcome, any Error>, _ folder: ScheduledBackupFolder) {
    switch outcome {
    case .success(let backup):
      let removed = folder.removeOldest()
      host.notice(.backupWritten(file: backup.path, bytes: backup.bytes, removed: removed))
    case .failure(let error as BackupError) where error.isOfAnotherHost || error == .stopped: break
    case .failure(let error): host.notice(.backupFailed(error: host.message(of: error)))
    }
  }
}

/// A flag that another thread sets.
private final class StopFlag: Sendable {
  private let flag = Atomic(false)
  var value: Bool { flag.load(ordering: .relaxed) }
  func set() { flag.store(true, ordering: .relaxed) }
}

extension BackupError {
  /// Whether another host writes, or wrote, the same backup.
  fileprivate var isOfAnotherHost: Bool {
    switch self {
    case .exists, .underWay: true
    default: false
    }
  }
}
