import HostAPI
import Lua
import Scheduler
import Synchronization

/// A profile of one invocation: processor time by line of Lua, sampled when a slice ends, and the calls of host functions with their time
/// and rows, measured one by one.
public final class Profiler: Sendable {
  /// A line of Lua code.
  public struct Place: Sendable, Hashable {
    /// The file, such as `wallonia/lib/mapping.lua`.
    public var chunk: String
    /// Counted from 1.
    public var line: Int
  }

  /// The time, calls, rows and memory of one line.
  public struct Use: Sendable, Hashable {
    /// Processor time of samples in which the line itself ran, in nanoseconds, without the host functions that it called.
    public var ownNanoseconds: Int64 = 0
    /// Processor time in which the line or a function that it called ran, host functions included, in nanoseconds.
    public var nanoseconds: Int64 = 0
    /// Calls of host functions from the line.
    public var calls = 0
    /// Wall-clock time of those calls, in nanoseconds.
    public var callNanoseconds: Int64 = 0
    /// Rows that those calls read and wrote.
    public var rows: Int64 = 0
    /// Growth of the memory between samples that ended at the line, and in its calls of host functions, in bytes.
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
    /// Calls of host functions since the last sample, by stack; the host function is the innermost frame.
    var calls: [[LuaFrame]: Int64] = [:]
    /// The growth of the memory in those calls, in bytes.
    var bytesOfCalls = 0
  }

  private let state = Mutex(State())

  public init() {}

  /// The lines that used anything, those with the most time in themselves and in their calls first.
  public var uses: [(place: Place, use: Use)] {
    let uses = state.withLock { $0.uses }
    return uses.map { (place: $0.key, use: $0.value) }.sorted { one, other in
      let (a, b) = (one.use, other.use)
      return (b.ownNanoseconds + b.callNanoseconds, one.place.chunk, one.place.line)
        < (a.ownNanoseconds + a.callNanoseconds, other.place.chunk, other.place.line)
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
  public func hostFunctionReturned(_ call: ObservedCall) {
    let callers = call.callers.filter { !$0.chunk.hasPrefix("grappe/") }
    guard !callers.isEmpty else { return }
    state.withLock { $0.add(call, from: callers) }
  }
}

extension Profiler.State {
  fileprivate mutating func add(_ stack: [LuaFrame], cpu: Int64, memory: Int) {
    let elapsed = max(0, cpu - cpuNanoseconds - takeCalls())
    let growth = max(0, memory - memoryBytes - bytesOfCalls)
    (cpuNanoseconds, memoryBytes, bytesOfCalls) = (max(cpu, cpuNanoseconds), memory, 0)
    keep(stack, elapsed)
    for place in Set(stack.map(Profiler.Place.init)) { uses[place, default: Profiler.Use()].nanoseconds += elapsed }
    guard let innermost = stack.first.map(Profiler.Place.init) else { return }
    uses[innermost, default: Profiler.Use()].ownNanoseconds += elapsed
    uses[innermost, default: Profiler.Use()].bytes += Int64(growth)
  }

  /// Adds a call of a host function to the line that called it and to the lines around.
  fileprivate mutating func add(_ call: ObservedCall, from callers: [LuaFrame]) {
    var use = uses[Profiler.Place(callers[0])] ?? Profiler.Use()
    use.calls += 1
    use.rows += call.rows
    use.callNanoseconds += call.nanoseconds
    use.bytes += Int64(max(0, call.bytes))
    uses[Profiler.Place(callers[0])] = use
    for place in Set(callers.map(Profiler.Place.init)) { uses[place, default: Profiler.Use()].nanoseconds += call.cpuNanoseconds }
    bytesOfCalls += max(0, call.bytes)
    calls[[LuaFrame(chunk: call.name, line: 0, name: call.name)] + callers, default: 0] += call.cpuNanoseconds
  }

  /// Keeps the calls since the last sample as samples, and returns their processor time in nanoseconds.
  private mutating func takeCalls() -> Int64 {
    defer { calls.removeAll(keepingCapacity: true) }
    for (stack, nanoseconds) in calls { keep(stack, nanoseconds) }
    return calls.values.reduce(0, +)
  }

  private mutating func keep(_ stack: [LuaFrame], _ nanoseconds: Int64) {
    guard samples.count < Profiler.samplesMax else { return }
    samples.append(Profiler.Sample(stack: stack.reversed(), nanoseconds: nanoseconds))
  }
}

extension Profiler.Place {
  fileprivate init(_ frame: LuaFrame) { self.init(chunk: frame.chunk, line: frame.line) }
}
