import Engine
import Foundation
import Store

/// A line on standard error that says how far a copy is, once it takes longer than a second; for people on a terminal alone.
final class PageProgress {
  private let start = ContinuousClock.now
  private var isShown = false
  private let isForPeople = isatty(STDERR_FILENO) == 1

  /// Shows where the copy is, or nothing yet.
  func show(_ progress: CopyProgress) {
    guard isForPeople, progress.total > 0, isShown || start.duration(to: .now) > .seconds(1) else { return }
    isShown = true
    let (done, total) = (Quantity.count(Int64(progress.done)), Quantity.count(Int64(progress.total)))
    let percent = progress.done * 100 / progress.total
    write("\r\u{1B}[K" + wording(fr: "\(done) pages sur \(total), \(percent) %", en: "\(done) of \(total) pages, \(percent)%"))
  }

  /// Takes the line away.
  func end() { if isShown { write("\r\u{1B}[K") } }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
