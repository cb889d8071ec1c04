import Calendar
import Ecosystem
import HostAPI
import Localization
import Lua
import Reports
import Sandbox
import Scheduler
import Store

/// Runs one call of plugin code as a task of the scheduler and converts its outcome into values or an error.
package struct InvocationRunner: Sendable {
  let language: Language
  private let scheduler: Scheduler
  private let running: RunningInvocations
  /// Folder in which a process that ends for a lost worker leaves the log entry.
  private let folder: HostStatusFolder?
  /// The invocations since the start.
  let counters = InvocationCounters()

  /// - Parameter workspace: the workspace whose `run/` lists the invocations for `grappe top`; nil for a host without one.
  init(language: Language, workspace: Workspace?) {
    let scheduler = Scheduler(SchedulerSettings())
    self.language = language
    self.scheduler = scheduler
    folder = workspace.map(HostStatusFolder.init)
    running = RunningInvocations(folder: folder) { scheduler.status() }
  }

  /// A call: a function or a chunk in a sandbox, its arguments, its limits and its displayed name.
  package struct Call: Sendable {
    package var kind: InvocationKind
    /// The name in errors: `wallonia:cartographie`.
    package var place: String
    /// The name in the log and `grappe top`, without the plugin: `cartographie`.
    package var name: String
    package var sandbox: Sandbox
    package var body: LuaBody
    package var arguments: [LuaValue] = []
    package var limits: TaskLimits
    package var priority: TaskClass = .interactive
    /// The principal that asked: a person, or the mechanism that began it.
    package var principal = Principal.login
    /// The limits that are lower than the plugin's own because its caller has less. A kill by one of them does not count towards the quarantine
    /// of the plugin.
    package var limitsOfCaller: Set<Limit> = []
    /// Whether a success is logged, and whether a failure is.
    package var logs = (success: true, failure: true)
    /// Called with the cost of the invocation when its code has ended.
    package var whenEnded: (@Sendable (Accounting) -> Void)?
    /// Whether the sandbox goes on after a kill that leaves it whole, as for lines that somebody types.
    package var keepsSandbox = false
    /// The observation of the call that its caller asked for.
    package var instruments = Instruments()
  }

  /// Runs `call` with `context` and adds its cost and outcome to `journal`.
  ///
  /// - Returns: the return values of the function.
  /// - Throws: `EngineError.luaFailure` when it raised an error, `.stopped` when a limit ended it.
  package func run(_ call: Call, _ context: HostContext, journal: InvocationJournal) async throws -> [LuaValue] {
    let listing = InvocationListing(running)
    defer { listing.end() }
    return try await run(call, context, journal: journal, listing: listing)
  }

  /// Runs the call; the caller ends the listing, which shows the invocation as ending until then.
  private func run(
    _ call: Call, _ context: HostContext, journal: InvocationJournal, listing: InvocationListing
  ) async throws -> [LuaValue] {
    precondition(!PluginHost.isPluginCodeForbidden, "a command that says it runs no plugin code runs none")
    let startedAt = Instant.now()
    let lost = LostWriter(place: call.place, language: language, folder: folder) { [language] in
      let kill = EngineError.stopped(place: call.place, kill: Kill(reason: Self.stuck))
      return InvocationRecord(call, Accounting(), startedAt: startedAt, error: kill, language: language)
    }
    context.whenWriterLost = lost.watch
    let sources = SourceLines(call.body, context)
    context.sourceLine = { sources.complete([$0]).first?.source }
    let (report, number) = await perform(call, context, startedAt: startedAt)
    listing.note(number)
    await context.endCommandCall()
    let outcome = result(of: report.outcome, call, sources: sources, context: context)
    let error: EngineError? = if case .failure(let error) = outcome { error } else { nil }
    // The document of a failed call is not rendered. The others are taken out of the context, which they would hold.
    if error == nil {
      context.document?.limits = RenderLimits(left: report.accounting, of: call)
      context.document?.whenRendering = running.whileRendering(number)
    }
    let record = InvocationRecord(call, report.accounting, startedAt: startedAt, error: error, language: language)
    if record.isStuck { lost.leave(record) }
    counters.count(record)
    call.whenEnded?(report.accounting)
    if error == nil ? call.logs.success : call.logs.failure { journal.note(record) }
    return try outcome.get()
  }

  /// Runs `call` in `transaction`, and commits when the function returned.
  ///
  /// - Parameters:
  ///   - reading: converts the results for the caller, before the commit.
  ///   - finishing: writes further rows in the same commit.
  /// - Throws: as `run`, `StoreError` when the rows violate a constraint, and errors of `reading` and `finishing`; the
  ///   transaction is rolled back then.
  package func runWhole<Values>(
    _ call: Call, _ context: HostContext, in transaction: StoreTransaction, journal: InvocationJournal,
    reading: ([LuaValue]) throws -> Values, finishing: (StoreTransaction) throws -> Void = { _ in }
  ) async throws -> Values {
    try await runListed(call, context, journal: journal, reading: reading, undoing: transaction.rollback) {
      try finishing(transaction)
      if transaction.mode == .write { try journal.write(into: transaction) }
      try transaction.commit()
      if transaction.mode == .write { journal.clear() }
    }
  }

  /// Runs `call` as one of several invocations that commit together: as `runWhole`, but makes the checks of a commit and leaves the
  /// transaction open. On an error the caller rolls back to the savepoint that it began before.
  ///
  /// - Throws: as `runWhole`.
  func runPart<Values>(
    _ call: Call, _ context: HostContext, in transaction: StoreTransaction, journal: InvocationJournal,
    reading: ([LuaValue]) throws -> Values, finishing: (StoreTransaction) throws -> Void
  ) async throws -> Values {
    try await runListed(call, context, journal: journal, reading: reading, undoing: {}) {
      try finishing(transaction)
      try transaction.validate()
      try journal.write(into: transaction)
    }
  }

  /// Runs `call`, listed until its error is explained, its call of another command has ended, and `ending` has written its end.
  private func runListed<Values>(
    _ call: Call, _ context: HostContext, journal: InvocationJournal, reading: ([LuaValue]) throws -> Values, undoing: () -> Void,
    ending: () throws -> Void
  ) async throws -> Values {
    let listing = InvocationListing(running)
    defer { listing.end() }
    do {
      let results = try await run(call, context, journal: journal, listing: listing)
      context.finish()
      let values = try reading(results)
      try ending()
      return values
    } catch {
      context.finish()
      undoing()
      if let error = error as? any Explainable { journal.fail(error.code, error.message(in: language)) }
      throw error
    }
  }

  /// Resets the kill count of this process.
  func liftQuarantine(_ plugin: String) { scheduler.liftQuarantine(plugin) }

  /// Why a call is stopped whose worker is lost, as far as it is known at once.
  private static let stuck: KillReason = {
    let milliseconds = SchedulerSettings().hardDeadlineNanoseconds / 1_000_000
    return KillReason(.stuck, maximum: milliseconds, used: milliseconds)
  }()

  private func perform(_ call: Call, _ context: HostContext, startedAt: String) async -> (report: TaskReport, number: UInt64) {
    var request = TaskRequest(
      sandbox: call.sandbox, body: call.body, arguments: call.arguments, class: call.priority, limits: call.limits,
      context: context)
    context.watchWriteLock()
    request.keepsSandbox = call.keepsSandbox
    if let profiler = call.instruments.profiler { request.sampler = { profiler.take($0) } }
    context.callObserver = observer(of: call, context)
    request.countsKills = call.kind.countsKills(for: call.principal)
    request.uncountedLimits = call.limitsOfCaller.union(call.kind.uncountedLimits)
    let task = scheduler.submit(request)
    running.begin(task, call, startedAt: startedAt)
    let report = await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
    running.conclude(task.id, report.accounting)
    return (report, task.id)
  }

  /// The observer of the calls of host functions; nil when the caller asked for none.
  private func observer(of call: Call, _ context: HostContext) -> (any HostCallObserver)? {
    var observers: [any HostCallObserver] = []
    if let profiler = call.instruments.profiler { observers.append(profiler) }
    // An invocation whose transaction has ended runs no statement.
    if let log = call.instruments.callLog, let transaction = try? context.transaction(), let observer = try? log.observer(of: transaction) {
      observers.append(observer)
    }
    return observers.count > 1 ? HostCallObservers(observers) : observers.first
  }

  private func result(
    of outcome: TaskOutcome, _ call: Call, sources: SourceLines, context: HostContext
  ) -> Result<[LuaValue], EngineError> {
    switch outcome {
    case .returned(let values): .success(values)
    case .failed(let failure):
      // A sheet is mended by its lines: those of the code are the plugin author's.
      .failure(
        .luaFailure(
          place: context.importSource?.presentRow.map { "\(call.place) (\($0))" } ?? call.place, failure: sources.complete(failure),
          cause: context.code(ofRaised: failure.message)))
    case .killed(let kill): .failure(.stopped(place: call.place, kill: sources.complete(kill).limited(by: call.kind)))
    }
  }
}

extension InvocationRunner.Call {
  /// Describes the call of a plugin's importer, with the limits and the priority of a job.
  ///
  /// - Parameters:
  ///   - place: the importer's name in errors, such as `wallonia:bce`.
  ///   - body: the chunk that receives `arguments`.
  package init(
    importer place: String, entry: Registrations.Entry, of plugin: LoadedPlugin, body: LuaBody, arguments: [LuaValue]
  ) {
    self.init(
      kind: .importer, place: place, name: entry.id, sandbox: plugin.sandbox, body: body, arguments: arguments,
      limits: plugin.bundle.manifest.limits(.job), priority: .job)
  }

  /// Creates a call of test code, named by its file in errors and the log.
  package init(
    testing file: String, _ sandbox: Sandbox, _ body: LuaBody, arguments: [LuaValue] = [], limits: TaskLimits
  ) {
    self.init(
      kind: .test, place: file, name: file, sandbox: sandbox, body: body, arguments: arguments, limits: limits)
  }
}
