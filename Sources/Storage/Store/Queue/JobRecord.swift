import Calendar
import Ecosystem
import Localization

/// A job of an installed plugin, with its schedule and last outcome.
public struct JobRecord: Sendable, Hashable {
  public enum State: String, Sendable, CaseIterable {
    /// Runs when it is due.
    case waiting
    /// Paused by an admin.
    case paused
    /// Failed too often; waits for an admin.
    case setAside = "set-aside"
    /// Was to run once, and has run.
    case done
  }

  public var plugin: String
  /// The id within the plugin.
  public var id: String
  /// The id of the bundle that registered it.
  public var bundleID: String
  public var title: LocalizedText
  public var schedule: JobSchedule
  public var state: State
  /// The scheduled time of the next run, in milliseconds since 1970; nil when there is none.
  public var meantMilliseconds: Int64?
  /// The start of the next run: its scheduled time, or later after a failure.
  public var dueMilliseconds: Int64?
  /// Number of failures since the last success.
  public var attempts: Int
  /// RFC 3339 in UTC.
  public var lastStartedAt: String?
  /// `done` or the code of the error.
  public var lastOutcome: String?
  /// The error message of the last run.
  public var detail: String?
  /// The host that holds the lease, and so runs it now.
  public var leaseOwner: String?
  /// The end of the lease, in milliseconds since 1970.
  public var leaseUntilMilliseconds: Int64?

  /// A newly registered job.
  init(plugin: String, id: String, bundleID: String, title: LocalizedText, schedule: JobSchedule, now: Instant) {
    self.plugin = plugin
    self.id = id
    self.bundleID = bundleID
    self.title = title
    self.schedule = schedule
    state = .waiting
    attempts = 0
    plan(schedule.first(from: now))
  }

  /// Sets the next run; nil leaves the job done.
  public mutating func plan(_ next: Instant?) {
    attempts = 0
    meantMilliseconds = next?.milliseconds
    dueMilliseconds = next?.milliseconds
    if next == nil { state = .done }
  }
}
