import Calendar
import Ecosystem
import Store

/// Deliveries that one transaction makes, so that they share its commit. Each runs in a savepoint of its own: one that fails is rolled back
/// alone and waits for its retry, the others stand.
///
/// A group starts no delivery after a failure, whose record is committed at once, nor after `timeMax`, nor while another writer of this
/// process waits. A delivery that failed before has a group of its own: a limit that interrupts a write rolls back the whole transaction.
struct DeliveryGroup {
  /// Upper bound of its deliveries.
  static let deliveriesMax = 1_000
  /// The time in which it starts deliveries. Other processes wait for the write lock that long, and for the last delivery.
  static let timeMax = Duration.milliseconds(100)
  /// The number of deliveries of one listener that are read ahead.
  private static let aheadMax = 32

  /// A delivery whose failure rolled back the whole transaction.
  struct Interruption: Error {
    let delivery: Delivery
    let journal: InvocationJournal
    let cause: any Error
  }

  private let host: PluginHost
  private let transaction: StoreTransaction
  private let plugins: [String: LoadedPlugin]
  private var queues: [EventListener: ArraySlice<PendingDelivery>] = [:]
  /// Number of deliveries taken from the queue.
  private(set) var count = 0
  /// The last delivery, and its journal.
  private(set) var last: (delivery: Delivery, journal: InvocationJournal)?
  /// To be given when the group has committed.
  private(set) var notices: [HostNotice] = []
  private var isClosed = false

  /// - Parameters:
  ///   - transaction: holds the write lock, through the slot of the process.
  ///   - plugins: loaded before the transaction began; those with another version by now are left out.
  ///   - listeners: those with due deliveries.
  init(
    _ host: PluginHost, _ transaction: StoreTransaction, _ plugins: [String: LoadedPlugin], listeners: [EventListener]
  ) throws {
    (self.host, self.transaction) = (host, transaction)
    self.plugins = try plugins.filter { try transaction.generations.has($0.value) }
    for listener in listeners where self.plugins[listener.plugin] != nil { try fill(listener) }
  }

  /// Makes deliveries, fairly between plugins and their listeners, until none is due, a bound is reached or `isEnough` returns true.
  ///
  /// - Parameter time: the time in which it starts deliveries.
  /// - Throws: `Interruption` when the transaction was rolled back; `StoreError` when the queue cannot be read or written.
  mutating func run(atMost countMax: Int, within time: Duration = Self.timeMax, until isEnough: () -> Bool) async throws {
    let end = ContinuousClock.now + time
    while count < min(countMax, Self.deliveriesMax), !isClosed, !isEnough(), let next = next() {
      if count > 0, next.attempts > 0 || .now > end || host.workspace.store.hasWaitingWriters { return }
      isClosed = next.attempts > 0
      count += 1
      host.deliveryOrder.note(next.listener)
      try await deliver(next)
      CrashPoint.pass()
    }
  }

  /// Returns the next delivery that is due. Those to a plugin whose state a kill left unusable wait for a later group, which loads it
  /// again.
  private func next() -> PendingDelivery? {
    let now = Instant.present.milliseconds
    return host.deliveryOrder.first(
      of: queues.values.compactMap(\.first).filter {
        $0.dueMilliseconds <= now && plugins[$0.listener.plugin]?.sandbox.isInvalidated == false
      })
  }

  private mutating func fill(_ listener: EventListener) throws {
    let pending = try transaction.queue.pending(for: listener, atMost: Self.aheadMax)
    queues[listener] = pending.isEmpty ? nil : pending[...]
  }

  private mutating func deliver(_ pending: PendingDelivery) async throws {
    queues[pending.listener]?.removeFirst()
    // A delivery before it may have set aside the cascade of its event.
    if let plugin = plugins[pending.listener.plugin], let delivery = try transaction.queue.delivery(pending.number),
      delivery.setAsideAt == nil
    {
      let journal = host.makeJournal(Principal.event)
      last = (delivery, journal)
      try await deliver(delivery, to: plugin, journal)
    }
    if queues[pending.listener]?.isEmpty == true { try fill(pending.listener) }
  }

  private mutating func deliver(_ delivery: Delivery, to plugin: LoadedPlugin, _ journal: InvocationJournal) async throws {
    transaction.beginInvocation(
      as: Writer(plugin: plugin.name, kind: InvocationKind.handler.rawValue, name: delivery.event.name, since: Instant.now()))
    let savepoint = try transaction.savepoint()
    do {
      try await host.handle(delivery, plugin, in: transaction, journal: journal)
      try transaction.release(savepoint)
      notices.append(.delivered(delivery.withoutPayload))
    } catch {
      guard transaction.isOpen else { throw Interruption(delivery: delivery, journal: journal, cause: error) }
      try transaction.rollback(to: savepoint)
      try note(error, of: delivery, journal)
      // Later deliveries to the listener wait for this one, to keep their order.
      queues[delivery.listener] = nil
    }
  }

  /// Saves a failure in the transaction of the group, which ends with it: the count of attempts and kills must not be lost with a later
  /// delivery.
  private mutating func note(_ error: any Error, of delivery: Delivery, _ journal: InvocationJournal) throws {
    let failure = DeliveryFailure(error, of: delivery, message: host.message)
    try transaction.queue.save(failure.delivery)
    try journal.write(into: transaction)
    if let notice = failure.notice { notices.append(notice) }
    isClosed = true
  }
}
