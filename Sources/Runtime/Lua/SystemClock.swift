import CLuaGuard
import Glibc

/// The system clocks without Foundation.
public enum SystemClock {
  /// Seconds since 1970-01-01T00:00:00Z.
  @Sendable public static func wallSeconds() -> Double { seconds(CLOCK_REALTIME) }
  /// Processor seconds of this thread.
  @Sendable public static func cpuSeconds() -> Double { seconds(CLOCK_THREAD_CPUTIME_ID) }
  /// Nanoseconds of the monotonic clock.
  public static func monotonicNanoseconds() -> Int64 { guard_monotonic_ns() }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
