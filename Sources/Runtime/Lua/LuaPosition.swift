import CLua
import CLuaGuard

/// A line of Lua code by the identity of its chunk, which is cheaper to read and to compare than a ``LuaFrame``: reading it copies no text.
///
/// Valid while the chunk is loaded. A chunk that was collected may share its identity with a later one whose name is as long.
public struct LuaPosition: Sendable, Hashable {
  private let source: UInt
  private let length: Int
  /// Counted from 1.
  public let line: Int

  fileprivate init(_ info: lua_Debug) {
    (source, length, line) = (UInt(bitPattern: info.source), info.srclen, Int(info.currentline))
  }
}

extension HostCall {
  /// Whether the task's slice is over: it ends at the next instruction of Lua, or when the code calls back.
  public var isSliceOver: Bool { guard_is_slice_over(thread) != 0 }

  /// Returns the line of Lua code outside of the host's own chunks that called the host function; nil where there is none.
  ///
  /// Uses lua_getstack and lua_getinfo, which neither raise nor allocate with these options.
  public var callerPosition: LuaPosition? {
    var info = lua_Debug()
    var level: Int32 = 1
    while level < Int32(LuaTask.stackDepthMax), lua_getstack(thread, level, &info) != 0 {
      level += 1
      guard lua_getinfo(thread, "Sl", &info) != 0, info.currentline > 0, !Self.isOfHost(info) else { continue }
      return LuaPosition(info)
    }
    return nil
  }

  /// Whether the chunk's name begins with `@grappe/`.
  private static func isOfHost(_ info: lua_Debug) -> Bool { strncmp(info.source, "@grappe/", 8) == 0 }
}
