import Calendar
import Store
import Synchronization

/// The version of what pages are made from: it changes with every commit in the workspace, by any process.
///
/// It is read before the snapshot of a page, so that a page is never older than the version it is kept under.
final class ContentVersion: Sendable {
  private struct State {
    var watch: StoreWatch?
    /// The number of changes seen.
    var number = 0
  }

  private let state: Mutex<State>
  /// The part that differs from process to process: settings are read at the start.
  private let run = String(UInt64.random(in: .min ... .max), radix: 36)

  /// - Throws: as `StoreWatch.init`.
  init(_ store: Store) throws { state = Mutex(State(watch: try StoreWatch(store))) }

  /// The version for pages of the host, which follow the day, and the one for pages with work of plugins, which follow the minute.
  /// - Throws: `StoreError` when the file cannot be read.
  func present() throws -> (host: String, plugins: String) {
    let number = try state.withLock { state in
      if try state.watch?.hasChanged() == true { state.number += 1 }
      return state.number
    }
    let minute = Instant.present.milliseconds / 60_000
    return ("\(run)-\(number)-d\(minute / 1_440)", "\(run)-\(number)-m\(minute)")
  }
}

/// The properties of a page that decide for how long it may be kept. Used by the one thread that makes the page.
final class PageTraits {
  /// Whether plugins have made a part of it: their code may follow the time.
  var hasPluginWork = false
  /// Whether it must not be kept: it has a form with the time at which it was made, or lacks a part that there was no time for.
  var isTransient = false
}
