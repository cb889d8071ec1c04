import Ecosystem
import HostAPI
import Localization
import Lua
import Scheduler
import Store
import Synchronization

/// The validators of the installed plugins, for the records that one invocation saves.
///
/// - They run one after the other, by the name of the plugin, then in the order they were registered, each as an invocation of its
///   own that reads in the caller's transaction and cannot write. The first refusal ends the validation.
/// - Each has the limits of a handler, and all together the processor time that the caller has left.
/// - A validator that fails or is stopped refuses the record. Those of a quarantined plugin are not asked.
package final class RecordValidators: RecordValidator {
  private let host: PluginHost
  /// Returns the transaction that is open now.
  private let current: @Sendable () -> StoreTransaction
  private var transaction: StoreTransaction { current() }
  private let journal: InvocationJournal
  /// The limits of the caller; nil for the host's own work.
  private let limits: TaskLimits?
  /// A plugin whose loaded validators count in place of the installed ones, as in its tests.
  private let present: LoadedPlugin?
  private let spentNanoseconds = Atomic<Int64>(0)
  private let failureCount = Atomic(0)
  private let pluginsByEntity = Mutex<[String: [String]]>([:])

  /// Upper bound of the failures of one invocation in the log: an import goes on after them.
  private static let failuresLoggedMax = 20

  package init(
    _ host: PluginHost, _ transaction: StoreTransaction, journal: InvocationJournal, limits: TaskLimits?,
    present: LoadedPlugin? = nil, reopening: (@Sendable () -> StoreTransaction)? = nil
  ) {
    (self.host, self.journal, current) = (host, journal, reopening ?? { transaction })
    (self.limits, self.present) = (limits, present)
  }

  /// The invocation that saves a record.
  package struct Caller: Sendable {
    /// The name of its plugin, or `admin`.
    package var name: String
    /// The language of the refusals; nil for the host's.
    package var language: Language?
    /// The processor time that it has used.
    package var cpuNanoseconds: Int64 = 0

    package init(name: String, language: Language? = nil, cpuNanoseconds: Int64 = 0) {
      (self.name, self.language, self.cpuNanoseconds) = (name, language, cpuNanoseconds)
    }
  }

  package func hasValidators(of entity: String) throws -> Bool {
    if let present, !present.registrations.validators(of: entity).isEmpty { return true }
    return try transaction.registrations.validators(of: entity).contains { $0.plugin != present?.name }
  }

  package func start(
    _ validation: RecordValidation, for context: HostContext, cpuNanoseconds: Int64, waker: Waker
  ) -> CommandCall {
    CommandCall.start(waker) { [self] in
      defer { transaction.queue.eventSource = context.plugin }
      let caller = Caller(name: context.plugin, language: context.language, cpuNanoseconds: cpuNanoseconds)
      try await validate(validation, now: context.now, caller: caller)
      return []
    }
  }

  /// Asks the validators about one record.
  ///
  /// - Parameters:
  ///   - now: the instant of the caller, RFC 3339 in UTC.
  ///   - caller: the invocation that saves it.
  /// - Throws: `ValidationRefusal` of the first validator that refuses it; `ValidatorFailure` when one fails or is stopped;
  ///   `StoreError` when the registrations cannot be read; `CancellationError`.
  package func validate(_ validation: RecordValidation, now: String, caller: Caller) async throws {
    for name in try plugins(of: validation.entity) {
      try Task.checkCancellation()
      do {
        let plugin = try await load(name)
        for validator in plugin.registrations.validators(of: validation.entity) {
          try await ask(validator, of: plugin, validation, now: now, caller: caller)
        }
      } catch let error as any Explainable where !(error is ValidationRefusal) {
        failureCount.add(1, ordering: .relaxed)
        throw ValidatorFailure(plugin: name, cause: error, isStopped: Self.isStop(error))
      }
    }
  }

  private static func isStop(_ error: any Explainable) -> Bool {
    if case .stopped? = error as? EngineError { return true }
    return false
  }

  /// Returns the names of the plugins to ask, in order, cached for the invocation.
  private func plugins(of entity: String) throws -> [String] {
    if let known = pluginsByEntity.withLock({ $0[entity] }) { return known }
    let names = try presentPlugins(of: entity)
    pluginsByEntity.withLock { $0[entity] = names }
    return names
  }

  private func presentPlugins(of entity: String) throws -> [String] {
    var names = Set(try transaction.registrations.validators(of: entity).map(\.plugin))
    names = try names.filter { try !transaction.invocations.isQuarantined($0) }
    if let present { names.insert(present.name) }
    return names.sorted()
  }

  private func load(_ name: String) async throws -> LoadedPlugin {
    if let present, present.name == name { return present }
    return try await host.load(named: name, journal)
  }

  private func ask(
    _ validator: LuaReference, of plugin: LoadedPlugin, _ validation: RecordValidation, now: String, caller: Caller
  ) async throws {
    let context = host.context(of: plugin, in: transaction, permissions: plugin.permissions.reading, now: now, language: caller.language)
    context.isValidating = true
    defer { context.finish() }
    let own = plugin.bundle.manifest.limits(.handler)
    let limits = remaining(of: own, callerUsed: caller.cpuNanoseconds)
    var call = InvocationRunner.Call(
      kind: .validator, place: "\(plugin.name) \(EventListener.validation(of: validation.entity))", name: validation.entity,
      sandbox: plugin.sandbox, body: .function(validator), arguments: try validation.arguments(in: context), limits: limits,
      principal: Principal.caller(caller.name, in: journal.principal), limitsOfCaller: limits.lowered(from: own))
    // One line for each saved record would drown the log.
    call.logs = (success: false, failure: failureCount.load(ordering: .relaxed) < Self.failuresLoggedMax)
    call.whenEnded = { [self] cost in spentNanoseconds.add(cost.cpuNanoseconds, ordering: .relaxed) }
    let results = try FieldValue.returned(try await host.runner.run(call, context, journal: journal))
    if let refusal = try validation.refusal(by: plugin.name, results) { throw refusal }
  }

  /// Returns the limits of the next validator: those of a handler, at most those of the caller and the processor time it has left.
  private func remaining(of own: TaskLimits, callerUsed: Int64) -> TaskLimits {
    var lower = limits.map(own.within) ?? own
    lower.rowsWritten = 0
    guard let cpu = limits?.cpuMilliseconds else { return lower }
    let left = cpu - (callerUsed + spentNanoseconds.load(ordering: .relaxed)) / 1_000_000
    // Stopped at once, with the limit as the reason, when none is left.
    lower.cpuMilliseconds = min(lower.cpuMilliseconds ?? .max, max(1, left))
    return lower
  }
}

extension PluginHost {
  /// Gives an invocation what it needs of other plugins: calls of their commands and their validators.
  ///
  /// - Parameters:
  ///   - limits: those of the invocation.
  ///   - waiting: the plugins that wait for it, in the order of the calls.
  ///   - present: the plugin whose loaded validators count in place of the installed ones.
  package func connect(
    _ context: HostContext, to transaction: StoreTransaction, _ journal: InvocationJournal, limits: TaskLimits,
    waiting: [String] = [], present: LoadedPlugin? = nil
  ) {
    context.caller = CommandCalls(host: self, transaction, journal, limits: limits, waiting: waiting)
    context.validator = RecordValidators(self, transaction, journal: journal, limits: limits, present: present)
  }
}
