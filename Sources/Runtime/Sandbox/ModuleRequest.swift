/// A call of `require`.
public struct ModuleRequest: Sendable, Hashable {
  /// The name given to `require`, such as `lib.rules`.
  public let name: String
  /// The bundle whose code calls: the part of its chunk name before the first slash; empty for code of another kind, such as a
  /// typed line.
  public let callingBundle: String

  /// A call of `require` by the code of a bundle.
  public init(name: String, callingBundle: String) {
    self.name = name
    self.callingBundle = callingBundle
  }
}

/// The refusal of a module, raised as a Lua error at the call of `require`.
public struct ModuleRefusal: Error, Sendable, Hashable {
  /// The reason and the remedy, in the reader's language.
  public let message: String

  /// A refusal with its reason.
  public init(_ message: String) { self.message = message }
}
