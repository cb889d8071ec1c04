import Engine
import Foundation
import Importing
import Localization
import Reports
import Synchronization

/// A progress bar on standard error, if that is a terminal and the work lasts more than a second.
final class ProgressBar: Sendable {
  private struct State {
    var drawnAt = ContinuousClock.now
    var isDrawn = false
    var hasEnded = false
  }

  private let begin = ContinuousClock.now
  private let state = Mutex(State())
  private let isShown = !Output.isQuiet && isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"

  /// The delay before the first drawing, and the interval between drawings.
  private static let (delay, pause) = (Duration.seconds(1), Duration.milliseconds(100))
  /// The width of the bar in cells.
  private static let width = 24

  /// Draws the progress, once the interval has passed.
  func show(_ progress: ImportProgress) {
    guard isShown else { return }
    let now = ContinuousClock.now
    state.withLock { state in
      guard !state.hasEnded, now - begin > Self.delay, !state.isDrawn || now - state.drawnAt > Self.pause else { return }
      state.drawnAt = now
      state.isDrawn = true
      Self.write("\r" + line(progress, now - begin) + "\u{1B}[K")
    }
  }

  /// Clears the bar.
  func end() {
    state.withLock { state in
      if state.isDrawn, !state.hasEnded { Self.write("\r\u{1B}[K") }
      state.hasEnded = true
    }
  }

  /// Returns `████████░░░░░░░░░░░░░░░░  34 %  12 345 rows  5 600 rows/s`.
  private func line(_ progress: ImportProgress, _ elapsed: Duration) -> String {
    let share = progress.bytesTotal == 0 ? 0 : min(1, Double(progress.bytes) / Double(progress.bytesTotal))
    let full = Int(share * Double(Self.width))
    let bar = String(repeating: "█", count: full) + String(repeating: "░", count: Self.width - full)
    let rate = Int64(Double(progress.rows) / max(0.001, elapsed / .seconds(1)))
    let rows = MessageArgument.counted("grappe.count.rows", progress.rows)
    let counts = wording("grappe.progress-bar.rows-rows-s", ["rows": rows, "rate": QuantityFormat.count(rate)])
    return "\(bar)  \(Int(share * 100))\u{A0}%  \(counts)"
  }

  private static func write(_ text: String) { StandardStream.error.control(text) }
}
