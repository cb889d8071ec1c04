/// The outcome of a merge.
public struct RecordMerge: Sendable, Hashable {
  /// A record that was changed or removed.
  public struct Row: Sendable, Hashable, Comparable {
    public let entity: String
    public let id: String

    public static func < (left: Row, right: Row) -> Bool { (left.entity, left.id) < (right.entity, right.id) }
  }

  /// The records whose references moved to the kept one.
  public internal(set) var moved: [Row] = []
  /// The records that would have repeated another one of the kept record: they were merged into it.
  public internal(set) var united: [Row] = []
  /// The records that would have tied the kept record to itself: they were removed.
  public internal(set) var removed: [Row] = []
  /// The fields of the kept record that changed, by name.
  public internal(set) var fields: [String] = []
}
