import Ecosystem

/// A change of one record, as a proposal holds it.
public struct ProposedChange: Sendable, Hashable {
  /// The kinds of changes.
  public enum Operation: String, Sendable, Hashable, CaseIterable {
    case add, change, remove
  }

  public var operation: Operation
  /// The id of the entity, such as `actor`.
  public var entity: String
  /// The id of the record; of an added one the id that it gets.
  public var record: String
  /// The proposed values: all of an added record; those that differ of a changed one, with null for a value that goes; none of a
  /// removed one.
  public var fields: ExactDictionary<FieldValue>
  /// The values when it was filed: of the fields that a change concerns, null for none; all of a removed record; none of an added one.
  public var base: ExactDictionary<FieldValue>
  /// Whether the store made the id of the added record, so that it says nothing about the content.
  var hasGeneratedID = false

  public init(
    _ operation: Operation, _ entity: String, record: String, fields: ExactDictionary<FieldValue> = [:],
    base: ExactDictionary<FieldValue> = [:]
  ) {
    (self.operation, self.entity, self.record, self.fields, self.base) = (operation, entity, record, fields, base)
  }

  /// The approximate size in the file, in bytes.
  var byteCount: Int { [entity, record, FieldValue.map(fields).json, FieldValue.map(base).json].reduce(0) { $0 + $1.utf8.count } }
}
