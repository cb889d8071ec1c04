import CLua

/// The interpreter, which is linked statically.
public enum LuaLibrary {
  /// The version of Lua, such as 5.4.6 (`LUA_VERSION_MAJOR`, `LUA_VERSION_MINOR`, `LUA_VERSION_RELEASE`).
  public static var version: String { "\(LUA_VERSION_MAJOR).\(LUA_VERSION_MINOR).\(LUA_VERSION_RELEASE)" }
}
