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

/// Calls of `grappe.network` take turns: whoever waits is a suspended task and holds no worker.
@Suite struct NetworkTurnTests {
  /// The library's turn, taken by a thread of its own until it is asked to give it back.
  private final class Holder: Sendable {
    private let isGivenBack = DispatchSemaphore(value: 0)

    init() async {
      await withCheckedContinuation { isTaken in
        Thread.detachNewThread { [isGivenBack] in
          let isFree = DispatchSemaphore(value: 0)
          while true {
            if let turn = LibraryTurn.take(orWake: { isFree.signal() }, isStopping: { false }) {
              isTaken.resume()
              isGivenBack.wait()
              _ = consume turn
              return
            }
            isFree.wait()
          }
        }
      }
    }

    func giveBack() { isGivenBack.signal() }
  }

  private static func sandbox(_ name: String, _ started: @escaping @Sendable () -> Void = {}) throws -> Sandbox {
    let grappe = GrappeTable.make(schema: .grappe, plugin: name, version: "1.0.0")
    let mark: HostFunction = { _ in
      started()
      return .returns(0)
    }
    return try Sandbox(
      SandboxConfiguration(name: name, globals: ["grappe": .table(grappe), "started": .function(mark)]))
  }

  private static func request(_ box: Sandbox, _ source: String, _ store: Store) -> TaskRequest {
    let context = HostContext(
      plugin: box.name, version: "1.0.0", permissions: .adminReading, language: .en, now: "2026-01-02T03:04:05Z",
      schema: .grappe, transaction: { try store.begin(.read) })
    return TaskRequest(
      sandbox: box, body: .chunk(source: Array(source.utf8), name: "\(box.name)/init.lua"), limits: TaskLimits(),
      context: context)
  }

  private static func values(_ report: TaskReport) -> [LuaValue]? {
    if case .returned(let values) = report.outcome { values } else { nil }
  }

  private static func temporaryStore() throws -> (store: Store, folder: URL) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "grappe-turn-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return (try Store.create(at: folder.appending(path: "grappe.db").path, schema: .grappe), folder)
  }

  @Test("A call that has to wait leaves its only worker to others, and answers when it has its turn")
  func waits() async throws {
    let (store, folder) = try Self.temporaryStore()
    defer { try? FileManager.default.removeItem(at: folder) }
    let scheduler = Scheduler(SchedulerSettings(workers: 1))
    let holder = await Holder()
    let arrivals = AsyncStream<Void>.makeStream()
    let waiting = try Self.sandbox("waiting") { arrivals.continuation.yield() }
    let handle = scheduler.submit(
      Self.request(waiting, "started() return grappe.network.structure{}.actors", store))
    for await _ in arrivals.stream { break }
    let other = scheduler.submit(Self.request(try Self.sandbox("other"), "return 1 + 1", store))
    #expect(Self.values(await other.value) == [2])
    #expect(scheduler.status().contains { $0.plugin == "waiting" }, "it did not wait for its turn")
    holder.giveBack()
    #expect(Self.values(await handle.value) == [0])
  }
}
