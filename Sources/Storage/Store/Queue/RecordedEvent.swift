import Ecosystem

/// Something that happened and that somebody wants to hear of, kept in the transaction in which it happened.
public struct RecordedEvent: Sendable, Hashable {
  /// Its number: later events have higher ones.
  public var number: Int64
  /// `actor.created`, `actor.updated`, `actor.deleted`, or a plugin's own, `wallonia:labelled`.
  public var name: String
  /// The plugin whose code did it; `admin` for the command line.
  public var plugin: String
  /// The entity, for an event of a record.
  public var entity: String?
  /// The record's id.
  public var record: String?
  /// The record as it was then, or what the plugin sent along.
  public var payload: FieldValue
  /// The record before, for an update.
  public var before: FieldValue?
  /// How long the chain of events is that led to it, from 1.
  public var depth: Int
  /// RFC 3339 in UTC.
  public var recordedAt: String
  /// The number of the cascade whose deliveries are counted together; nil for an event of an older version.
  public var cascade: Int64?
}

/// What happens to records.
public enum RecordEvent: String, Sendable, CaseIterable {
  case created, updated, deleted
}

/// Events that cause events have gone too far.
public struct EventCascade: Explainable, Hashable {
  /// How long a chain of events may be.
  public static let depthMax = 8
  /// How many deliveries one origin may cause in all; beyond that its deliveries are set aside together.
  public static let deliveriesMax = 10_000
  /// How long it would have become.
  public var depth: Int

  public var code: String { "event.cascade" }

  public func message(in language: Language) -> String {
    switch language {
    case .fr: "une chaîne d'événements de \(depth) maillons, \(Self.depthMax) sont permis ; n'émettez pas d'événement qui ramène au même traitement."
    default: "a chain of \(depth) events, \(Self.depthMax) are allowed; do not emit an event that leads back to the same handler."
    }
  }
}

/// A function that a plugin wants called at an event.
public struct EventListener: Sendable, Hashable {
  public var plugin: String
  /// The name of the event.
  public var event: String
  /// Its place among the plugin's listeners to that event, from 0.
  public var position: Int

  public init(plugin: String, event: String, position: Int) {
    self.plugin = plugin
    self.event = event
    self.position = position
  }
}

/// One event on its way to one listener.
public struct Delivery: Sendable, Hashable {
  public var number: Int64
  public var listener: EventListener
  public var event: RecordedEvent
  /// How often it failed.
  public var attempts: Int
  /// When it is to be tried, in milliseconds since 1970.
  public var dueMilliseconds: Int64
  /// Since when it is not tried any more, RFC 3339 in UTC; nil while it is.
  public var setAsideAt: String?
  /// The error of the last attempt.
  public var detail: String?
}
