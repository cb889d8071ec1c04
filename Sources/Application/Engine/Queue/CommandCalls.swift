import Ecosystem
import HostAPI
import Localization
import Lua
import Scheduler
import Store

/// `grappe.call` of one invocation: runs a command of another plugin in that plugin's sandbox, within the caller's transaction.
///
/// - A plugin calls only the commands of plugins in its `[dependencies]`; an admin's script calls any.
/// - The command has its own plugin's permissions, on shared data never more than the caller's, and never higher limits.
/// - A failed command's writes are rolled back to a savepoint; the caller gets the error and may continue.
/// - A plugin that is itself waiting for the call cannot be called.
package final class CommandCalls: CommandCaller {
  private let host: PluginHost
  private let transaction: StoreTransaction
  private let journal: InvocationJournal
  private let limits: TaskLimits
  /// The plugins that wait for the present one, in the order of the calls.
  private let waiting: [String]

  package init(
    host: PluginHost, _ transaction: StoreTransaction, _ journal: InvocationJournal, limits: TaskLimits,
    waiting: [String] = []
  ) {
    self.host = host
    self.transaction = transaction
    self.journal = journal
    self.limits = limits
    self.waiting = waiting
  }

  /// Begins a command of another plugin in the caller's transaction.
  ///
  /// - Throws: `CallRefusal` for a name that is no command, a plugin that is no dependency of the caller, or a cycle of calls.
  package func start(
    _ command: String, _ parameters: ExactDictionary<FieldValue>, for context: HostContext, waker: Waker
  ) throws -> CommandCall {
    let parts = command.cut(at: ":", maxSplits: 1)
    guard parts.count == 2 else { throw CallRefusal.notACommand(command) }
    let chain = waiting + [context.plugin]
    guard !chain.contains(parts[0]) else { throw CallRefusal.cycle(chain + [parts[0]]) }
    guard context.dependencies.contains(parts[0]) || context.permissions.ownsEverything else {
      throw CallRefusal.notADependency(caller: context.plugin, plugin: parts[0])
    }
    return CommandCall.start(waker) { [self] in
      try await run(parts[0], parts[1], parameters: parameters, caller: context, chain: chain)
    }
  }

  private func run(
    _ name: String, _ id: String, parameters: ExactDictionary<FieldValue>, caller: HostContext, chain: [String]
  ) async throws -> [FieldValue] {
    let plugin = try await host.load(named: name, journal)
    let entry = try plugin.command(id)
    let context = host.context(
      of: plugin, in: transaction, permissions: plugin.permissions.called(by: caller.permissions), now: caller.now)
    let own = plugin.bundle.manifest.limits(.command)
    let limits = own.within(limits)
    host.connect(context, to: transaction, journal, limits: limits, waiting: chain)
    defer { transaction.queue.eventSource = caller.plugin }
    return try await withSavepoint(context) {
      let values = try ParameterValues(entry: "\(name):\(id)", parameters: entry.parameters)
        .values(given: parameters, transaction, context.schema)
      let argument = LuaValue.table(LuaTable(array: [], fields: values.mapValues { LuaValue($0) }))
      let results = try await host.runner.run(
        InvocationRunner.Call(
          kind: .call, place: "\(name):\(id)", name: id, sandbox: plugin.sandbox, body: .function(entry.run),
          arguments: [argument], limits: limits,
          principal: Principal.caller(caller.plugin, in: journal.principal), limitsOfCaller: limits.lowered(from: own)),
        context, journal: journal)
      return try FieldValue.returned(results)
    }
  }

  /// Runs `body` in a savepoint, and rolls back to it on an error.
  private func withSavepoint(
    _ context: HostContext, _ body: () async throws -> [FieldValue]
  ) async throws -> [FieldValue] {
    let savepoint = try transaction.savepoint()
    do {
      let values = try await body()
      context.finish()
      try transaction.release(savepoint)
      return values
    } catch {
      context.finish()
      // An interrupted write has rolled back the whole transaction, and the caller with it.
      if transaction.isOpen { try transaction.rollback(to: savepoint) }
      throw error
    }
  }
}

extension LoadedPlugin {
  fileprivate func command(_ id: String) throws -> Registrations.Entry {
    if let entry = registrations.commands.first(where: { $0.id == id }) { return entry }
    let known = registrations.commands.map { "\(name):\($0.id)" }
    throw EngineError.entryUnknown(
      kind: .command, name: "\(name):\(id)", nearest: NearestName.suggest("\(name):\(id)", among: known), known: known)
  }
}

/// The reason why a command of another plugin is not started.
package enum CallRefusal: Explainable, Hashable {
  case notACommand(String)
  case notADependency(caller: String, plugin: String)
  /// The plugins in the order of their calls; the last occurs twice.
  case cycle([String])

  package var code: String {
    switch self {
    case .notACommand: "call.name"
    case .notADependency: "call.not-a-dependency"
    case .cycle: "call.cycle"
    }
  }

  package func message(in language: Language) -> String {
    switch self {
    case .notACommand(let name): Message("engine.calls.not-command-write-plugin", ["name": name]).text(in: language)
    case .notADependency(let caller, let plugin):
      Message("engine.calls.does-not-depend-name", ["caller": caller, "plugin": plugin]).text(in: language)
    case .cycle(let plugins):
      Message("engine.calls.cycle-plugin-waits-cannot", ["plugins": plugins.joined(separator: " → ")]).text(in: language)
    }
  }
}
