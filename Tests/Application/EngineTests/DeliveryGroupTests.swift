import Calendar
import Ecosystem
import Lua
import Testing

@testable import Engine
@testable import Store

/// Deliveries that share a transaction: what each may still do alone.
@Suite(.timeLimit(.minutes(10)))
struct DeliveryGroupTests {
  private static let permissions = """
    actors = { access = "write", reason = { fr = "écrire", en = "write" } }
    storage = { access = "write", reason = { fr = "garder", en = "keep" } }
    """
  private static let counting = """
    local function count(key) grappe.storage.set(key, (grappe.storage.get(key) or 0) + 1) end

    """
  private static let send = ["send": "for _, name in ipairs{ 'a', 'b', 'bad', 'c', 'd' } do grappe.emit('said', { name = name }) end"]

  /// Creates a workspace whose command `send` sends five events, not delivered yet: the third is `bad`.
  private func workspace(limits: String = "", _ handlers: String) async throws -> EngineWorkspace {
    let workspace = try await EngineWorkspace(
      permissions: Self.permissions, limits: limits, commands: Self.send, initLua: Self.counting + handlers)
    let host = workspace.host
    // The lock file of a serving host keeps the command from delivering what it sends.
    let serving = try HostLockFile(.serve, in: host.workspace)
    _ = try await host.run("demo:send", parameters: [:], for: .admin)
    serving.release()
    return workspace
  }

  private func state<Result>(_ workspace: EngineWorkspace, _ body: (StoreTransaction) throws -> Result) throws -> Result {
    let transaction = try workspace.host.workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    return try body(transaction)
  }

  private func stored(_ key: String, _ workspace: EngineWorkspace) throws -> Int64 {
    try state(workspace) { try $0.registrations.storage("demo").get(key)?.integerValue ?? 0 }
  }

  private func outcomes(_ workspace: EngineWorkspace) throws -> [String] {
    try state(workspace) { try $0.invocations.latest(limit: 1_000).filter { $0.kind == "handler" }.map(\.outcome).reversed() }
  }

  /// Begins a group of all deliveries to the plugin.
  private func group(_ workspace: EngineWorkspace) async throws -> (DeliveryGroup, StoreTransaction) {
    let host = workspace.host
    let plugin = try await host.load(named: "demo", host.makeJournal())
    let transaction = try await host.beginQueueWriting()
    let listeners = try transaction.registrations.listeners()
    return (try DeliveryGroup(host, transaction, ["demo": plugin], listeners: listeners), transaction)
  }

  @Test func `deliveries commit together, each with an entry and a change of its own`() async throws {
    let workspace = try await workspace("grappe.on('demo:said', function(said) count(said.name) end)")
    var (group, transaction) = try await group(workspace)
    try await group.run(atMost: 100, within: .seconds(3_600)) { false }
    #expect(group.count == 5 && group.notices.count == 5)
    #expect(try state(workspace) { try $0.queue.deliveriesWaiting() } == 5, "nothing is committed yet")
    try transaction.commit()
    #expect(try state(workspace) { try $0.queue.deliveriesWaiting() } == 0)
    #expect(try outcomes(workspace) == Array(repeating: "done", count: 5))
    let handlers = try state(workspace) { try $0.invocations.latest(limit: 1_000).filter { $0.kind == "handler" }.map(\.id) }
    let changes = try state(workspace) { transaction in try handlers.compactMap { try transaction.journal.change(of: $0)?.number } }
    #expect(Set(changes).count == 5)
    _ = try await workspace.host.undo(handlers[1])
    #expect(try stored("c", workspace) == 0 && stored("b", workspace) == 1 && stored("d", workspace) == 1)
  }

  @Test func `a handler that fails is rolled back alone, and only its listener waits for the retry`() async throws {
    let workspace = try await workspace(
      """
      grappe.on('demo:said', function(said)
        count('first ' .. said.name)
        if said.name == 'bad' then error('no') end
      end)
      grappe.on('demo:said', function(said) count('second ' .. said.name) end)
      """)
    await workspace.host.deliverDue { false }
    for name in ["a", "b"] { #expect(try stored("first \(name)", workspace) == 1) }
    for name in ["bad", "c", "d"] { #expect(try stored("first \(name)", workspace) == 0) }
    for name in ["a", "b", "bad", "c", "d"] { #expect(try stored("second \(name)", workspace) == 1) }
    let waiting = try state(workspace) { try $0.queue.nextDeliveries() }
    // On a slow machine the retry is due before the other deliveries are made.
    let attempts = try #require(waiting.first?.attempts)
    #expect(waiting.count == 1 && attempts >= 1 && waiting[0].detail?.contains("no") == true)
    #expect(try state(workspace) { try $0.queue.deliveriesWaiting() } == 3)
    #expect(try outcomes(workspace).filter { $0 != "done" } == Array(repeating: "plugin.failed", count: attempts))
  }

  @Test(arguments: [
    "while true do end",
    "while true do grappe.storage.set('big', ('x'):rep(100000)) end",
    "while true do grappe.actors.add{ name = 'N', kind = 'company' } end",
  ])
  func `a handler that a limit stops, also within a write, leaves nothing, and no other effect is lost or repeated`(
    attack: String
  ) async throws {
    let workspace = try await workspace(
      limits: #"handler = { cpu = "150ms", wall = "1min", write_wall = "1min" }"#,
      """
      grappe.on('demo:said', function(said)
        count('first ' .. said.name)
        if said.name == 'bad' then \(attack) end
      end)
      grappe.on('demo:said', function(said) count('second ' .. said.name) end)
      """)
    await workspace.host.deliverDue { false }
    for name in ["a", "b"] { #expect(try stored("first \(name)", workspace) == 1) }
    for name in ["bad", "c", "d", "big"] { #expect(try stored("first \(name)", workspace) == 0) }
    for name in ["a", "b", "bad", "c", "d"] { #expect(try stored("second \(name)", workspace) == 1) }
    #expect(try stored("big", workspace) == 0 && state(workspace) { try $0.count("actor") } == 0)
    #expect(try outcomes(workspace).filter { $0 == "done" }.count == 7)
    let attempts = try state(workspace) { try $0.queue.nextDeliveries().map(\.attempts) }
    // On a slow machine the retry is due before the other deliveries are made.
    #expect(try attempts.count == 1 && attempts[0] >= 1 && workspace.kills().count == attempts[0])
  }

  @Test func `a failure ends its group, so that it is counted whatever comes later`() async throws {
    let workspace = try await workspace("grappe.on('demo:said', function(said) if said.name == 'bad' then error('no') end end)")
    var (group, transaction) = try await group(workspace)
    try await group.run(atMost: 100, within: .seconds(3_600)) { false }
    try transaction.commit()
    #expect(group.count == 3 && group.notices.map(\.code) == ["delivered", "delivered", "delivery-failed"])
    #expect(try state(workspace) { try $0.queue.nextDeliveries().map(\.attempts) } == [1])
  }

  @Test func `a delivery that failed before has a group of its own`() async throws {
    let workspace = try await workspace("grappe.on('demo:said', function(said) count(said.name) end)")
    let numbers = try state(workspace) { try $0.queue.deliveryNumbers() }
    let retry = try await workspace.host.beginQueueWriting()
    var delivery = try #require(try retry.queue.delivery(numbers[1]))
    delivery.attempts = 1
    try retry.queue.save(delivery)
    try retry.commit()
    for expected in [1, 1, 3] {
      var (group, transaction) = try await group(workspace)
      try await group.run(atMost: 100, within: .seconds(3_600)) { false }
      try transaction.commit()
      #expect(group.count == expected)
    }
  }

  @Test func `a writer that waits gets the write lock after one delivery`() async throws {
    let workspace = try await workspace("grappe.on('demo:said', function(said) count(said.name) end)")
    let store = workspace.host.workspace.store
    func waiters(_ count: Int) async throws {
      while store.slot.waiterCount < count { try await Task.sleep(for: .milliseconds(1)) }
    }
    let holder = try await workspace.host.beginQueueWriting()
    let delivering = Task { await workspace.host.deliverDue { false } }
    try await waiters(1)
    let writing = Task { try await workspace.host.beginQueueWriting() }
    try await waiters(2)
    holder.rollback()
    let transaction = try await writing.value
    #expect(try transaction.queue.deliveriesWaiting() == 4)
    transaction.rollback()
    _ = await delivering.value
    #expect(try state(workspace) { try $0.queue.deliveriesWaiting() } == 0)
  }

  @Test func `a cancellation keeps what was delivered before, and takes back the running delivery`() async throws {
    let workspace = try await workspace(
      limits: #"handler = { cpu = "10min", wall = "10min", write_wall = "10min" }"#,
      """
      grappe.on('demo:said', function(said)
        count(said.name)
        if said.name == 'bad' then grappe.storage.set('started', true) while true do end end
      end)
      """)
    let delivering = Task {
      var (group, transaction) = try await group(workspace)
      try await group.run(atMost: 100, within: .seconds(3_600)) { Task.isCancelled }
      try transaction.commit()
      return group.count
    }
    // The endless handler is the third.
    func delivered() -> Int64 {
      workspace.host.runner.counters.sorted.filter { $0.key.kind == "handler" }.reduce(0) { $0 + $1.total.count }
    }
    while delivered() < 2 { try await Task.sleep(for: .milliseconds(1)) }
    #expect(try state(workspace) { try $0.queue.deliveriesWaiting() } == 5, "the group has not committed")
    delivering.cancel()
    #expect(try await delivering.value == 3)
    #expect(try stored("a", workspace) == 1 && stored("b", workspace) == 1 && stored("bad", workspace) == 0)
    let waiting = try state(workspace) { try $0.queue.nextDeliveries() }
    #expect(waiting.map(\.attempts) == [0] && waiting.first?.event.payload.mapValue?["name"] == .text("bad"))
  }
}
