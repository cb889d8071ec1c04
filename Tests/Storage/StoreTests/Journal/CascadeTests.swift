import Ecosystem
import StoreTestSupport
import Testing

@testable import Store

@Suite("A cascade of events has a breadth")
struct CascadeTests {
  private static let max = EventCascade.deliveriesMax

  /// Makes a store in which `neighbour` listens to records and `grow` to its own event, each as often as it is named.
  private func store(_ events: String...) throws -> TemporaryStore {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.addConcept("actor-kind", "company")
      let id = "sha256:" + String(repeating: "a", count: 64)
      try transaction.registrations.register(events: events, jobs: [], ofBundle: id)
      let plugin = InstalledPlugin(name: "grow", version: "1.0.0", bundleID: id, grants: "{}", installedAt: TemporaryStore.now)
      try transaction.generations.write([plugin], reason: "install", now: TemporaryStore.now)
    }
    return temporary
  }

  private func emit(_ count: Int, _ transaction: StoreTransaction, as plugin: String = "grow") throws {
    transaction.queue.eventSource = plugin
    for index in 0..<count {
      try transaction.queue.record(event: "grow:e", payload: .integer(Int64(index)), now: TemporaryStore.now)
    }
  }

  /// Delivers the next event to a handler that emits `count` more.
  private func deliver(emitting count: Int, _ temporary: TemporaryStore) throws -> Bool {
    try temporary.write { transaction throws in
      guard let next = try transaction.queue.nextDeliveries().first else { return false }
      transaction.queue.beginHandling(next.event)
      try emit(count, transaction)
      try transaction.queue.finish(next)
      return true
    }
  }

  @Test("handlers that emit more and more are set aside together, as one entry, before more than the limit is delivered")
  func breadth() throws {
    let temporary = try store("grow:e")
    try temporary.write { try emit(1, $0) }
    var delivered = 0
    while try deliver(emitting: 900, temporary) { delivered += 1 }
    #expect(delivered == 12)
    let held = try temporary.read { try $0.queue.cascadesSetAside() }
    #expect(held.map(\.plugin) == ["grow"] && held.map(\.name) == ["grow:e"] && held.map(\.allowed) == [Self.max])
    #expect(held[0].deliveries == 1 + 12 * 900 && held[0].waiting == held[0].deliveries - delivered)
    try temporary.read { transaction throws in
      #expect(try transaction.queue.deliveriesWaiting() == 0 && transaction.queue.deliveriesSetAside().isEmpty)
    }
  }

  @Test("one invocation of a plugin is one origin, up to the limit and not beyond", arguments: [0, 1])
  func direct(more: Int) throws {
    let temporary = try store("grow:e")
    try temporary.write { try emit(Self.max + more, $0) }
    try temporary.read { transaction throws in
      #expect(try transaction.queue.cascadesSetAside().count == more)
      #expect(try transaction.queue.deliveriesWaiting() == (more == 0 ? Self.max : 0))
    }
  }

  @Test("each listener counts")
  func listeners() throws {
    let temporary = try store("grow:e", "grow:e", "grow:e")
    try temporary.write { try emit(Self.max / 3 + 1, $0) }
    #expect(try temporary.read { try $0.queue.cascadesSetAside().map(\.deliveries) } == [(Self.max / 3 + 1) * 3])
  }

  @Test("what an admin does in one transaction is one origin, of which only what its events cause is counted")
  func admin() throws {
    let temporary = try store("actor.created", "grow:e")
    try temporary.write { transaction throws in for index in 0..<3 { try transaction.addActor("a\(index)") } }
    #expect(try deliver(emitting: Self.max, temporary))
    try temporary.read { transaction throws in
      #expect(try transaction.queue.cascadesSetAside().isEmpty)
      #expect(try Set(transaction.queue.nextDeliveries().map(\.event.cascade)).count == 1)
    }
    #expect(try deliver(emitting: 1, temporary))
    let held = try temporary.read { try $0.queue.cascadesSetAside() }
    #expect(held.map(\.deliveries) == [Self.max + 1] && held.map(\.plugin) == ["admin"] && held.map(\.name) == ["actor.created"])
    #expect(held[0].waiting == 1 + Self.max + 1)
  }

  @Test("two operations of an admin are two origins, unless the second goes on with the first")
  func operations() throws {
    let temporary = try store("actor.created", "grow:e")
    let first = try temporary.store.begin(.write, for: .admin)
    try first.addActor("a0")
    try first.commit()
    try temporary.write { try $0.addActor("a1") }
    try temporary.write { transaction throws in
      try transaction.queue.continueOrigin(of: first)
      try transaction.addActor("a2")
    }
    var origins: [Int64?] = []
    while let next = try temporary.read({ try $0.queue.nextDeliveries().first }) {
      origins.append(next.event.cascade)
      _ = try deliver(emitting: 0, temporary)
    }
    #expect(origins.count == 3 && origins[0] == origins[2] && origins[0] != origins[1])
    // The origin ends with its last delivery.
    try temporary.write { transaction throws in
      try transaction.queue.continueOrigin(of: first)
      try transaction.addActor("a3")
    }
    #expect(try temporary.read { try $0.queue.nextDeliveries().first?.event.cascade } != origins[0])
  }

  @Test("a cascade that goes on may cause as many again; discarded, it leaves no row")
  func decision() throws {
    let temporary = try store("grow:e")
    try temporary.write { try emit(Self.max + 1, $0) }
    let number = try temporary.read { try #require(try $0.queue.cascadesSetAside().first).number }
    #expect(try temporary.write { try $0.queue.resume(cascade: number) })
    #expect(try temporary.read { try $0.queue.deliveriesWaiting() } == Self.max + 1)
    #expect(try deliver(emitting: Self.max + 1, temporary))
    #expect(try temporary.read { try $0.queue.cascadesSetAside().map(\.deliveries) } == [2 * Self.max + 2])
    #expect(try temporary.write { try $0.queue.discard(cascade: number) } == 2 * Self.max + 1)
    try temporary.write { transaction throws in
      #expect(try transaction.queue.discard(cascade: number) == nil && !transaction.queue.resume(cascade: number))
      #expect(try transaction.integrity.findings().isEmpty && transaction.queue.deliveriesWaiting() == 0)
    }
  }

  @Test("a cascade ends with its last delivery, and a rolled back savepoint begins none")
  func end() throws {
    let temporary = try store("grow:e")
    try temporary.write { transaction throws in
      let savepoint = try transaction.savepoint()
      try emit(2, transaction)
      try transaction.rollback(to: savepoint)
      try emit(2, transaction)
    }
    #expect(try deliver(emitting: 0, temporary) && deliver(emitting: 0, temporary))
    #expect(!(try deliver(emitting: 0, temporary)))
    let count = try temporary.read { try $0.open().first("SELECT count(*) FROM cascade") { $0.integer(0) } }
    #expect(count == 0)
  }
}
