import CLuaGuard

/// Functions of the sandbox with a part in C: it may run plugin code, which must never happen above a Swift frame.
extension HostCall {
  /// Pushes a `print` that passes its line, as one string argument, to the function.
  public mutating func pushPrint(_ sink: @escaping HostFunction) {
    guard reserve(4) else { return }
    guard_push_print(thread, HostBox.enter, Unmanaged.passRetained(HostBox(sink)).toOpaque(), HostBox.release)
  }

  /// Pushes a `warn` that passes its message to the function; control messages (`@on`) are ignored.
  public mutating func pushWarn(_ sink: @escaping HostFunction) {
    guard reserve(4) else { return }
    guard_push_warn(thread, HostBox.enter, Unmanaged.passRetained(HostBox(sink)).toOpaque(), HostBox.release)
  }

  /// Pushes a `require`. The function receives a module's name and the bundle whose code calls (the chunk name's part before the
  /// first slash, or an empty text), and returns its source and chunk name, or nothing. A chunk is loaded once.
  public mutating func pushRequire(_ source: @escaping HostFunction) {
    guard reserve(6) else { return }
    guard_push_require(thread, HostBox.enter, Unmanaged.passRetained(HostBox(source)).toOpaque(), HostBox.release)
  }
}
