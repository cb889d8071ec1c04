import CIgraph
import Glibc
import Synchronization

/// The right to use igraph, held by one caller at a time; every measure that igraph computes asks for it.
///
/// Debian's igraph keeps its error state, its stack of things to free and its random numbers in plain globals, so two threads inside
/// it would corrupt each other. A turn is taken without blocking, because a worker thread must not wait:
///
///     guard let turn = LibraryTurn.take(orWake: waker.wake, isStopping: { task.isStopping }) else { return .wait }
///
/// igraph asks the turn now and then whether to go on: it ends when the caller is stopped, and after `secondsMax`, so that one plugin
/// cannot keep its neighbours from theirs. Use it on the thread that took it; it is given back when the value goes out of scope.
public struct LibraryTurn: ~Copyable {
  /// The longest one turn may compute, in seconds of processor time.
  public static let secondsMax = 10

  private let stop: StopCondition

  private init(_ stop: StopCondition) {
    self.stop = stop
    currentStop = stop
  }

  deinit {
    currentStop = nil
    Gate.leave()
  }

  /// Takes the turn if it is free.
  ///
  /// - Parameters:
  ///   - wake: called once, from any thread, when it is worth trying again; not called when the turn is taken.
  ///   - isStopping: whether the caller's task is stopped; asked often, on the caller's thread.
  public static func take(
    orWake wake: @escaping @Sendable () -> Void, isStopping: @escaping @Sendable () -> Bool
  ) -> LibraryTurn? {
    guard Gate.enter(orWake: wake) else { return nil }
    Handlers.areSet
    return LibraryTurn(StopCondition(isStopping: isStopping))
  }

  /// Whether to go on; to be asked by long work in Swift, now and then.
  /// - Throws: `.stopped` and `.tooLong`.
  public borrowing func check() throws(NetworkError) {
    if let reason = stop.reason { throw reason }
  }

  /// Runs one call of igraph and turns its code into an error.
  borrowing func run(_ body: () -> igraph_error_t) throws(NetworkError) {
    try check()
    let code = body()
    guard code != IGRAPH_SUCCESS else { return }
    if code == IGRAPH_INTERRUPTED { throw stop.reason ?? .stopped }
    throw .library(String(cString: igraph_strerror(code)))
  }
}

/// When the work of a turn ends before its end.
private final class StopCondition {
  private let isStopping: @Sendable () -> Bool
  /// A time of the thread's processor clock.
  private let deadlineNanoseconds: Int64

  init(isStopping: @escaping @Sendable () -> Bool) {
    self.isStopping = isStopping
    deadlineNanoseconds = Self.nowNanoseconds + Int64(LibraryTurn.secondsMax) * 1_000_000_000
  }

  var reason: NetworkError? {
    if isStopping() { return .stopped }
    return Self.nowNanoseconds < deadlineNanoseconds ? nil : .tooLong(seconds: LibraryTurn.secondsMax)
  }

  /// What the thread has used of the processor, so that a busy machine refuses nobody.
  private static var nowNanoseconds: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

/// What the turn under way is stopped by. Only the holder of the turn touches it, and holders follow each other through the gate's lock.
private nonisolated(unsafe) var currentStop: StopCondition?

/// One inside, the others are woken when it leaves.
private enum Gate {
  private struct State {
    var isTaken = false
    var waiting: [@Sendable () -> Void] = []
  }

  private static let state = Mutex(State())

  static func enter(orWake wake: @escaping @Sendable () -> Void) -> Bool {
    state.withLock { state in
      if state.isTaken {
        state.waiting.append(wake)
        return false
      }
      state.isTaken = true
      return true
    }
  }

  /// Wakes all who wait: one that was stopped meanwhile would keep the turn from the others.
  static func leave() {
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

/// igraph's handlers, set once: without them it ends the process on an error.
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
