import HostAPI
import Lua

/// The figures of a profile while it is collected. Calls of host functions are counted by position; its name is read once for each line.
/// The counts of the line that called last are kept outside of the dictionary: a loop calls from few lines.
struct ProfileState {
  private(set) var samples: [Profiler.Sample] = []
  private var sampled: [Profiler.Place: Profiler.Use] = [:]
  private var called: [LuaPosition: Calls] = [:]
  private var latest: (position: LuaPosition, calls: Calls)?
  private var cpuNanoseconds: Int64 = 0
  private var memoryBytes = 0
  /// The growth of the memory in calls of host functions since the last sample, in bytes.
  private var bytesOfCalls = 0
  /// The call of a host function in which the slice ended, innermost first; nil for none.
  private var stackOfCall: [LuaFrame]?

  /// The use of each line, from samples and from calls.
  var uses: [Profiler.Place: Profiler.Use] {
    var uses = sampled
    var called = called
    if let latest { called[latest.position] = latest.calls }
    for calls in called.values {
      if let place = calls.place { uses[place, default: Profiler.Use()].add(calls) }
    }
    return uses
  }

  /// Counts a call of a host function for the line that made it.
  ///
  /// - Returns: whether the name of the line is known; if not, ``name(_:)`` follows.
  mutating func add(_ call: ObservedCall, at position: LuaPosition) -> Bool {
    if latest?.position != position { turn(to: position) }
    let bytes = max(0, call.bytes)
    bytesOfCalls += bytes
    return latest?.calls.add(call, bytes: bytes) ?? true
  }

  private mutating func turn(to position: LuaPosition) {
    if let latest { called[latest.position] = latest.calls }
    latest = (position, called[position] ?? Calls())
  }

  /// Keeps the name of the line that called last.
  mutating func name(_ place: Profiler.Place) { latest?.calls.place = place }

  /// Keeps the stack of a call in which the slice ended, for the sample that follows.
  mutating func hold(_ callers: [LuaFrame], calling name: String) {
    stackOfCall = stackOfCall ?? [LuaFrame(chunk: name, line: 0, name: name)] + callers
  }

  /// Returns the stack of the call in which the slice ended, once; nil when it ended in Lua code.
  mutating func takeStackOfCall() -> [LuaFrame]? {
    defer { stackOfCall = nil }
    return stackOfCall
  }

  /// Adds a sample.
  ///
  /// - Parameters:
  ///   - stack: innermost first; line 0 for a host function.
  ///   - cpu: the processor time of the task so far, in nanoseconds.
  ///   - memory: the memory of the sandbox, in bytes.
  mutating func add(_ stack: [LuaFrame], cpu: Int64, memory: Int) {
    let elapsed = max(0, cpu - cpuNanoseconds)
    let growth = max(0, memory - memoryBytes - bytesOfCalls)
    (cpuNanoseconds, memoryBytes, bytesOfCalls) = (max(cpu, cpuNanoseconds), memory, 0)
    keep(stack, elapsed)
    for place in Set(stack.lazy.filter { $0.line > 0 }.map(Profiler.Place.init)) {
      sampled[place, default: Profiler.Use()].nanoseconds += elapsed
    }
    guard let innermost = stack.first, innermost.line > 0 else { return }
    sampled[Profiler.Place(innermost), default: Profiler.Use()].ownNanoseconds += elapsed
    sampled[Profiler.Place(innermost), default: Profiler.Use()].bytes += Int64(growth)
  }

  private mutating func keep(_ stack: [LuaFrame], _ nanoseconds: Int64) {
    guard samples.count < Profiler.samplesMax else { return }
    samples.append(Profiler.Sample(stack: stack.reversed(), nanoseconds: nanoseconds))
  }
}

/// The calls of host functions from one line.
private struct Calls {
  /// The line; nil until it is read.
  var place: Profiler.Place?
  var count = 0
  var nanoseconds: Int64 = 0
  var rows: Int64 = 0
  var bytes = 0

  /// Adds a call, and returns whether the line is known.
  mutating func add(_ call: ObservedCall, bytes: Int) -> Bool {
    count += 1
    nanoseconds += call.nanoseconds
    rows += call.rows
    self.bytes += bytes
    return place != nil
  }
}

extension Profiler.Use {
  fileprivate mutating func add(_ calls: Calls) {
    self.calls += calls.count
    callNanoseconds += calls.nanoseconds
    rows += calls.rows
    bytes += Int64(calls.bytes)
  }
}

extension Profiler.Place {
  init(_ frame: LuaFrame) { self.init(chunk: frame.chunk, line: frame.line) }
}
