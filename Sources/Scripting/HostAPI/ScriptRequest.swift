import Ecosystem

/// What the caller of a script asks of it, and what the script asks of its caller.
///
/// The engine makes one for each run; the task that runs the script uses it, and the engine reads it when the task is over.
public final class ScriptRequest: @unchecked Sendable {  // Handed to the task with its context, never shared.
  /// Whether only the script's parameters are wanted: it ends where it declares them.
  public let isHelp: Bool
  /// The parameters it declared; nil until it calls `grappe.params`.
  public internal(set) var declared: [ParameterDescription]?
  /// Why the values that were given do not fit.
  public internal(set) var problem: (any Error)?

  let resolve: @Sendable ([ParameterDescription]) throws -> ExactDictionary<FieldValue>

  /// - Parameter resolve: turns the words that were given into the values of these parameters.
  public init(
    isHelp: Bool, resolve: @escaping @Sendable ([ParameterDescription]) throws -> ExactDictionary<FieldValue>
  ) {
    self.isHelp = isHelp
    self.resolve = resolve
  }
}
