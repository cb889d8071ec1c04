import Ecosystem
import HostAPI
import Lua
import Store

// Deliveries: each event to each listener, as an invocation of its own that commits together with the mark that it was made.

extension PluginHost {
  /// The most deliveries that a command makes of what it caused before it ends, when no host serves the workspace.
  static let deliveriesMax = 1_000
  /// How long it goes on beginning new ones, in milliseconds.
  static let deliveryTimeMilliseconds: Int64 = 10_000

  /// Delivers what a transaction that has been kept caused, unless a host serves the workspace. What is left over, and what
  /// failed, waits for a host or the next command.
  package func deliverCaused(by transaction: StoreTransaction) async {
    guard transaction.eventCount > 0 else { return }
    await deliverWaiting()
  }

  /// Makes the deliveries that are due, unless a host serves the workspace and does so itself.
  public func deliverWaiting() async {
    guard !HostPresence.isServed(workspace) else { return }
    let end = Instant.present.milliseconds + Self.deliveryTimeMilliseconds
    await deliverDue(atMost: Self.deliveriesMax) { Instant.present.milliseconds > end }
  }

  /// Makes the deliveries that are due, one after the other, until none is, or until there is an end to it.
  ///
  /// - Returns: when the next one is due, in milliseconds since 1970; nil when none waits.
  @discardableResult
  func deliverDue(atMost count: Int = .max, until isEnough: @Sendable () -> Bool) async -> Int64? {
    var made = 0
    do {
      while made < count, !isEnough() {
        let next = try nextDelivery(at: Instant.present.milliseconds)
        guard let delivery = next.due else { return next.later }
        turns.note(delivery.listener)
        await deliver(delivery)
        made += 1
        // A delivery whose outcome could not be noted is due at once.
        guard trouble.isDue(at: Instant.present.milliseconds) else { break }
      }
    } catch {
      report(trouble: error)
    }
    return Instant.present.milliseconds
  }

  /// The next delivery that is due, drawn fairly between plugins and their listeners, else when the next one is. Those to plugins
  /// under quarantine wait for its end.
  func nextDelivery(at now: Int64) throws -> (due: Delivery?, later: Int64?) {
    let transaction = try workspace.store.begin(.read)
    defer { transaction.rollback() }
    let next = try transaction.nextDeliveries().filter { try !transaction.isQuarantined($0.listener.plugin) }
    return (turns.first(of: next.filter { $0.dueMilliseconds <= now }), next.map(\.dueMilliseconds).min())
  }

  private func deliver(_ delivery: Delivery) async {
    let journal = makeJournal(Principal.event)
    do {
      let plugin = try await load(named: delivery.listener.plugin, journal)
      guard try await handle(delivery, plugin, journal) else { return }
      notice(.delivered(delivery))
    } catch {
      await note(error, of: delivery, journal)
    }
  }

  /// Runs the handler and notes that it did, in one transaction.
  ///
  /// - Returns: false when somebody else made the delivery meanwhile, or the plugin is another version now.
  private func handle(_ delivery: Delivery, _ plugin: LoadedPlugin, _ journal: InvocationJournal) async throws -> Bool {
    let transaction = try await beginHandling(delivery, of: plugin)
    let context = context(of: plugin, in: transaction)
    let (name, limits) = (delivery.event.name, plugin.bundle.manifest.limits(.handler))
    let call: InvocationRunner.Call
    do {
      guard let present = try transaction.delivery(delivery.number), present.setAsideAt == nil,
        try transaction.has(plugin)
      else {
        transaction.rollback()
        return false
      }
      transaction.beginHandling(present.event)
      context.caller = CommandCalls(host: self, transaction, journal, limits)
      call = InvocationRunner.Call(
        kind: .handler, place: "\(plugin.name) \(name)", name: name, sandbox: plugin.sandbox,
        body: .function(try plugin.registrations.handler(of: delivery.listener)),
        arguments: try delivery.event.arguments(in: context), limits: limits, priority: .event, principal: Principal.event)
    } catch {
      context.finish()
      transaction.rollback()
      throw error
    }
    _ = try await runner.runWhole(call, context, in: transaction, journal, reading: FieldValue.returned) { try $0.finish(delivery) }
    return true
  }

  /// Counts a failure: the delivery is tried again later, or set aside.
  private func note(_ error: any Error, of delivery: Delivery, _ journal: InvocationJournal) async {
    var failed = delivery
    let now = Instant.present.milliseconds
    var wait: Int64? = 1_000
    if !RetryRule.isInnocent(error) {
      failed.attempts = failed.attempts.addingSaturated(1)
      failed.detail = message(of: error)
      wait = RetryRule.delivery.wait(after: failed.attempts, error)
    }
    failed.dueMilliseconds = now + (wait ?? 0)
    failed.setAsideAt = wait == nil ? Instant.now() : nil
    do {
      try await journal.save(with: self) { try $0.save(failed) }
      guard failed.attempts > delivery.attempts else { return }
      notice(.deliveryFailed(failed, error: failed.detail ?? "", retryMilliseconds: wait))
    } catch {
      report(trouble: error)
    }
  }

  /// Reports what failed and is tried again after a pause; the same not again within a minute.
  func report(trouble error: any Error) {
    let text = message(of: error)
    if trouble.fail(text, at: Instant.present.milliseconds) { notice(.trouble(text)) }
  }

  /// What an error says, in the host's language.
  func message(of error: any Error) -> String {
    ErrorSentence.of(error, in: language)
  }
}

extension StoreTransaction {
  /// Whether the loaded version of a plugin is the one that is installed.
  func has(_ plugin: LoadedPlugin) throws -> Bool {
    try generation().plugins.contains { $0.name == plugin.name && $0.bundleID == plugin.bundle.id.description }
  }
}
