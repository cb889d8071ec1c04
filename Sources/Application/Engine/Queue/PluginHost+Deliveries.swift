import Calendar
import Ecosystem
import HostAPI
import Lua
import Store

// Deliveries: each event to each listener, as an invocation of its own that commits together with the delivery's state, and with other
// deliveries of its group.

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

  /// Makes the due deliveries in groups, until none is due or `isEnough` returns true.
  ///
  /// - Returns: the due time of the next one, in milliseconds since 1970; nil when none waits.
  @discardableResult
  func deliverDue(atMost count: Int = .max, until isEnough: @Sendable () -> Bool) async -> Int64? {
    var (made, single, lastPause) = (0, 0, ContinuousClock.now)
    do {
      while made < count, !isEnough() {
        let next = try nextDeliveries(at: Instant.present.milliseconds)
        guard !next.due.isEmpty else { return next.later }
        let group = try await deliverGroup(next.due, atMost: single > 0 ? 1 : count - made, until: isEnough)
        made += group.count
        // A group that did not commit is made again one by one, so that the delivery that prevents it is found.
        single = group.isCommitted ? max(0, single - group.count) : group.count
        // A delivery whose outcome could not be written would be due at once.
        guard trouble.isDue(at: Instant.present.milliseconds) else { break }
        await leaveLock(since: &lastPause)
      }
    } catch is CancellationError {
      // The host ends: what it did not deliver stays in the queue.
    } catch {
      report(trouble: error)
    }
    return Instant.present.milliseconds
  }

  /// The time for which the write lock is left free for other processes, which try to take it every `Store.writerPauseMax`.
  private static let lockPause = Store.writerPauseMax + .milliseconds(2)

  /// Leaves the write lock free for a moment when groups have followed each other for as long as one may last.
  private func leaveLock(since lastPause: inout ContinuousClock.Instant) async {
    guard .now - lastPause >= DeliveryGroup.timeMax else { return }
    // A cancellation ends the pause; the caller's condition then ends its loop.
    try? await Task.sleep(for: Self.lockPause)
    lastPause = .now
  }

  /// Returns the next delivery of each listener that is due, else the time of the next one. Deliveries to quarantined plugins wait for the
  /// lift.
  private func nextDeliveries(at now: Int64) throws -> (due: [Delivery], later: Int64?) {
    let transaction = try workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    let next = try transaction.queue.nextDeliveries().filter { try !transaction.invocations.isQuarantined($0.listener.plugin) }
    return (next.filter { $0.dueMilliseconds <= now }, next.map(\.dueMilliseconds).min())
  }

  /// Makes a group of due deliveries in one transaction.
  ///
  /// - Parameter due: the next delivery of each listener.
  /// - Returns: number of attempted deliveries, at least 1, and whether they are committed.
  /// - Throws: `StoreError` or `EngineError.writerBusy` when the queue cannot be read or written; `CancellationError`.
  private func deliverGroup(
    _ due: [Delivery], atMost count: Int, until isEnough: @Sendable () -> Bool
  ) async throws -> (count: Int, isCommitted: Bool) {
    let plugins = await loadListeners(of: due)
    guard let first = due.first(where: { plugins[$0.listener.plugin] != nil }) else { return (1, true) }
    let transaction = try await beginWriting(
      .handler, first.listener.plugin, name: first.event.name, for: .admin, wait: Store.queueWait)
    var group: DeliveryGroup?
    do {
      group = try DeliveryGroup(self, transaction, plugins, listeners: due.map(\.listener))
      try await group?.run(atMost: count, until: isEnough)
      try transaction.commit()
      group?.notices.forEach(notice)
      return (max(1, group?.count ?? 0), true)
    } catch let interruption as DeliveryGroup.Interruption {
      await note(interruption.cause, of: interruption.delivery, interruption.journal)
      return (1, true)
    } catch {
      transaction.rollback()
      guard let group, let last = group.last else { throw error }
      if group.count > 1 { return (group.count, false) }
      if let error = error as? any Explainable { last.journal.fail(error.code, error.message(in: language)) }
      await note(error, of: last.delivery, last.journal)
      return (1, true)
    }
  }

  /// Loads the plugins of deliveries, before a transaction holds the write lock. Where that fails, the oldest delivery to the plugin has failed.
  private func loadListeners(of due: [Delivery]) async -> [String: LoadedPlugin] {
    var plugins: [String: LoadedPlugin] = [:]
    var refused: Set<String> = []
    for delivery in due where plugins[delivery.listener.plugin] == nil && !refused.contains(delivery.listener.plugin) {
      let (name, journal) = (delivery.listener.plugin, makeJournal(Principal.event))
      do {
        plugins[name] = try await load(named: name, journal)
        await journal.save()
      } catch {
        refused.insert(name)
        await note(error, of: delivery, journal)
      }
    }
    return plugins
  }

  /// Runs the handler and marks the delivery as made; the caller commits both or rolls both back.
  ///
  /// - Throws: as `InvocationRunner.runPart`.
  func handle(_ delivery: Delivery, _ plugin: LoadedPlugin, in transaction: StoreTransaction, journal: InvocationJournal) async throws {
    let context = context(of: plugin, in: transaction)
    let (name, limits) = (delivery.event.name, plugin.bundle.manifest.limits(.handler))
    let call: InvocationRunner.Call
    do {
      transaction.queue.beginHandling(delivery.event)
      connect(context, to: transaction, journal, limits: limits)
      call = InvocationRunner.Call(
        kind: .handler, place: "\(plugin.name) \(name)", name: name, sandbox: plugin.sandbox,
        body: .function(try plugin.registrations.handler(of: delivery.listener)),
        arguments: try delivery.event.arguments(in: context), limits: limits, priority: .event, principal: Principal.event)
    } catch {
      context.finish()
      throw error
    }
    _ = try await runner.runPart(call, context, in: transaction, journal: journal, reading: FieldValue.returned) {
      try $0.queue.finish(delivery)
    }
  }

  /// Counts a failure in a transaction of its own: the delivery is retried later, or set aside.
  private func note(_ error: any Error, of delivery: Delivery, _ journal: InvocationJournal) async {
    let failure = DeliveryFailure(error, of: delivery, message: message)
    do {
      try await journal.save(with: self) { try $0.queue.save(failure.delivery) }
      failure.notice.map(notice)
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
