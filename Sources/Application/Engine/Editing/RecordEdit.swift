import Ecosystem

/// A change of one record that a person makes on a page.
public struct RecordEdit: Sendable {
  /// The id of the entity.
  public var entity: String
  /// The id of the record; nil for a new one.
  public var id: String?
  /// The new values by field; null removes a value.
  public var changes: ExactDictionary<FieldValue>
  /// The revision that the person saw: its `updated_at`.
  public var revision: String?
  public var viewer: PageViewer

  public init(
    _ entity: String, _ id: String? = nil, changes: ExactDictionary<FieldValue> = [:], revision: String? = nil, viewer: PageViewer
  ) {
    (self.entity, self.id, self.changes, self.revision, self.viewer) = (entity, id, changes, revision, viewer)
  }
}

/// The result of an edit that was not refused.
public enum EditOutcome: Sendable, Hashable {
  /// The record is saved, or deleted. `invocation` names the change, for an undo; nil when nothing differed.
  case saved(id: String, invocation: String?)
  /// The record was changed since the person saw it. Nothing was written.
  case conflict
  /// There is no such record for this person.
  case notFound
}
