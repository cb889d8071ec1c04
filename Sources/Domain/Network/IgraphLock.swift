import CIgraph
import Glibc
import Synchronization

/// The lock of igraph, held by one caller at a time; every measure that igraph computes requires it.
///
/// Debian's igraph keeps its error state, its stack of allocations and its random numbers in plain globals, so two threads inside
/// it would corrupt each other. The lock is taken without blocking, because a worker thread must not wait:
///
///     guard let lock = IgraphLock.acquire(orWake: waker.wake, isStopping: { task.isStopping }) else { return .wait }
///
/// igraph asks the lock at intervals whether to continue: it stops when the caller's task is stopped, and after `secondsMax`, so
/// that one plugin cannot block the others. Use the lock on the thread that took it; it is released when the value goes out of
/// scope.
public struct IgraphLock: ~Copyable {
  /// Maximum computation under one lock, in seconds of processor time.
  public static let secondsMax = 10

  private let stop: StopCondition

  private init(_ stop: StopCondition) {
    self.stop = stop
    currentStop = stop
  }

  deinit {
    currentStop = nil
    LockQueue.release()
  }

  /// Takes the lock if it is free.
  ///
  /// - Parameters:
  ///   - wake: called once, from any thread, when the lock is released; not called when the lock is taken.
  ///   - isStopping: whether the caller's task is stopped; asked often, on the caller's thread.
  public static func acquire(
    orWake wake: @escaping @Sendable () -> Void, isStopping: @escaping @Sendable () -> Bool
  ) -> IgraphLock? {
    guard LockQueue.acquire(orWake: wake) else { return nil }
    Handlers.areSet
    return IgraphLock(StopCondition(isStopping: isStopping))
  }

  /// Throws when the computation must stop; long work in Swift calls it at intervals.
  /// - Throws: `.stopped` and `.tooLong`.
  public borrowing func check() throws(NetworkError) {
    if let reason = stop.reason { throw reason }
  }

  /// Runs one igraph call and turns its error code into an error.
  borrowing func run(_ body: () -> igraph_error_t) throws(NetworkError) {
    try check()
    let code = body()
    guard code != IGRAPH_SUCCESS else { return }
    if code == IGRAPH_INTERRUPTED { throw stop.reason ?? .stopped }
    throw .library(String(cString: igraph_strerror(code)))
  }
}

/// The condition that stops a computation early.
private final class StopCondition {
  private let isStopping: @Sendable () -> Bool
  /// A time of the thread's processor clock.
  private let deadlineNanoseconds: Int64

  init(isStopping: @escaping @Sendable () -> Bool) {
    self.isStopping = isStopping
    deadlineNanoseconds = Self.nowNanoseconds + Int64(IgraphLock.secondsMax) * 1_000_000_000
  }

  var reason: NetworkError? {
    if isStopping() { return .stopped }
    return Self.nowNanoseconds < deadlineNanoseconds ? nil : .tooLong(seconds: IgraphLock.secondsMax)
  }

  /// Processor time used by the thread, so that a busy machine does not shorten the limit.
  private static var nowNanoseconds: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

/// The stop condition of the lock's current holder. Only the holder accesses it, and holders follow each other through the
/// lock of `LockQueue`.
private nonisolated(unsafe) var currentStop: StopCondition?

/// A non-blocking lock: waiting callers are woken at release.
private enum LockQueue {
  private struct State {
    var isTaken = false
    var waiting: [@Sendable () -> Void] = []
  }

  private static let state = Mutex(State())

  static func acquire(orWake wake: @escaping @Sendable () -> Void) -> Bool {
    state.withLock { state in
      if state.isTaken {
        state.waiting.append(wake)
        return false
      }
      state.isTaken = true
      return true
    }
  }

  /// Wakes all waiting callers: if only one were woken and it was stopped meanwhile, the others would wait forever.
  static func release() {
    let waiting = state.withLock { state in
      state.isTaken = false
      return exchange(&state.waiting, with: [])
    }
    for wake in waiting { wake() }
  }

  private static func exchange<Value>(_ value: inout Value, with other: Value) -> Value {
    defer { value = other }
    return value
  }
}

/// igraph's handlers, set once: without them igraph ends the process on an error.
private enum Handlers {
  static let areSet: Void = {
    igraph_set_error_handler(igraph_error_handler_ignore)
    igraph_set_warning_handler(igraph_warning_handler_ignore)
    igraph_set_interruption_handler { _ in
      guard currentStop?.reason != nil else { return IGRAPH_SUCCESS }
      IGRAPH_FINALLY_FREE()
      return IGRAPH_INTERRUPTED
    }
  }()
}
