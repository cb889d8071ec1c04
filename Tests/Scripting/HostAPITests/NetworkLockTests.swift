import Ecosystem
import Foundation
import Lua
import Network
import Sandbox
import Scheduler
import Store
import Synchronization
import Testing

@testable import HostAPI

/// Calls of `grappe.network` run one at a time: a waiting call is a suspended task and holds no worker.
@Suite struct NetworkLockTests {
  /// A message of a task through a function of its sandbox, awaited by a plain thread.
  private final class Word: Sendable {
    private let isSaid = DispatchSemaphore(value: 0)
    private let value = Mutex<Int64?>(nil)

    /// A function that takes an integer.
    var function: HostFunction {
      { call in
        self.value.withLock { $0 = call.integer(at: 1) }
        self.isSaid.signal()
        return .returns(0)
      }
    }

    func wait() -> Int64? {
      isSaid.wait()
      return value.withLock { $0 }
    }
  }

  /// Takes igraph's lock, on this thread.
  private static func acquireLock() -> IgraphLock {
    while true {
      let isFree = DispatchSemaphore(value: 0)
      if let lock = IgraphLock.acquire(orWake: { isFree.signal() }, isStopping: { false }) { return lock }
      isFree.wait()
    }
  }

  /// Runs `body` on a thread of its own. The lock's holder must not need the threads of Swift tasks: tests of the library wait
  /// there for the lock.
  private static func onPlainThread(_ body: @escaping @Sendable () throws -> Void) async throws {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
  }

  private static func sandbox(_ name: String, _ words: [String: Word]) throws -> Sandbox {
    let grappe = GrappeTable.make(schema: .grappe, plugin: name, version: "1.0.0")
    var globals = words.mapValues { HostEntry.function($0.function) }
    globals["grappe"] = .table(grappe)
    return try Sandbox(SandboxConfiguration(name: name, globals: globals))
  }

  private static func request(_ box: Sandbox, _ source: String, _ store: Store) -> TaskRequest {
    let context = HostContext(
      plugin: box.name, version: "1.0.0", permissions: .adminReading, language: .en, now: "2026-01-02T03:04:05Z",
      schema: .grappe, transaction: { try store.begin(.read, for: .admin) })
    return TaskRequest(
      sandbox: box, body: .chunk(source: Array(source.utf8), name: "\(box.name)/init.lua"), limits: TaskLimits(),
      context: context)
  }

  private static func temporaryStore() throws -> (store: Store, folder: URL) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "grappe-turn-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return (try Store.create(at: folder.appending(path: "grappe.db").path, schema: .grappe), folder)
  }

  @Test("A call that has to wait leaves its only worker to others, and answers when it has its turn")
  func waits() async throws {
    try await Self.onPlainThread {
      let (store, folder) = try Self.temporaryStore()
      defer { try? FileManager.default.removeItem(at: folder) }
      let scheduler = Scheduler(SchedulerSettings(workers: 1))
      let (started, answered, other) = (Word(), Word(), Word())
      let waiting = try Self.sandbox("waiting", ["started": started, "answered": answered])
      let neighbour = try Self.sandbox("neighbour", ["answered": other])
      let lock = Self.acquireLock()
      _ = scheduler.submit(Self.request(waiting, "started() answered(grappe.network.structure{}.actors)", store))
      _ = started.wait()
      _ = scheduler.submit(Self.request(neighbour, "answered(1 + 1)", store))
      #expect(other.wait() == 2)
      #expect(scheduler.status().contains { $0.plugin == "waiting" }, "it did not wait for its turn")
      _ = consume lock
      #expect(answered.wait() == 0)
    }
  }
}
