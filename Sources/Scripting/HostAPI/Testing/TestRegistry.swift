import Lua
import Synchronization

/// The tests that a plugin's test files registered, the registrations of the plugin under test, and what a test asked of the run.
public final class TestRegistry: Sendable {
  private struct State {
    var tests: [(name: String, run: LuaReference)] = []
    var registrations = Registrations()
    var snapshots: [String: String] = [:]
    var wantedVersion: String?
  }

  private let state = Mutex(State())
  /// Whether snapshots are recorded instead of compared.
  let recordsSnapshots: Bool
  /// The version from which the data of the test was upgraded; nil for data made by the present version.
  let versionBefore: String?

  /// - Parameters:
  ///   - recordsSnapshots: whether snapshots are recorded instead of compared.
  ///   - versionBefore: the version from which the data was upgraded; nil for data made by the present version.
  public init(recordsSnapshots: Bool = false, versionBefore: String? = nil) {
    self.recordsSnapshots = recordsSnapshots
    self.versionBefore = versionBefore
  }

  /// The tests that the files run so far registered, in order.
  public var tests: [(name: String, run: LuaReference)] { state.withLock { $0.tests } }

  /// Registrations of the plugin under test; set once it is loaded.
  public var registrations: Registrations {
    get { state.withLock { $0.registrations } }
    set { state.withLock { $0.registrations = newValue } }
  }

  /// The recorded snapshots: texts by the path of their file in the plugin.
  public var snapshots: [String: String] { state.withLock { $0.snapshots } }

  /// The version whose data the test wants to start from; nil unless it asked for another than it runs on.
  public var wantedVersion: String? { state.withLock { $0.wantedVersion } }

  func record(_ text: String, as file: String) { state.withLock { $0.snapshots[file] = text } }

  func want(version: String) { state.withLock { $0.wantedVersion = version } }

  func add(_ name: String, _ run: LuaReference) throws(APIUsageError) {
    let isNew = state.withLock { state in
      guard !state.tests.contains(where: { $0.name == name }) else { return false }
      state.tests.append((name, run))
      return true
    }
    guard isNew else { throw APIUsageError("hostapi.test-module.test-registered-twice", ["name": name]) }
  }
}
