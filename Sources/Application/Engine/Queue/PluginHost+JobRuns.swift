import Calendar
import Ecosystem
import HostAPI
import Lua
import Store

// Runs of jobs: a lease excludes other hosts; then an invocation commits together with its outcome.

extension PluginHost {
  /// The time a lease lasts beyond the longest time of a job, in milliseconds.
  private static let leaseReserveMilliseconds: Int64 = 60_000
  /// The time a lease lasts for a job without a time limit, in milliseconds: a day.
  private static let leaseMaxMilliseconds: Int64 = 86_400_000
  /// The interval of checking a job that another host runs, in milliseconds.
  private static let leaseLookMilliseconds: Int64 = 1_000

  /// Returns the due jobs, else the time of the next one, in milliseconds since 1970. Jobs of quarantined plugins wait.
  func dueJobs(at now: Int64) throws -> (due: [JobRecord], later: Int64?) {
    let transaction = try workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    let waiting = try transaction.queue.jobs().filter { try $0.state == .waiting && !transaction.invocations.isQuarantined($0.plugin) }
    let due = waiting.filter { ($0.dueMilliseconds ?? .max) <= now && isFree($0, at: now) }
    let later = waiting.compactMap { job in
      job.dueMilliseconds.map { isFree(job, at: now) ? $0 : max($0, now + Self.leaseLookMilliseconds) }
    }.min()
    return (due, later)
  }

  /// Runs a job, unless another process does.
  ///
  /// - Parameter isForced: whether an admin started it: it runs whatever its schedule, and a failure does not change its
  ///   schedule.
  /// - Returns: the outcome; nil when another process runs it, or ran it already.
  func run(_ job: JobRecord, as lockFile: HostLockFile, isForced: Bool = false) async -> Result<Void, any Error>? {
    // A job counts towards the quarantine as a job does, whoever started it.
    let journal = makeJournal(Principal.schedule)
    do {
      let plugin = try await load(named: job.plugin, journal)
      guard let leased = try await lease(job, of: plugin, to: lockFile, isForced) else { return nil }
      notice(.jobStarted(plugin: job.plugin, id: job.id))
      let start = ContinuousClock.now
      try await perform(leased, of: plugin, journal, isForced: isForced)
      notice(.jobDone(plugin: job.plugin, id: job.id, milliseconds: start.millisecondsSince))
      return .success(())
    } catch {
      await note(error, of: job, lockFile, journal: journal, isForced: isForced)
      return .failure(error)
    }
  }

  /// Whether no process holds a lease on a job: its holder is dead, or the lease has expired.
  private func isFree(_ job: JobRecord, at now: Int64) -> Bool {
    guard let owner = job.leaseOwner else { return true }
    return (job.leaseUntilMilliseconds ?? 0) <= now || !HostLockFile.isAlive(owner, in: workspace)
  }

  private func lease(
    _ job: JobRecord, of plugin: LoadedPlugin, to lockFile: HostLockFile, _ isForced: Bool
  ) async throws -> JobRecord? {
    let transaction = try await beginQueueWriting()
    defer { transaction.rollback() }
    let now = Instant.present.milliseconds
    guard var leased = try transaction.queue.job(job.plugin, job.id), isFree(leased, at: now),
      isForced || leased.state == .waiting && (leased.dueMilliseconds ?? .max) <= now
    else { return nil }
    let time = plugin.bundle.manifest.limits(.job).wallMilliseconds ?? Self.leaseMaxMilliseconds
    leased.leaseOwner = lockFile.name
    leased.leaseUntilMilliseconds = now + time + Self.leaseReserveMilliseconds
    leased.lastStartedAt = Instant(milliseconds: now).text
    try transaction.queue.save(leased)
    try transaction.commit()
    return leased
  }

  /// Runs the job's function. A plugin without write permission reads beside other writers, and its outcome is written
  /// afterwards.
  private func perform(
    _ job: JobRecord, of plugin: LoadedPlugin, _ journal: InvocationJournal, isForced: Bool
  ) async throws {
    let isWriting = plugin.permissions.canWrite
    let transaction =
      isWriting
      ? try await beginWriting(.job, plugin.name, name: job.id, for: .withoutExamples, wait: Store.queueWait)
      : try workspace.store.begin(.read, for: .withoutExamples)
    let context = context(of: plugin, in: transaction)
    do {
      guard try transaction.queue.job(job.plugin, job.id)?.leaseOwner == job.leaseOwner, try transaction.generations.has(plugin) else {
        throw CancellationError()
      }
      let call = try call(job, of: plugin, principal: isForced ? Principal.login : Principal.schedule)
      connect(context, to: transaction, journal, limits: call.limits)
      _ = try await runner.runWhole(call, context, in: transaction, journal: journal, reading: FieldValue.returned) {
        if isWriting { try finish(job, in: $0, isForced) }
      }
    } catch {
      context.finish()
      transaction.rollback()
      throw error
    }
    if !isWriting { try await journal.save(with: self) { try finish(job, in: $0, isForced) } }
    await deliverCaused(by: transaction)
  }

  private func call(_ job: JobRecord, of plugin: LoadedPlugin, principal: String) throws -> InvocationRunner.Call {
    let name = "\(job.plugin):\(job.id)"
    guard let registered = plugin.registrations.jobs.first(where: { $0.id == job.id }) else {
      throw JobError.unknown(id: name, nearest: nil, known: plugin.registrations.jobs.map { "\(plugin.name):\($0.id)" })
    }
    let meant = job.meantMilliseconds.map { Instant(milliseconds: $0).text } ?? Instant.now()
    return InvocationRunner.Call(
      kind: .job, place: name, name: job.id, sandbox: plugin.sandbox, body: .function(registered.run),
      arguments: [Registrations.Job.argument(id: job.id, meantAt: meant, attempt: job.attempts.addingSaturated(1))],
      limits: plugin.bundle.manifest.limits(.job), priority: .job, principal: principal)
  }

  /// Marks a job as done and schedules the next run, in the job's own transaction.
  private func finish(_ job: JobRecord, in transaction: StoreTransaction, _ isForced: Bool) throws {
    guard var done = try transaction.queue.job(job.plugin, job.id), done.leaseOwner == job.leaseOwner else {
      throw CancellationError()
    }
    let now = Instant.present
    (done.leaseOwner, done.leaseUntilMilliseconds) = (nil, nil)
    (done.lastOutcome, done.detail) = (InvocationRecord.done, nil)
    if !isForced || done.isDue(at: now) || done.state == .setAside {
      if done.state == .setAside { done.state = .waiting }
      let meant = Instant(milliseconds: done.meantMilliseconds ?? now.milliseconds)
      done.plan(done.schedule.next(after: max(now, meant), previous: meant))
    }
    try transaction.queue.save(done)
  }

  /// Counts a failure and releases the lease: the job is retried later, or set aside.
  private func note(
    _ error: any Error, of job: JobRecord, _ lockFile: HostLockFile, journal: InvocationJournal, isForced: Bool
  ) async {
    let countsAsFailure = RetryRule.countsAsFailure(error)
    let text = message(of: error)
    var wait: Int64?
    do {
      try await journal.save(with: self) { transaction in
        guard var failed = try transaction.queue.job(job.plugin, job.id) else { return }
        // Another host may have taken an expired lease; before a lease was taken, the job must be free.
        guard failed.leaseOwner == lockFile.name || isFree(failed, at: Instant.present.milliseconds) else { return }
        wait = failed.fail(error, text, isForced: isForced)
        try transaction.queue.save(failed)
      }
      if countsAsFailure, !isForced {
        notice(.jobFailed(plugin: job.plugin, id: job.id, error: text, retryMilliseconds: wait))
      }
    } catch {
      report(trouble: error)
    }
  }
}

extension JobRecord {
  package func isDue(at now: Instant) -> Bool { state == .waiting && (dueMilliseconds ?? .max) <= now.milliseconds }

  /// Records a failure.
  ///
  /// - Returns: the time until the retry, in milliseconds; nil when the job is set aside, or is not retried.
  fileprivate mutating func fail(_ error: any Error, _ text: String, isForced: Bool) -> Int64? {
    (leaseOwner, leaseUntilMilliseconds) = (nil, nil)
    let now = Instant.present.milliseconds
    if !RetryRule.countsAsFailure(error) {
      if !(error is CancellationError), !isForced { dueMilliseconds = now + 1_000 }
      return 1_000
    }
    lastOutcome = (error as? any Explainable)?.code ?? "failed"
    detail = text
    guard !isForced else { return nil }
    attempts = attempts.addingSaturated(1)
    guard let wait = RetryRule.job.wait(after: attempts, error) else {
      state = .setAside
      return nil
    }
    dueMilliseconds = now + wait
    return wait
  }
}

extension ContinuousClock.Instant {
  /// The time since then, in whole milliseconds.
  var millisecondsSince: Int64 {
    let elapsed = (ContinuousClock.now - self).components
    return elapsed.seconds * 1_000 + elapsed.attoseconds / 1_000_000_000_000_000
  }
}
