import HostAPI
import Lua
import Scheduler
import Synchronization

/// A profile of one invocation: processor time by line of Lua, sampled when a slice ends, in host functions too, and the calls of host
/// functions with their wall-clock time and rows, counted one by one.
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

  /// The maximum number of samples kept: four minutes of processor time.
  static let samplesMax = 120_000

  private let state = Mutex(ProfileState())

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
    state.withLock { state in
      let stack = state.takeStackOfCall() ?? task.stack().filter(\.isOfPlugin)
      state.add(stack, cpu: task.cpuNanoseconds, memory: task.state.memoryBytesUsed)
    }
  }
}

extension Profiler: HostCallObserver {
  /// Counts the call for the line that made it. Where the slice ended meanwhile, the stack of the call is that of the next sample.
  public func hostFunctionReturned(_ observed: ObservedCall, _ call: borrowing HostCall) {
    guard let position = call.callerPosition else { return }
    let stack = call.isSliceOver ? call.callers.filter(\.isOfPlugin) : nil
    let isNamed = state.withLock { state in
      if let stack { state.hold(stack, calling: observed.name) }
      return state.add(observed, at: position)
    }
    guard !isNamed, let caller = (stack ?? call.callers).first(where: \.isOfPlugin) else { return }
    state.withLock { $0.name(Profiler.Place(caller)) }
  }
}

extension LuaFrame {
  /// Whether it is not a line of the host's own chunks.
  fileprivate var isOfPlugin: Bool { !chunk.hasPrefix("grappe/") }
}
