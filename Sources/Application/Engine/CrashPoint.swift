#if DEBUG
  import Foundation
  import Synchronization
#endif

/// The steps at which a crash is tried out: a debug build kills itself at the step whose number `GRAPPE_CRASH_AT` gives.
///
/// Steps are numbered in the order in which they are passed, from 1. In a release build passing one does nothing.
enum CrashPoint {
  #if DEBUG
    private static let passed = Atomic<Int>(0)
    private static let fatal = ProcessInfo.processInfo.environment["GRAPPE_CRASH_AT"].flatMap { Int($0) }
  #endif

  /// Passes the next step.
  static func pass() {
    #if DEBUG
      let number = passed.add(1, ordering: .relaxed).newValue
      if number == fatal { kill(getpid(), SIGKILL) }
    #endif
  }
}
