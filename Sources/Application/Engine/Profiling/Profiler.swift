import HostAPI
import Lua
import Scheduler
import Synchronization

/// A profile of one invocation: processor time by line of Lua, sampled when a slice ends, and the calls of host functions with their rows,
/// counted one by one.
public final class Profiler: Sendable {
  /// A line of Lua code.
  public struct Place: Sendable, Hashable {
    /// The file, such as `wallonia/lib/mapping.lua`.
    public var chunk: String
    /// Counted from 1.
    public var line: Int
  }

  /// What one line used.
  public struct Use: Sendable, Hashable {
    /// Processor time of samples in which the line itself ran, in nanoseconds.
    public var ownNanoseconds: Int64 = 0
    /// Processor time of samples in which the line or a function that it called ran, in nanoseconds.
    public var nanoseconds: Int64 = 0
    /// Calls of host functions from the line.
    public var calls = 0
    /// Wall-clock time of those calls, in nanoseconds.
    public var callNanoseconds: Int64 = 0
    /// Rows that those calls read and wrote.
    public var rows: Int64 = 0
    /// Growth of the memory between samples that ended at the line, in bytes.
    public var bytes: Int64 = 0
  }

  /// A sampled stack with the processor time since the sample before, in nanoseconds; outermost first.
  public struct Sample: Sendable, Hashable {
    public var stack: [LuaFrame]
    public var nanoseconds: Int64
  }

  /// The maximum number of samples kept: two minutes of processor time.
  static let samplesMax = 120_000

  fileprivate struct State {
    var uses: [Place: Use] = [:]
    var samples: [Sample] = []
    var cpuNanoseconds: Int64 = 0
    var memoryBytes = 0
  }

  private let state = Mutex(State())

  public init() {}

  /// The lines that used anything, those with the most time first.
  public var uses: [(place: Place, use: Use)] {
    let uses = state.withLock { $0.uses }
    return uses.map { (place: $0.key, use: $0.value) }.sorted { one, other in
      let (a, b) = (one.use, other.use)
      return (b.ownNanoseconds, b.callNanoseconds, one.place.chunk, one.place.line)
        < (a.ownNanoseconds, a.callNanoseconds, other.place.chunk, other.place.line)
    }
  }

  /// The samples in their order.
  public var samples: [Sample] { state.withLock { $0.samples } }

  /// Takes a sample of a task whose slice has ended.
  func take(_ task: LuaTask) {
    let stack = task.stack().filter { !$0.chunk.hasPrefix("grappe/") }
    let (cpu, memory) = (task.cpuNanoseconds, task.state.memoryBytesUsed)
    state.withLock { $0.add(stack, cpu: cpu, memory: memory) }
  }
}

extension Profiler: HostCallObserver {
  public func hostFunctionReturned(_ name: String, caller: LuaFrame?, rows: Int64, nanoseconds: Int64) {
    guard let caller, !caller.chunk.hasPrefix("grappe/") else { return }
    state.withLock { state in
      var use = state.uses[Place(caller)] ?? Use()
      use.calls += 1
      use.rows += rows
      use.callNanoseconds += nanoseconds
      state.uses[Place(caller)] = use
    }
  }
}

extension Profiler.State {
  fileprivate mutating func add(_ stack: [LuaFrame], cpu: Int64, memory: Int) {
    let elapsed = max(0, cpu - cpuNanoseconds)
    let growth = max(0, memory - memoryBytes)
    (cpuNanoseconds, memoryBytes) = (max(cpu, cpuNanoseconds), memory)
    if samples.count < Profiler.samplesMax { samples.append(Profiler.Sample(stack: stack.reversed(), nanoseconds: elapsed)) }
    for place in Set(stack.map(Profiler.Place.init)) { uses[place, default: Profiler.Use()].nanoseconds += elapsed }
    guard let innermost = stack.first.map(Profiler.Place.init) else { return }
    uses[innermost, default: Profiler.Use()].ownNanoseconds += elapsed
    uses[innermost, default: Profiler.Use()].bytes += Int64(growth)
  }
}

extension Profiler.Place {
  fileprivate init(_ frame: LuaFrame) { self.init(chunk: frame.chunk, line: frame.line) }
}
