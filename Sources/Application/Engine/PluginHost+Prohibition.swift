import Synchronization

// Commands that run no plugin code keep the rights of their user; this makes sure that they run none.

extension PluginHost {
  private static let isForbidden = Atomic(false)

  /// Whether running plugin code is a bug in this process.
  static var isPluginCodeForbidden: Bool { isForbidden.load(ordering: .relaxed) }

  /// Makes every later attempt of this process to run plugin code end it. For processes that are not confined.
  public static func forbidPluginCode() { isForbidden.store(true, ordering: .relaxed) }
}
