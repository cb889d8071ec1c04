/// The records and fields that the reads of a transaction find: those an audience may see, with or without examples.
///
/// It has no default, so that the compiler asks for it wherever a transaction begins.
public struct ReadScope: Sendable, Hashable {
  /// The readers of the output.
  public let audience: Audience
  /// Whether invented records (`standing` is `example`) are found.
  public let includesExamples: Bool

  /// A scope of an audience.
  public init(_ audience: Audience, includesExamples: Bool) {
    self.audience = audience
    self.includesExamples = includesExamples
  }

  /// Every record and field: for the host's own work, such as import, undo, backup and the queue.
  public static let admin = ReadScope(.admin, includesExamples: true)

  /// Every record and field, without examples: for what runs by itself and makes figures.
  public static let withoutExamples = ReadScope(.admin, includesExamples: false)
}
