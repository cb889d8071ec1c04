import Foundation
import Lua

enum Opening {
  /// Opens and closes sandboxes one after another.
  static func run() throws {
    let count = 5_000
    for _ in 0..<100 { try sandbox("warm").close() }
    let start = SystemClock.monotonicNanoseconds()
    var bytes = 0
    for _ in 0..<count {
      let opened = try sandbox("open")
      bytes = opened.memory.used
      opened.close()
    }
    let microseconds = Double(SystemClock.monotonicNanoseconds() - start) / 1e3 / Double(count)
    print(String(format: "open and close %.1f µs, %d bytes", microseconds, bytes))
  }
}
