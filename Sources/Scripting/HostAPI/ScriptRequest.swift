import Ecosystem

/// The exchange between a script and its caller: the values that the caller gives, and the parameters that the script declares.
///
/// The engine makes one for each run; the task that runs the script uses it, and the engine reads it when the task has ended.
public final class ScriptRequest: @unchecked Sendable {  // Handed to the task with its context, never shared.
  /// Whether only the script's parameters are wanted: it ends where it declares them.
  public let isHelp: Bool
  /// The parameters it declared; nil until it calls `grappe.params`.
  public internal(set) var declared: [ParameterDescription]?
  /// The reason why the given values do not fit.
  public internal(set) var problem: (any Error)?

  let resolve: @Sendable ([ParameterDescription]) throws -> ExactDictionary<FieldValue>

  /// - Parameter resolve: converts the given words into the values of these parameters.
  public init(
    isHelp: Bool, resolve: @escaping @Sendable ([ParameterDescription]) throws -> ExactDictionary<FieldValue>
  ) {
    self.isHelp = isHelp
    self.resolve = resolve
  }
}
