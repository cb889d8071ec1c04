import CLua
import CLuaGuard
import Synchronization

/// The clocks behind os.time and os.clock.
public struct LuaClock: Sendable {
  /// Seconds since 1970-01-01T00:00:00Z.
  public var wallSeconds: @Sendable () -> Double
  /// Processor seconds, as os.clock reports them.
  public var processorSeconds: @Sendable () -> Double

  /// A pair of clocks.
  public init(
    wallSeconds: @escaping @Sendable () -> Double, processorSeconds: @escaping @Sendable () -> Double
  ) {
    self.wallSeconds = wallSeconds
    self.processorSeconds = processorSeconds
  }

  /// The machine's clocks.
  public static let system = LuaClock(wallSeconds: SystemClock.wallSeconds, processorSeconds: SystemClock.cpuSeconds)
}

/// One Lua state with the sandbox's libraries and an allocator of its own.
///
/// Used by one thread at a time. Closing frees all its memory at once and runs no plugin code. Closures given to it must not
/// retain the state itself, which would leak both.
public final class LuaState: @unchecked Sendable {
  // @unchecked: the scheduler admits one thread at a time; only `releasedSlots` is used from others, and it locks.
  private(set) var handle: OpaquePointer?
  /// The memory limit of its tasks, in bytes, the host's copies for them included.
  public let memoryBytesMax: Int
  let releasedSlots = ReleasedSlots()
  private let clock: LuaClock
  private let use = Mutex<Use>(.idle)

  /// Closing while a thread is inside, such as one blocked in host code, is deferred until that thread leaves.
  private enum Use { case idle, running, runningThenClose, closed }

  /// Opens a state.
  /// - Parameters:
  ///   - memoryBytesMax: the memory limit of its tasks, in bytes.
  ///   - seed: the seed of math.random.
  /// - Throws: `LuaFailure` when the system has no memory.
  public init(memoryBytesMax: Int, seed: UInt64 = 0, clock: LuaClock = .system) throws(LuaFailure) {
    self.clock = clock
    self.memoryBytesMax = memoryBytesMax
    handle = guard_open(memoryBytesMax, seed)
    guard let handle else { throw LuaFailure(message: "not enough memory to open a Lua state") }
    guard_set_owner(handle, Unmanaged.passUnretained(self).toOpaque())
    guard_set_clock(handle, LuaState.tellTime, Unmanaged.passUnretained(self).toOpaque())
  }

  deinit { close() }

  /// Releases all host closures and all memory; while a task runs, as soon as its slice ends.
  public func close() {
    let isFree = use.withLock { use in
      let isIdle = use == .idle
      if use == .running { use = .runningThenClose }
      if isIdle { use = .closed }
      return isIdle
    }
    if isFree { free() }
  }

  private func free() {
    guard let handle else { return }
    self.handle = nil
    guard_close(handle)
  }

  /// Enters the state for a slice; false when it is closed. Two threads at once are a bug of the caller.
  func enter() -> Bool {
    use.withLock { use in
      precondition(use != .running && use != .runningThenClose, "a Lua state was entered by two threads")
      if use == .idle { use = .running }
      return use == .running
    }
  }

  func leave() {
    let mustClose = use.withLock { use in
      defer { use = use == .runningThenClose ? .closed : .idle }
      return use == .runningThenClose
    }
    if mustClose { free() }
  }

  /// Whether the state is closed.
  public var isClosed: Bool { handle == nil }
  /// Whether a kill left the state in the middle of an operation; it can then only be closed.
  public var isAbandoned: Bool { handle.map { guard_is_abandoned($0) != 0 } ?? true }
  /// Bytes in use now.
  public var memoryBytesUsed: Int { handle.map(guard_memory_used) ?? 0 }
  /// Peak of the bytes in use since the last reset.
  public var memoryBytesPeak: Int { handle.map(guard_memory_peak) ?? 0 }
  /// Resets the peak to the bytes in use now.
  public func resetMemoryPeak() { if let handle { guard_reset_peak(handle) } }

  /// Calls `body` with the state's stack, to set up globals. Not while a task runs.
  public func withStack<Result>(_ body: (inout HostCall) -> Result) -> Result? {
    guard let handle, !isAbandoned, let main = guard_main(handle) else { return nil }
    releaseDiscarded()
    var call = HostCall(main)
    let base = lua_gettop(main)
    guard_enter_host(handle)
    let result = body(&call)
    guard_leave_host(handle)
    lua_settop(main, base)
    return result
  }

  /// Compiles a chunk of text without running it.
  /// - Throws: `LuaFailure` for a syntax error, a binary chunk, text of more than 1 MiB, and when the state is closed or
  ///   abandoned.
  public func load(source: [UInt8], chunkName: String) throws(LuaFailure) -> LuaReference {
    guard let handle, !isAbandoned, let main = guard_main(handle) else { throw LuaFailure.closed }
    releaseDiscarded()
    let status = source.withUnsafeBytes { bytes in
      guard_load_text(
        handle, main, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, "@" + chunkName)
    }
    defer { lua_settop(main, 0) }
    guard status == LUA_OK else { throw LuaFailure(message: Self.text(main, -1) ?? "not a chunk") }
    return reference(main, -1)
  }

  /// Stores the value at the index in the registry.
  func reference(_ thread: OpaquePointer, _ index: Int32) -> LuaReference {
    lua_checkstack(thread, 3)
    lua_pushvalue(thread, index)
    return LuaReference(slot: RegistrySlot(index: luaL_ref(thread, guard_registry_index()), releasedSlots: releasedSlots))
  }

  /// Releases registry slots without references.
  func releaseDiscarded() {
    guard let handle, !isAbandoned, let main = guard_main(handle) else { return }
    for index in releasedSlots.takeAll() { luaL_unref(main, guard_registry_index(), index) }
  }

  static func text(_ thread: OpaquePointer, _ index: Int32) -> String? {
    guard lua_type(thread, index) == LUA_TSTRING else { return nil }
    var length = 0
    let start = UnsafeRawPointer(lua_tolstring(thread, index, &length)!).assumingMemoryBound(to: UInt8.self)
    return String(decoding: UnsafeBufferPointer(start: start, count: length), as: UTF8.self)
  }

  private static let tellTime: guard_clock = { context, kind in
    Unmanaged<LuaState>.fromOpaque(context!)._withUnsafeGuaranteedRef {
      kind == 0 ? $0.clock.wallSeconds() : $0.clock.processorSeconds()
    }
  }
}

extension LuaFailure {
  static let closed = LuaFailure(message: "the plugin's state is closed")
}
