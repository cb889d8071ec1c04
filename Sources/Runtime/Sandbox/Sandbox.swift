import Lua
import Synchronization

/// The configuration of a sandbox.
public struct SandboxConfiguration: Sendable {
  /// The source of an output: print or warn.
  public enum Channel: Sendable { case print, warn }

  /// A module's text and its name in messages, such as `wallonia/lib/rules.lua`.
  public typealias Module = (source: [UInt8], chunkName: String)

  /// The plugin's name; sandboxes of one name share their part of the processor.
  public var name: String
  /// The memory limit of the plugin, in bytes. Default: 64 MiB.
  public var memoryBytesMax: Int
  /// The lookup of the module that a call of `require` names; nil when there is none.
  public var modules: @Sendable (ModuleRequest) throws(ModuleRefusal) -> Module?
  /// Globals in addition to the allow-list, such as `grappe`.
  public var globals: [String: HostEntry]
  /// Receives the output of print and warn, after it was charged to the task.
  public var output: @Sendable (Channel, String) -> Void
  /// The clock of os.time, os.date and os.clock.
  public var clock: LuaClock
  /// The seed of math.random.
  public var seed: UInt64

  /// Makes a configuration.
  public init(
    name: String, memoryBytesMax: Int = 64 * 1024 * 1024,
    modules: @escaping @Sendable (ModuleRequest) throws(ModuleRefusal) -> Module? = { _ in nil },
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

/// The error of a sandbox that cannot be opened or a chunk that cannot be loaded.
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
/// Used by one thread at a time; the scheduler runs its tasks. Closures given to it must not retain the sandbox.
public final class Sandbox: @unchecked Sendable {
  // @unchecked: as for LuaState.
  /// The plugin's name.
  public let name: String
  /// The memory limit of the plugin, in bytes.
  public let memoryBytesMax: Int
  /// The Lua state.
  public let state: LuaState
  private let invalidated = Atomic<Bool>(false)

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
      // Each byte that is not UTF-8 becomes three.
      let bytes = call.withBytes(at: 1) { $0.count } ?? 0
      guard call.chargeMemory(bytes > 4_096 ? 3 * bytes : 0) else { return .returns(0) }
      let text = call.withBytes(at: 1) { String(decoding: $0, as: UTF8.self) } ?? ""
      if call.charge(.output, Int64(text.utf8.count) + 1) { output(channel, text) }
      return .returns(0)
    }
  }

  private static func finder(
    _ modules: @escaping @Sendable (ModuleRequest) throws(ModuleRefusal) -> SandboxConfiguration.Module?
  ) -> HostFunction {
    { call in
      guard let name = call.string(at: 1) else { return .returns(0) }
      do throws(ModuleRefusal) {
        let request = ModuleRequest(name: name, callingBundle: call.string(at: 2) ?? "")
        guard let module = try modules(request) else { return .returns(0) }
        call.push(bytes: module.source)
        call.push(module.chunkName)
        return .returns(2)
      } catch {
        return .error(error.message)
      }
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

  /// Whether a task was killed here. Its code may have left data inconsistent, so no new task starts; the host closes the sandbox
  /// and opens another. Code typed at a terminal may ask the scheduler to continue when possible. Running tasks continue unless
  /// the kill left the state unusable.
  public var isInvalidated: Bool { invalidated.load(ordering: .acquiring) }

  /// Marks the sandbox as invalidated after a kill.
  public func invalidate() { invalidated.store(true, ordering: .releasing) }

  /// Bytes in use now, and their peak so far.
  public var memory: (used: Int, peak: Int) { (state.memoryBytesUsed, state.memoryBytesPeak) }

  /// Frees all memory at once; no plugin code runs. While a task runs, at the end of its slice; unfinished tasks end as killed.
  public func close() { state.close() }
}
