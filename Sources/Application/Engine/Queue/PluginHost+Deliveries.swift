import Calendar
import Ecosystem
import HostAPI
import Lua
import Store

// Deliveries: each event to each listener, as an invocation of its own that commits together with the delivery's state.

extension PluginHost {
  /// The maximum number of deliveries that a command makes of its own events before it ends, when no host serves the workspace.
  static let deliveriesMax = 1_000
  /// The time in which it starts new ones, in milliseconds.
  static let deliveryTimeMilliseconds: Int64 = 10_000

  /// Delivers the events of a committed transaction, unless a host serves the workspace. Remaining and failed deliveries wait
  /// for a host or the next command.
  package func deliverCaused(by transaction: StoreTransaction) async {
    guard transaction.queue.eventCount > 0 else { return }
    await deliverWaiting()
  }

  /// Makes the due deliveries, unless a host serves the workspace and makes them itself.
  public func deliverWaiting() async {
    guard !HostLockFile.isServed(workspace) else { return }
    let end = Instant.present.milliseconds + Self.deliveryTimeMilliseconds
    await deliverDue(atMost: Self.deliveriesMax) { Instant.present.milliseconds > end }
  }

  /// Makes the due deliveries one by one, until none is due or `isEnough` returns true.
  ///
  /// - Returns: the due time of the next one, in milliseconds since 1970; nil when none waits.
  @discardableResult
  func deliverDue(atMost count: Int = .max, until isEnough: @Sendable () -> Bool) async -> Int64? {
    var made = 0
    do {
      while made < count, !isEnough() {
        let next = try nextDelivery(at: Instant.present.milliseconds)
        guard let delivery = next.due else { return next.later }
        deliveryOrder.note(delivery.listener)
        await deliver(delivery)
        made += 1
        // A delivery whose outcome could not be written would be due at once.
        guard trouble.isDue(at: Instant.present.milliseconds) else { break }
      }
    } catch {
      report(trouble: error)
    }
    return Instant.present.milliseconds
  }

  /// Returns the next due delivery, fairly between plugins and their listeners, else the time of the next one. Deliveries to
  /// quarantined plugins wait for the lift.
  func nextDelivery(at now: Int64) throws -> (due: Delivery?, later: Int64?) {
    let transaction = try workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    let next = try transaction.queue.nextDeliveries().filter { try !transaction.invocations.isQuarantined($0.listener.plugin) }
    return (deliveryOrder.first(of: next.filter { $0.dueMilliseconds <= now }), next.map(\.dueMilliseconds).min())
  }

  private func deliver(_ delivery: Delivery) async {
    let journal = makeJournal(Principal.event)
    do {
      let plugin = try await load(named: delivery.listener.plugin, journal)
      guard try await handle(delivery, plugin, journal: journal) else { return }
      notice(.delivered(delivery))
    } catch {
      await note(error, of: delivery, journal)
    }
  }

  /// Runs the handler and marks the delivery as made, in one transaction.
  ///
  /// - Returns: false when another process made the delivery meanwhile, or the plugin has another version now.
  private func handle(_ delivery: Delivery, _ plugin: LoadedPlugin, journal: InvocationJournal) async throws -> Bool {
    let transaction = try await beginWriting(.handler, plugin.name, name: delivery.event.name, for: .admin, wait: Store.queueWait)
    let context = context(of: plugin, in: transaction)
    let (name, limits) = (delivery.event.name, plugin.bundle.manifest.limits(.handler))
    let call: InvocationRunner.Call
    do {
      guard let present = try transaction.queue.delivery(delivery.number), present.setAsideAt == nil,
        try transaction.generations.has(plugin)
      else {
        transaction.rollback()
        return false
      }
      transaction.queue.beginHandling(present.event)
      connect(context, to: transaction, journal, limits: limits)
      call = InvocationRunner.Call(
        kind: .handler, place: "\(plugin.name) \(name)", name: name, sandbox: plugin.sandbox,
        body: .function(try plugin.registrations.handler(of: delivery.listener)),
        arguments: try delivery.event.arguments(in: context), limits: limits, priority: .event, principal: Principal.event)
    } catch {
      context.finish()
      transaction.rollback()
      throw error
    }
    _ = try await runner.runWhole(call, context, in: transaction, journal: journal, reading: FieldValue.returned) {
      try $0.queue.finish(delivery)
    }
    return true
  }

  /// Counts a failure: the delivery is retried later, or set aside.
  private func note(_ error: any Error, of delivery: Delivery, _ journal: InvocationJournal) async {
    var failed = delivery
    let now = Instant.present.milliseconds
    var wait: Int64? = 1_000
    if RetryRule.countsAsFailure(error) {
      failed.attempts = failed.attempts.addingSaturated(1)
      failed.detail = message(of: error)
      wait = RetryRule.delivery.wait(after: failed.attempts, error)
    }
    failed.dueMilliseconds = now + (wait ?? 0)
    failed.setAsideAt = wait == nil ? Instant.now() : nil
    do {
      try await journal.save(with: self) { try $0.queue.save(failed) }
      guard failed.attempts > delivery.attempts else { return }
      notice(.deliveryFailed(failed, error: failed.detail ?? "", retryMilliseconds: wait))
    } catch {
      report(trouble: error)
    }
  }

  /// Reports a failure that is retried after a pause; the same one at most once a minute.
  func report(trouble error: any Error) {
    let text = message(of: error)
    if trouble.fail(text, at: Instant.present.milliseconds) { notice(.trouble(text)) }
  }

  /// Returns the error's message, in the host's language.
  package func message(of error: any Error) -> String {
    ErrorSentence.of(error, in: language)
  }
}

extension StoreGenerations {
  /// Whether the loaded version of a plugin is the installed one.
  func has(_ plugin: LoadedPlugin) throws -> Bool {
    try present().plugins.contains { $0.name == plugin.name && $0.bundleID == plugin.bundle.id.description }
  }
}
