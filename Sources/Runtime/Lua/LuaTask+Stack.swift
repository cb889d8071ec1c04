import CLua
import CLuaGuard

extension LuaTask {
  /// The maximum number of frames of a sample.
  public static let stackDepthMax = 64

  /// Returns the frames of the suspended coroutine with a line of Lua, innermost first. Only for ``sampler``, which is called while the
  /// state is the worker's.
  public func stack() -> [LuaFrame] { LuaFrame.stack(of: thread, from: 0, limit: Self.stackDepthMax) }
}

extension HostCall {
  /// The line of Lua code that called the host function; nil where there is none.
  public var caller: LuaFrame? { LuaFrame.stack(of: thread, from: 1, limit: 1).first }

  /// The lines of Lua code that called the host function, innermost first.
  public var callers: [LuaFrame] { LuaFrame.stack(of: thread, from: 1, limit: LuaTask.stackDepthMax) }
}

extension LuaFrame {
  /// Reads frames with lua_getstack and lua_getinfo, which neither raise nor allocate with these options.
  fileprivate static func stack(of thread: OpaquePointer, from first: Int32, limit: Int) -> [LuaFrame] {
    var frames: [LuaFrame] = []
    var level = first
    var info = lua_Debug()
    while frames.count < limit, level < first + Int32(4 * limit), lua_getstack(thread, level, &info) != 0 {
      level += 1
      guard lua_getinfo(thread, "Sln", &info) != 0, info.currentline > 0 else { continue }
      frames.append(LuaFrame(info))
    }
    return frames
  }

  private init(_ info: lua_Debug) {
    // A chunk's name begins with @ or =.
    let source = info.source.map { String(cString: $0) } ?? ""
    self.init(
      chunk: source.first.map { "@=".contains($0) } == true ? String(source.dropFirst()) : "chunk", line: Int(info.currentline),
      name: info.name.map { String(cString: $0) })
  }
}
