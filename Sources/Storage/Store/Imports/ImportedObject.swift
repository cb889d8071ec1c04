import Ecosystem

/// An object of another publisher's file, such as an event of a calendar, as it was last imported.
///
/// A later edition of the file is compared with it: what has changed there since, and what was changed here.
public struct ImportedObject: Sendable, Hashable {
  /// The name of the source: a file and, where it has one, the name that its publisher gives it.
  public var source: String
  /// The entity of its record.
  public var entity: String
  /// The id of the object: of a calendar's event or a grant made from the publisher's identifier.
  public var object: String
  /// The id of the record that was made from it, or that it was found to be.
  public var record: String
  /// The fields of the record as the object gave them.
  public var fields: ExactDictionary<FieldValue>
  /// The object as text, without lines or members that name persons; nil for a longer one than ``rawBytesMax``.
  public var raw: String?
  /// When this edition of it was read, RFC 3339 in UTC.
  public var fetchedAt: String
  /// When it was found missing in the file; nil while it is there.
  public var withdrawnAt: String?

  /// Maximum size of `raw` in bytes.
  public static let rawBytesMax = 64 << 10

  public init(
    source: String, entity: String, object: String, record: String, fields: ExactDictionary<FieldValue>, raw: String?, fetchedAt: String
  ) {
    (self.source, self.entity, self.object, self.record) = (source, entity, object, record)
    (self.fields, self.fetchedAt) = (fields, fetchedAt)
    self.raw = raw.flatMap { $0.utf8.count <= Self.rawBytesMax ? $0 : nil }
  }

  static let table = "imported_object"

  static let ddl = [
    """
    CREATE TABLE imported_object (
      source TEXT NOT NULL,
      entity TEXT NOT NULL,
      object TEXT NOT NULL,
      record TEXT NOT NULL,
      fields TEXT NOT NULL CHECK (json_valid(fields)),
      raw TEXT,
      fetched_at TEXT NOT NULL,
      withdrawn_at TEXT,
      PRIMARY KEY (source, entity, object)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX imported_object_by_record ON imported_object (record)",
  ]

  /// Its shape, so that the undo of an import takes it back as well.
  static let shape = RowShape(
    table, ["source", "entity", "object", "record", "fields", "raw", "fetched_at", "withdrawn_at"], key: 3, hasRowNumber: false)
}
