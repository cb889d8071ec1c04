import Calendar
import Ecosystem
import HostAPI
import Localization
import Store

/// A job that a plugin contributes, before its installation.
public struct JobDescription: Sendable, Hashable {
  /// The full name, such as `wallonia:barometer`.
  public var name: String
  public var title: LocalizedText
  /// The schedule: `0 6 1 * * Europe/Brussels`, `15m`.
  public var schedule: String

  init(plugin: String, job: Registrations.Job) {
    name = "\(plugin):\(job.id)"
    title = job.title
    schedule = job.schedule.text
  }
}

extension JobRegistration {
  init(_ job: Registrations.Job) { self.init(id: job.id, title: job.title, schedule: job.schedule) }
}

/// A job of an installed plugin, for display and scripts.
public struct JobStatus: Sendable, Hashable {
  /// The full name, such as `wallonia:barometer`.
  public var id: String
  public var title: LocalizedText
  /// The schedule: `0 6 1 * * Europe/Brussels`, `15m`.
  public var schedule: String
  /// `waiting`, `running`, `paused`, `set-aside`, `done`; `quarantined` while its plugin is.
  public var state: String
  /// The time of the next run, RFC 3339 in UTC; nil without one.
  public var nextRunAt: String?
  /// The start of the last run, RFC 3339 in UTC.
  public var lastRunAt: String?
  /// The outcome of the last run: `done` or an error code.
  public var lastOutcome: String?
  /// Number of failures since the last success.
  public var attempts: Int
  /// The error of the last run.
  public var detail: String?

  init(_ job: JobRecord, isRunning: Bool, isQuarantined: Bool) {
    id = "\(job.plugin):\(job.id)"
    title = job.title
    schedule = job.schedule.text
    state = isRunning ? "running" : isQuarantined && job.state == .waiting ? "quarantined" : job.state.rawValue
    nextRunAt = state == "waiting" ? job.dueMilliseconds.map { Instant(milliseconds: $0).text } : nil
    lastRunAt = job.lastStartedAt
    lastOutcome = job.lastOutcome
    attempts = job.attempts
    detail = job.detail
  }

  /// The output of `grappe jobs --json`.
  public func json(in language: Language) -> FieldValue {
    .map([
      "id": .text(id), "title": .text(title[language]), "schedule": .text(schedule), "state": .text(state),
      "next_run_at": nextRunAt.map(FieldValue.text) ?? .null, "last_run_at": lastRunAt.map(FieldValue.text) ?? .null,
      "last_outcome": lastOutcome.map(FieldValue.text) ?? .null, "attempts": .integer(Int64(attempts)),
      "detail": detail.map(FieldValue.text) ?? .null,
    ])
  }
}

extension SetAsideCascade {
  /// The id in `grappe jobs retry` and `discard`: `c3`.
  public var id: String { "c\(number)" }

  /// Returns the reason why it was set aside, in one sentence.
  public func reason(in language: Language) -> String {
    Message("engine.job-status.cascade", ["deliveries": deliveries, "allowed": allowed]).text(in: language)
  }

  /// The output of `grappe jobs --json`.
  public func json(in language: Language) -> FieldValue {
    .map([
      "id": .text(id), "event": .text(name), "plugin": .text(plugin), "started_at": .text(startedAt),
      "set_aside_at": .text(setAsideAt), "deliveries": .integer(Int64(deliveries)), "allowed": .integer(Int64(allowed)),
      "waiting": .integer(Int64(waiting)), "detail": .text(reason(in: language)),
    ])
  }
}

/// A delivery that failed too often and waits for an admin.
public struct SetAsideDelivery: Sendable, Hashable {
  /// The id in `grappe jobs retry`: `d12`.
  public var id: String
  /// The event, such as `actor.created`.
  public var event: String
  /// The record concerned.
  public var record: String?
  /// The plugin whose handler failed.
  public var plugin: String
  /// The timestamp, RFC 3339 in UTC.
  public var setAsideAt: String
  public var attempts: Int
  /// The last error.
  public var detail: String

  init(_ delivery: Delivery) {
    id = delivery.id
    event = delivery.event.name
    record = delivery.event.record
    plugin = delivery.listener.plugin
    setAsideAt = delivery.setAsideAt ?? ""
    attempts = delivery.attempts
    detail = delivery.detail ?? ""
  }

  /// The output of `grappe jobs --json`.
  public var json: FieldValue {
    .map([
      "id": .text(id), "event": .text(event), "record": record.map(FieldValue.text) ?? .null, "plugin": .text(plugin),
      "set_aside_at": .text(setAsideAt), "attempts": .integer(Int64(attempts)), "detail": .text(detail),
    ])
  }
}
