import Calendar
import Ecosystem
import Localization
import Store

/// An unattended event of a host, for its log: a line for people, an object for machines.
public enum HostNotice: Sendable {
  case started
  /// A generation was loaded; `milliseconds` is the time that took, `plugins` names the loaded ones.
  case generation(number: Int, plugins: [String], milliseconds: Double)
  /// A plugin of a new generation failed to load.
  case notLoaded(plugin: String, error: String)
  case delivered(Delivery)
  /// `retryMilliseconds` is the time until the next attempt; nil when the delivery was set aside.
  case deliveryFailed(Delivery, error: String, retryMilliseconds: Int64?)
  case jobStarted(plugin: String, id: String)
  case jobDone(plugin: String, id: String, milliseconds: Int64)
  case jobFailed(plugin: String, id: String, error: String, retryMilliseconds: Int64?)
  /// The deliveries and runs of jobs since the last report.
  case rates(HostActivity)
  /// A backup by schedule was written and verified; `removed` is the number of older files deleted for it.
  case backupWritten(file: String, bytes: Int64, removed: Int)
  /// A backup by schedule failed.
  case backupFailed(error: String)
  /// The settings of the workspace were read again.
  case settingsReloaded
  /// The settings are invalid; those before stay in force.
  case settingsRefused(error: String)
  /// An operation of the host itself failed, such as one of the store; it is retried.
  case trouble(String)
  case stopping
  case stopped

  /// Whether it reports a failure.
  public var isFailure: Bool {
    switch self {
    case .notLoaded, .deliveryFailed, .jobFailed, .settingsRefused, .backupFailed, .trouble: true
    default: false
    }
  }

  /// A stable name, for scripts.
  public var code: String {
    switch self {
    case .started: "started"
    case .generation: "generation"
    case .notLoaded: "not-loaded"
    case .delivered: "delivered"
    case .deliveryFailed(_, _, let retry): retry == nil ? "delivery-set-aside" : "delivery-failed"
    case .jobStarted: "job-started"
    case .jobDone: "job-done"
    case .jobFailed(_, _, _, let retry): retry == nil ? "job-set-aside" : "job-failed"
    case .rates: "rates"
    case .backupWritten: "backup-written"
    case .backupFailed: "backup-failed"
    case .settingsReloaded: "settings-reloaded"
    case .settingsRefused: "settings-refused"
    case .trouble: "trouble"
    case .stopping: "stopping"
    case .stopped: "stopped"
    }
  }

  /// Returns the message in one line.
  public func message(in language: Language) -> String { message.text(in: language) }

  public var json: FieldValue {
    var fields: ExactDictionary<FieldValue> = ["event": .text(code), "at": .text(Instant.now())]
    switch self {
    case .started, .stopping, .stopped, .settingsReloaded: break
    case .generation(let number, let plugins, let milliseconds):
      fields["generation"] = .integer(Int64(number))
      fields["plugins"] = .list(plugins.map(FieldValue.text))
      fields["ms"] = .number(milliseconds)
    case .notLoaded(let plugin, let error): (fields["plugin"], fields["error"]) = (.text(plugin), .text(error))
    case .delivered(let delivery): fields.merge(Self.fields(delivery)) { $1 }
    case .deliveryFailed(let delivery, let error, let retry):
      fields.merge(Self.fields(delivery)) { $1 }
      fields["error"] = .text(error)
      fields["retry_ms"] = retry.map(FieldValue.integer) ?? .null
    case .jobStarted(let plugin, let id): fields["job"] = .text("\(plugin):\(id)")
    case .jobDone(let plugin, let id, let milliseconds):
      (fields["job"], fields["ms"]) = (.text("\(plugin):\(id)"), .integer(milliseconds))
    case .jobFailed(let plugin, let id, let error, let retry):
      (fields["job"], fields["error"]) = (.text("\(plugin):\(id)"), .text(error))
      fields["retry_ms"] = retry.map(FieldValue.integer) ?? .null
    case .rates(let activity): fields.merge(Self.fields(activity)) { $1 }
    case .backupWritten(let file, let bytes, let removed):
      fields["file"] = .text(file)
      (fields["bytes"], fields["removed"]) = (.integer(bytes), .integer(Int64(removed)))
    case .backupFailed(let error), .settingsRefused(let error), .trouble(let error): fields["error"] = .text(error)
    }
    return .map(fields)
  }

  private static func fields(_ delivery: Delivery) -> ExactDictionary<FieldValue> {
    [
      "name": .text(delivery.event.name), "plugin": .text(delivery.listener.plugin),
      "record": delivery.event.record.map(FieldValue.text) ?? .null, "delivery": .text(delivery.id),
      "attempts": .integer(Int64(delivery.attempts)),
    ]
  }

  private static func fields(_ activity: HostActivity) -> ExactDictionary<FieldValue> {
    [
      "seconds": .integer(activity.seconds), "deliveries": .integer(activity.deliveries),
      "deliveries_failed": .integer(activity.deliveriesFailed), "jobs": .integer(activity.jobs),
      "jobs_failed": .integer(activity.jobsFailed),
    ]
  }

  private var message: Message {
    switch self {
    case .started: return Message("engine.host-notice.started")
    case .generation(let number, let plugins, let milliseconds):
      let arguments: [String: any ArgumentConvertible] = [
        "number": number, "milliseconds": (milliseconds * 10).rounded() / 10, "plugins": plugins,
      ]
      return plugins.isEmpty
        ? Message("engine.host-notice.generation", arguments) : Message("engine.host-notice.generation-plugins", arguments)
    case .notLoaded(let plugin, let error): return Message("engine.host-notice.not-loaded", ["plugin": plugin, "error": error])
    case .delivered(let delivery): return Message("engine.host-notice.delivered", ["delivery": Self.text(delivery)])
    case .deliveryFailed(let delivery, let error, let retry):
      return Self.failure(Self.text(delivery), delivery.id, error: error, retryMilliseconds: retry)
    case .jobStarted(let plugin, let id): return Message("engine.host-notice.job-started", ["job": "\(plugin):\(id)"])
    case .jobDone(let plugin, let id, let milliseconds):
      return Message("engine.host-notice.job-done", ["job": "\(plugin):\(id)", "milliseconds": milliseconds])
    case .jobFailed(let plugin, let id, let error, let retry):
      return Self.failure("\(plugin):\(id)", "\(plugin):\(id)", error: error, retryMilliseconds: retry)
    case .rates(let activity): return Self.rates(activity)
    case .backupWritten(let file, let bytes, let removed):
      return Message("engine.host-notice.backup-written", ["file": file, "bytes": bytes, "removed": removed])
    case .backupFailed(let error): return Message("engine.host-notice.backup-failed", ["error": error])
    case .settingsReloaded: return Message("engine.host-notice.settings-reloaded")
    case .settingsRefused(let error): return Message("engine.host-notice.settings-refused", ["error": error])
    case .trouble(let error): return Message("engine.host-notice.trouble", ["error": error])
    case .stopping: return Message("engine.host-notice.stopping")
    case .stopped: return Message("engine.host-notice.stopped")
    }
  }

  private static func rates(_ activity: HostActivity) -> Message {
    Message(
      "engine.host-notice.rates",
      [
        "seconds": activity.seconds, "deliveries": activity.deliveries, "deliveries-failed": activity.deliveriesFailed,
        "jobs": activity.jobs, "jobs-failed": activity.jobsFailed,
      ])
  }

  private static func failure(_ task: String, _ id: String, error: String, retryMilliseconds: Int64?) -> Message {
    guard let retryMilliseconds else {
      return Message("engine.host-notice.set-aside", ["task": task, "id": id, "error": error])
    }
    let seconds = (retryMilliseconds + 500) / 1_000
    return Message("engine.host-notice.failed", ["task": task, "seconds": seconds, "error": error])
  }

  /// `actor.created kikk → wallonia`
  private static func text(_ delivery: Delivery) -> String {
    "\(delivery.event.name)\(delivery.event.record.map { " \($0)" } ?? "") → \(delivery.listener.plugin)"
  }
}

extension Delivery {
  /// The id in `grappe jobs`.
  public var id: String { "d\(number)" }
}
