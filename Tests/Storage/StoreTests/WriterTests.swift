import Calendar
import Ecosystem
import StoreTestSupport
import Synchronization
import Testing

@testable import Store

/// A clock whose sleep only advances the time.
private struct SwiftClock: Clock {
  struct Instant: InstantProtocol {
    var offset: Duration
    func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    func duration(to other: Instant) -> Duration { other.offset - offset }
    static func < (one: Instant, other: Instant) -> Bool { one.offset < other.offset }
  }

  final class State: Sendable {
    let now = Mutex(Duration.zero)
    let sleeps = Mutex(0)
  }

  let state = State()
  var now: Instant { Instant(offset: state.now.withLock { $0 }) }
  var minimumResolution: Duration { .nanoseconds(1) }

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    try Task.checkCancellation()
    state.now.withLock { $0 = max($0, deadline.offset) }
    state.sleeps.withLock { $0 += 1 }
    await Task.yield()
  }
}

/// A clock whose time never advances.
private struct StillClock: Clock {
  var now: ContinuousClock.Instant { start }
  var minimumResolution: Duration { .nanoseconds(1) }
  let start = ContinuousClock.now

  func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
    // Sleeps until cancelled.
    try await Task.sleep(for: .seconds(100_000))
  }
}

/// Numbers in the order of their arrival.
private final class Order: Sendable {
  private let state = Mutex<[Int]>([])
  var numbers: [Int] { state.withLock { $0 } }
  func append(_ number: Int) { state.withLock { $0.append(number) } }
}

@Suite("There is one writer at a time, and the others wait suspended", .timeLimit(.minutes(10)))
struct WriterTests {
  private func writer(_ name: String) -> Writer {
    Writer(plugin: "demo", kind: "command", name: name, since: TemporaryStore.now)
  }

  @Test("Those who wait are served in their order, and hold no thread meanwhile")
  func order() async throws {
    let temporary = try TemporaryStore()
    try temporary.write { try $0.addConcept("actor-kind", "company") }
    let first = try await temporary.store.beginWriting(writer("first"), for: .admin, clock: StillClock())
    // More than the threads of the pool: if each waiter blocked one, none would ever finish.
    let order = Order()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<100 {
        group.addTask {
          let writer = Writer(plugin: "demo", kind: "command", name: "\(number)", since: TemporaryStore.now)
          let transaction = try await temporary.store.beginWriting(writer, for: .admin, clock: StillClock())
          try transaction.addActor("actor-\(number)")
          order.append(number)
          try transaction.commit()
        }
        // A sleep leaves the threads of the pool to the tasks about to enter the queue; a loop of yields would occupy them.
        while temporary.store.slot.waiterCount <= number { try await Task.sleep(for: .milliseconds(1)) }
      }
      #expect(temporary.store.presentWriter == writer("first"))
      #expect(order.numbers.isEmpty)
      first.rollback()
      try await group.waitForAll()
    }
    #expect(order.numbers == Array(0..<100))
    #expect(try temporary.read { try $0.count("actor") } == 100)
    #expect(temporary.store.presentWriter == nil)
  }

  @Test("a writer that waits too long gets an error and leaves the queue, and the next one gets the lock")
  func timeout() async throws {
    let temporary = try TemporaryStore()
    let holder = try await temporary.store.beginWriting(writer("holder"), for: .admin, clock: StillClock())
    await #expect(throws: StoreError(.busy, found: "1500")) {
      _ = try await temporary.store.beginWriting(self.writer("late"), for: .admin, wait: .milliseconds(1_500), clock: SwiftClock())
    }
    #expect(temporary.store.slot.waiterCount == 0)
    holder.rollback()
    try await temporary.store.beginWriting(writer("next"), for: .admin, clock: StillClock()).rollback()
  }

  @Test("A caller that is cancelled leaves the line")
  func cancelled() async throws {
    let temporary = try TemporaryStore()
    let holder = try await temporary.store.beginWriting(writer("holder"), for: .admin, clock: StillClock())
    let waiting = Task { try await temporary.store.beginWriting(writer("gone"), for: .admin, clock: StillClock()) }
    while temporary.store.slot.waiterCount == 0 { try await Task.sleep(for: .milliseconds(1)) }
    waiting.cancel()
    await #expect(throws: CancellationError.self) { _ = try await waiting.value }
    holder.rollback()
    #expect(temporary.store.presentWriter == nil)
  }

  @Test("A writer of another process is waited for with pauses, never in SQLite, and at most so long")
  func processes() async throws {
    let temporary = try TemporaryStore()
    // Another Store of the same file has a writer slot of its own, like another process.
    let other = try Store.open(at: temporary.path)
    let holder = try other.begin(.write, for: .admin)
    let clock = SwiftClock()
    await #expect(throws: StoreError(.busy, found: "3000")) {
      _ = try await temporary.store.beginWriting(self.writer("waits"), for: .admin, wait: .seconds(3), clock: clock)
    }
    // 2, 4 and 8, then 10 milliseconds each.
    #expect(clock.state.sleeps.withLock { $0 } == 3 + 299)
    #expect(temporary.store.presentWriter == nil)
    holder.rollback()
    try await temporary.store.beginWriting(writer("waits"), for: .admin, clock: clock).commit()
  }

  @Test("A transaction that is let go frees the place")
  func letGo() async throws {
    let temporary = try TemporaryStore()
    _ = try await temporary.store.beginWriting(writer("a"), for: .admin, clock: StillClock())
    let next = try await temporary.store.beginWriting(writer("b"), for: .admin, clock: StillClock())
    next.rollback()
  }

  @Test("Readers go on beside a writer, on what was there before")
  func readers() async throws {
    let temporary = try TemporaryStore()
    try temporary.write { try $0.addConcept("actor-kind", "company") }
    let holder = try await temporary.store.beginWriting(writer("a"), for: .admin, clock: StillClock())
    try holder.addActor("a")
    let counts = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<20 { group.addTask { try temporary.read { try $0.count("actor") } } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts == Array(repeating: 0, count: 20))
    try holder.commit()
    #expect(try temporary.read { try $0.count("actor") } == 1)
  }
}
