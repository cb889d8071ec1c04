import Lua
import Synchronization

/// What a sandbox is opened with.
public struct SandboxConfiguration: Sendable {
  /// What plugin code says.
  public enum Channel: Sendable { case print, warn }

  /// A module's text and the name its messages carry, such as `wallonia/lib/rules.lua`.
  public typealias Module = (source: [UInt8], chunkName: String)

  /// The plugin's name; tasks of sandboxes of one name share the scheduler's fairness.
  public var name: String
  /// What the plugin may hold in memory, in bytes. Default: 64 MiB.
  public var memoryBytesMax: Int
  /// Finds a module of the plugin's own bundle by the name given to `require`.
  public var modules: @Sendable (String) -> Module?
  /// Globals beside the allow-list, such as `grappe`.
  public var globals: [String: HostEntry]
  /// Where print and warn go. The text is charged to the task's output before.
  public var output: @Sendable (Channel, String) -> Void
  /// Answers os.time, os.date and os.clock.
  public var clock: LuaClock
  /// Where math.random starts.
  public var seed: UInt64

  /// Makes a configuration.
  public init(
    name: String, memoryBytesMax: Int = 64 * 1024 * 1024,
    modules: @escaping @Sendable (String) -> Module? = { _ in nil },
    globals: [String: HostEntry] = [:],
    output: @escaping @Sendable (Channel, String) -> Void = { _, _ in },
    clock: LuaClock = .system, seed: UInt64 = 0
  ) {
    self.name = name
    self.memoryBytesMax = memoryBytesMax
    self.modules = modules
    self.globals = globals
    self.output = output
    self.clock = clock
    self.seed = seed
  }
}

/// Why a sandbox could not be opened or a chunk not be loaded.
public struct SandboxError: Error, Sendable, Hashable {
  public enum Code: String, Sendable, Hashable {
    case open = "sandbox.open"
    case load = "sandbox.load"
  }

  public let code: Code
  /// The plugin.
  public let sandbox: String
  /// Lua's message, with chunk and line.
  public let cause: LuaFailure
}

/// One plugin's Lua state: the allow-listed libraries, the host's globals, and a memory limit.
///
/// One thread at a time may use it; tasks are run by the scheduler. Closures given to it must not hold the sandbox.
public final class Sandbox: @unchecked Sendable {
  // @unchecked: as for LuaState.
  /// The plugin's name.
  public let name: String
  /// What the plugin may hold in memory, in bytes.
  public let memoryBytesMax: Int
  /// The state beneath.
  public let state: LuaState
  private let condemned = Atomic<Bool>(false)

  /// Opens a sandbox.
  /// - Throws: `sandbox.open` when the system has no memory.
  public init(_ configuration: SandboxConfiguration) throws(SandboxError) {
    name = configuration.name
    memoryBytesMax = configuration.memoryBytesMax
    do throws(LuaFailure) {
      state = try LuaState(
        memoryBytesMax: configuration.memoryBytesMax, seed: configuration.seed, clock: configuration.clock)
    } catch {
      throw SandboxError(code: .open, sandbox: configuration.name, cause: error)
    }
    setUp(configuration)
  }

  private func setUp(_ configuration: SandboxConfiguration) {
    state.withStack { call in
      call.pushPrint(Self.sink(.print, configuration.output))
      call.setGlobal("print")
      call.pushWarn(Self.sink(.warn, configuration.output))
      call.setGlobal("warn")
      call.pushRequire(Self.finder(configuration.modules))
      call.setGlobal("require")
      for (name, entry) in configuration.globals {
        call.push(entry)
        call.setGlobal(name)
      }
    }
  }

  private static func sink(
    _ channel: SandboxConfiguration.Channel, _ output: @escaping @Sendable (SandboxConfiguration.Channel, String) -> Void
  ) -> HostFunction {
    { call in
      // Bytes that are no UTF-8 become three each.
      let bytes = call.withBytes(at: 1) { $0.count } ?? 0
      guard call.chargeMemory(bytes > 4_096 ? 3 * bytes : 0) else { return .returns(0) }
      let text = call.withBytes(at: 1) { String(decoding: $0, as: UTF8.self) } ?? ""
      if call.charge(.output, Int64(text.utf8.count) + 1) { output(channel, text) }
      return .returns(0)
    }
  }

  private static func finder(_ modules: @escaping @Sendable (String) -> SandboxConfiguration.Module?) -> HostFunction {
    { call in
      guard let name = call.string(at: 1), let module = modules(name) else { return .returns(0) }
      call.push(bytes: module.source)
      call.push(module.chunkName)
      return .returns(2)
    }
  }

  /// Compiles a chunk without running it: text only, at most 1 MiB.
  /// - Throws: `sandbox.load` with Lua's message.
  public func load(source: [UInt8], chunkName: String) throws(SandboxError) -> LuaReference {
    do throws(LuaFailure) {
      return try state.load(source: source, chunkName: chunkName)
    } catch {
      throw SandboxError(code: .load, sandbox: name, cause: error)
    }
  }

  /// Whether a task was killed here. What its code left half done may be anything, so no new task is started; the host
  /// closes the sandbox and opens another. Code typed at a terminal may ask the scheduler to go on where it can. Tasks under way go on unless the kill left the state unusable.
  public var isCondemned: Bool { condemned.load(ordering: .acquiring) }

  /// Marks the sandbox after a kill.
  public func condemn() { condemned.store(true, ordering: .releasing) }

  /// Bytes held now, and the most held so far.
  public var memory: (used: Int, peak: Int) { (state.memoryBytesUsed, state.memoryBytesPeak) }

  /// Frees everything at once; no plugin code runs. While a task runs, when its slice is over; tasks
  /// that are not done end as killed.
  public func close() { state.close() }
}
