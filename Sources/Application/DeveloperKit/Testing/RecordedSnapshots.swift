import Synchronization

/// The snapshots that the tests of a run recorded.
final class RecordedSnapshots: Sendable {
  private let state = Mutex<[String: String]>([:])

  /// The texts by the path of their file in the plugin.
  var texts: [String: String] { state.withLock { $0 } }

  func add(_ texts: [String: String]) { state.withLock { $0.merge(texts) { $1 } } }
}
