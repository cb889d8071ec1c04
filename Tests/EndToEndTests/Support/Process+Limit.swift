import Dispatch
import Foundation
import Testing

extension Process {
  /// Waits until the process ends, for `limit` at most: then it is killed and the test has failed.
  func waitUntilExit(within limit: Duration) {
    let number = processIdentifier
    let watch = DispatchWorkItem { kill(number, SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(Int(limit.components.seconds)), execute: watch)
    let start = ContinuousClock.now
    waitUntilExit()
    watch.cancel()
    guard start.duration(to: .now) >= limit else { return }
    let command = ([executableURL?.lastPathComponent ?? ""] + (arguments ?? [])).joined(separator: " ")
    Issue.record("Killed after \(limit): \(command)")
  }
}
