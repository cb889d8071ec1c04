import Ecosystem
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
  /// An operation of the host itself failed, such as one of the store; it is retried.
  case trouble(String)
  case stopping
  case stopped

  /// Whether it reports a failure.
  public var isFailure: Bool {
    switch self {
    case .notLoaded, .deliveryFailed, .jobFailed, .trouble: true
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
    case .trouble: "trouble"
    case .stopping: "stopping"
    case .stopped: "stopped"
    }
  }

  /// Returns the message in one line.
  public func message(in language: Language) -> String {
    switch language {
    case .fr: french
    default: english
    }
  }

  public var json: FieldValue {
    var fields: ExactDictionary<FieldValue> = ["event": .text(code), "at": .text(Instant.now())]
    switch self {
    case .started, .stopping, .stopped: break
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
    case .trouble(let error): fields["error"] = .text(error)
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

  private var french: String {
    switch self {
    case .started: "L'hôte sert l'espace de travail ; Ctrl-C y met fin."
    case .generation(let number, let plugins, let milliseconds):
      "Génération \(number) prise en \(Self.short(milliseconds)) ms\(plugins.isEmpty ? "" : " : ")\(plugins.joined(separator: ", "))."
    case .notLoaded(let plugin, let error): "\(plugin) ne se charge pas : \(error)"
    case .delivered(let delivery): "\(Self.text(delivery)) : remis."
    case .deliveryFailed(let delivery, let error, let retry?):
      "\(Self.text(delivery)) : échec, nouvel essai dans \(Self.seconds(retry)) s : \(error)"
    case .deliveryFailed(let delivery, let error, nil):
      "\(Self.text(delivery)) : mis de côté (grappe jobs retry \(delivery.id)) : \(error)"
    case .jobStarted(let plugin, let id): "\(plugin):\(id) : commence."
    case .jobDone(let plugin, let id, let milliseconds): "\(plugin):\(id) : fait en \(milliseconds) ms."
    case .jobFailed(let plugin, let id, let error, let retry?):
      "\(plugin):\(id) : échec, nouvel essai dans \(Self.seconds(retry)) s : \(error)"
    case .jobFailed(let plugin, let id, let error, nil):
      "\(plugin):\(id) : mis de côté (grappe jobs retry \(plugin):\(id)) : \(error)"
    case .trouble(let error): "Cela n'a pas pu être fait, nouvel essai : \(error)"
    case .stopping: "L'hôte s'arrête ; ce qui tourne se termine."
    case .stopped: "L'hôte s'est arrêté."
    }
  }

  private var english: String {
    switch self {
    case .started: "The host serves the workspace; Ctrl-C ends it."
    case .generation(let number, let plugins, let milliseconds):
      "Generation \(number) taken over in \(Self.short(milliseconds)) ms\(plugins.isEmpty ? "" : ": ")\(plugins.joined(separator: ", "))."
    case .notLoaded(let plugin, let error): "\(plugin) does not load: \(error)"
    case .delivered(let delivery): "\(Self.text(delivery)): delivered."
    case .deliveryFailed(let delivery, let error, let retry?):
      "\(Self.text(delivery)): failed, tried again in \(Self.seconds(retry)) s: \(error)"
    case .deliveryFailed(let delivery, let error, nil):
      "\(Self.text(delivery)): set aside (grappe jobs retry \(delivery.id)): \(error)"
    case .jobStarted(let plugin, let id): "\(plugin):\(id): begins."
    case .jobDone(let plugin, let id, let milliseconds): "\(plugin):\(id): done in \(milliseconds) ms."
    case .jobFailed(let plugin, let id, let error, let retry?):
      "\(plugin):\(id): failed, tried again in \(Self.seconds(retry)) s: \(error)"
    case .jobFailed(let plugin, let id, let error, nil):
      "\(plugin):\(id): set aside (grappe jobs retry \(plugin):\(id)): \(error)"
    case .trouble(let error): "That could not be done, it is tried again: \(error)"
    case .stopping: "The host is stopping; what runs comes to its end."
    case .stopped: "The host has stopped."
    }
  }

  /// `actor.created kikk → wallonia`
  private static func text(_ delivery: Delivery) -> String {
    "\(delivery.event.name)\(delivery.event.record.map { " \($0)" } ?? "") → \(delivery.listener.plugin)"
  }

  private static func seconds(_ milliseconds: Int64) -> String { "\((milliseconds + 500) / 1_000)" }

  /// Formats a number with one decimal.
  private static func short(_ milliseconds: Double) -> String { "\((milliseconds * 10).rounded() / 10)" }
}

extension Delivery {
  /// The id in `grappe jobs`.
  public var id: String { "d\(number)" }
}
