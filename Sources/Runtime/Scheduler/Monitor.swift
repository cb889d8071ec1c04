import Glibc

/// A lock with condition variables for plain threads, which the standard library's Mutex lacks.
final class Monitor: @unchecked Sendable {
  // @unchecked: the pthread object may be shared.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>

  init() {
    mutex = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  func lock() { pthread_mutex_lock(mutex) }
  func unlock() { pthread_mutex_unlock(mutex) }

  func withLock<Result>(_ body: () throws -> Result) rethrows -> Result {
    lock()
    defer { unlock() }
    return try body()
  }

  /// A condition variable of a monitor.
  final class Condition: @unchecked Sendable {
    // @unchecked: the pthread object may be shared.
    private let condition: UnsafeMutablePointer<pthread_cond_t>

    init() {
      condition = .allocate(capacity: 1)
      var attributes = pthread_condattr_t()
      pthread_condattr_init(&attributes)
      pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
      pthread_cond_init(condition, &attributes)
      pthread_condattr_destroy(&attributes)
    }

    deinit {
      pthread_cond_destroy(condition)
      condition.deallocate()
    }

    func signal() { pthread_cond_signal(condition) }
    func broadcast() { pthread_cond_broadcast(condition) }

    /// Waits until signalled; releases the lock meanwhile. May wake spuriously.
    func wait(_ monitor: Monitor) { pthread_cond_wait(condition, monitor.mutex) }

    /// Waits until signalled or until a time of the monotonic clock.
    func wait(_ monitor: Monitor, until nanoseconds: Int64) {
      var time = timespec(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
      pthread_cond_timedwait(condition, monitor.mutex, &time)
    }
  }
}

/// Starts a plain thread with a stack large enough for Lua's deepest C recursion, and a guard page below it.
enum PlainThread {
  /// 96 MiB of address space, of which only touched pages use memory. CLuaGuard refuses Lua calls that leave less than 2 MiB.
  ///
  /// Lua 5.4.4 formats an error about `t.a.a.a…` by a C recursion of one frame an index, without any check; a chunk of 1 MiB
  /// holds some 500,000 indices of some 100 bytes a frame, so the whole recursion fits. A Lua that formats such errors without
  /// recursion (5.4.5) removes the reason.
  static let stackBytes = 96 << 20

  /// Number of processors this process may use.
  static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  static func start(_ body: @escaping @Sendable () -> Void) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, stackBytes)
    pthread_attr_setguardsize(&attributes, 64 << 10)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    var thread = pthread_t()
    let context = Unmanaged.passRetained(Start(body)).toOpaque()
    let result = pthread_create(&thread, &attributes, Self.enter, context)
    pthread_attr_destroy(&attributes)
    precondition(result == 0, "the system gives no thread (error \(result))")
  }

  private final class Start {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private static let enter: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
    Unmanaged<Start>.fromOpaque(context!).takeRetainedValue().body()
    return nil
  }
}
