/// The records and fields that the reads of a transaction find: those an audience may see, with or without examples.
///
/// It has no default, so that the compiler asks for it wherever a transaction begins.
public struct ReadScope: Sendable, Hashable {
  /// The readers of the output.
  public let audience: Audience
  /// Whether invented records (`standing` is `example`) are found.
  public let includesExamples: Bool
  /// The purpose to which the persons must have consented whom records concern, for readers below the staff; nil for none. Records of
  /// others are not found, and references to them have no value.
  public private(set) var purpose: ConsentPurpose?

  /// A scope of an audience.
  public init(_ audience: Audience, includesExamples: Bool) {
    self.audience = audience
    self.includesExamples = includesExamples
  }

  /// Every record and field: for the host's own work, such as import, undo, backup and the queue.
  public static let admin = ReadScope(.admin, includesExamples: true)

  /// Every record and field, without examples: for what runs by itself and makes figures.
  public static let withoutExamples = ReadScope(.admin, includesExamples: false)

  /// Returns the scope for what is published: without the persons who have not consented to the purpose. The staff sees them all the
  /// same.
  public func consented(to purpose: ConsentPurpose) -> ReadScope {
    var scope = self
    scope.purpose = audience < .staff ? purpose : nil
    return scope
  }
}
