import Ecosystem

/// A job of an installed plugin: when it runs and what came of it.
public struct JobRecord: Sendable, Hashable {
  public enum State: String, Sendable, CaseIterable {
    /// It runs when it is due.
    case waiting
    /// An admin holds it back.
    case paused
    /// It failed too often and waits for an admin.
    case setAside = "set-aside"
    /// It was to run once, and did.
    case done
  }

  public var plugin: String
  /// The id within the plugin.
  public var id: String
  /// The bundle that registered it.
  public var bundleID: String
  public var title: LocalizedText
  public var schedule: JobSchedule
  public var state: State
  /// The moment of the schedule that the next run stands for, in milliseconds since 1970; nil when there is none.
  public var meantMilliseconds: Int64?
  /// When the next run is to begin: the moment it is meant for, or later after a failure.
  public var dueMilliseconds: Int64?
  /// How often it failed since it last succeeded.
  public var attempts: Int
  /// RFC 3339 in UTC.
  public var lastStartedAt: String?
  /// `done` or the code of the error.
  public var lastOutcome: String?
  /// The error of the last run.
  public var detail: String?
  /// The host that runs it now.
  public var leaseOwner: String?
  /// Until when nobody else may, in milliseconds since 1970.
  public var leaseUntilMilliseconds: Int64?

  /// A job that was just registered.
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

  /// Sets the next run; nil for none, which leaves the job done.
  public mutating func plan(_ next: Instant?) {
    attempts = 0
    meantMilliseconds = next?.milliseconds
    dueMilliseconds = next?.milliseconds
    if next == nil { state = .done }
  }
}

/// A job as a plugin's `init.lua` registered it.
public struct JobRegistration: Sendable, Hashable {
  public var id: String
  public var title: LocalizedText
  public var schedule: JobSchedule

  public init(id: String, title: LocalizedText, schedule: JobSchedule) {
    self.id = id
    self.title = title
    self.schedule = schedule
  }

  var description: FieldValue {
    let title = title.values.map { ($0.key.rawValue, FieldValue.text($0.value)) }
    return .map(["title": .map(ExactDictionary(uniqueKeysWithValues: title)), "schedule": schedule.json])
  }
}
