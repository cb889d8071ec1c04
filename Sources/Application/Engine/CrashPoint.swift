#if DEBUG
  import Foundation
  import Synchronization
#endif

/// Fault injection for crash tests: a debug build kills itself at the step whose number `GRAPPE_CRASH_AT` gives.
///
/// Steps are numbered in the order in which they are reached, from 1. A release build does nothing at them.
package enum CrashPoint {
  #if DEBUG
    private static let passed = Atomic<Int>(0)
    private static let fatal = ProcessInfo.processInfo.environment["GRAPPE_CRASH_AT"].flatMap { Int($0) }
  #endif

  /// Counts a step, and kills the process if it is the chosen one.
  package static func pass() {
    #if DEBUG
      let number = passed.add(1, ordering: .relaxed).newValue
      if number == fatal { kill(getpid(), SIGKILL) }
    #endif
  }
}
