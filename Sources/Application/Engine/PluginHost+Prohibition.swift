import Synchronization

// Commands without plugin code keep the rights of their user; this enforces that they run none.

extension PluginHost {
  private static let isForbidden = Atomic(false)

  /// Whether this process must not run plugin code.
  static var isPluginCodeForbidden: Bool { isForbidden.load(ordering: .relaxed) }

  /// Makes the process abort at a later attempt to run plugin code. For processes that are not confined.
  public static func forbidPluginCode() { isForbidden.store(true, ordering: .relaxed) }
}
