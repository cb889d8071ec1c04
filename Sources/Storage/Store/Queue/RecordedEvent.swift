import Ecosystem
import Localization

/// An event with listeners, saved in the transaction that caused it.
public struct RecordedEvent: Sendable, Hashable {
  /// Its number: later events have higher ones.
  public var number: Int64
  /// `actor.created`, `actor.updated`, `actor.deleted`, or a plugin's own, `wallonia:labelled`.
  public var name: String
  /// The plugin whose code caused it; `admin` for the command line.
  public var plugin: String
  /// The entity, for an event of a record.
  public var entity: String?
  /// The record's id.
  public var record: String?
  /// The record as it was at the time, or the payload the plugin sent.
  public var payload: FieldValue
  /// The record before the update, if it was one.
  public var before: FieldValue?
  /// The length of the chain of events that led to it, from 1.
  public var depth: Int
  /// RFC 3339 in UTC.
  public var recordedAt: String
  /// The number of its cascade; nil for an event of an older version.
  public var cascade: Int64?
}

/// The kinds of events of records.
public enum RecordEvent: String, Sendable, CaseIterable {
  case created, updated, deleted
}

/// The error of a chain of events that is too long.
public struct EventCascade: Explainable, Hashable {
  /// Upper bound of the length of a chain of events.
  public static let depthMax = 8
  /// Upper bound of the deliveries one origin may cause; beyond it its deliveries are set aside together.
  public static let deliveriesMax = 10_000
  /// The length the chain would have reached.
  public var depth: Int

  public var code: String { "event.cascade" }

  public func message(in language: Language) -> String {
    Message("store.event-cascade", ["depth": depth, "allowed": Self.depthMax]).text(in: language)
  }
}

/// A delivery in the queue, without its event.
public struct PendingDelivery: Sendable, Hashable {
  public var number: Int64
  public var listener: EventListener
  /// The time of the next attempt, in milliseconds since 1970.
  public var dueMilliseconds: Int64
  /// Number of failed attempts.
  public var attempts: Int

  public init(number: Int64, listener: EventListener, dueMilliseconds: Int64, attempts: Int) {
    (self.number, self.listener) = (number, listener)
    (self.dueMilliseconds, self.attempts) = (dueMilliseconds, attempts)
  }
}

/// The delivery of one event to one listener.
public struct Delivery: Sendable, Hashable {
  public var number: Int64
  public var listener: EventListener
  public var event: RecordedEvent
  /// Number of failed attempts.
  public var attempts: Int
  /// The time of the next attempt, in milliseconds since 1970.
  public var dueMilliseconds: Int64
  /// When it was set aside, RFC 3339 in UTC; nil while it is retried.
  public var setAsideAt: String?
  /// The error message of the last attempt.
  public var detail: String?
}
