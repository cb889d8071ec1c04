import Calendar
import Ecosystem
import Store

// Jobs and deliveries: the admin's operations.

extension PluginHost {
  /// Returns the jobs of the installed plugins, by name.
  ///
  /// - Throws: `StoreError` when the database cannot be read.
  public func jobs() throws -> [JobStatus] {
    let transaction = try workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    return try transaction.queue.jobs().map { job in
      let isRunning = job.leaseOwner.map { HostLockFile.isAlive($0, in: workspace) } ?? false
      return JobStatus(job, isRunning: isRunning, isQuarantined: try transaction.invocations.isQuarantined(job.plugin))
    }
  }

  /// Returns the deliveries that failed too often, oldest first.
  ///
  /// - Throws: `StoreError` when the database cannot be read.
  public func deliveriesSetAside() throws -> [SetAsideDelivery] {
    let transaction = try workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    return try transaction.queue.deliveriesSetAside().map(SetAsideDelivery.init)
  }

  /// Returns the cascades that caused too many deliveries, oldest first.
  ///
  /// - Throws: `StoreError` when the database cannot be read.
  public func cascadesSetAside() throws -> [SetAsideCascade] {
    let transaction = try workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    return try transaction.queue.cascadesSetAside()
  }

  /// Returns the number of pending deliveries.
  ///
  /// - Throws: `StoreError` when the database cannot be read.
  public func deliveriesWaiting() throws -> Int {
    let transaction = try workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    return try transaction.queue.deliveriesWaiting()
  }

  /// Whether a host serves the workspace, in this process or another.
  public var isServed: Bool { HostLockFile.isServed(workspace) }

  /// Runs a job now, whatever its schedule.
  ///
  /// - Throws: `JobError.unknown`, `.running`, and errors of the job; everything it wrote is rolled back then.
  public func runJob(_ id: String) async throws {
    let job = try job(id)
    let lockFile = try HostLockFile(.once, in: workspace)
    defer { lockFile.release() }
    guard let outcome = await run(job, as: lockFile, isForced: true) else { throw JobError.running(id: id) }
    try outcome.get()
  }

  /// Retries a failed job or delivery: it is due now.
  ///
  /// - Parameter id: `wallonia:barometer`, `d12` for a delivery, or `c3` for a cascade, which may cause as many again.
  /// - Throws: `JobError.unknown`, `.nothingToRetry`, `EngineError.writerBusy`.
  public func retry(_ id: String) async throws {
    try await change("retry \(id)") { transaction in
      if let cascade = Self.number(id, "c"), try transaction.queue.resume(cascade: cascade) { return }
      if let delivery = try Self.number(id, "d").flatMap({ try transaction.queue.delivery($0) }) {
        return try transaction.queue.save(delivery.resetForRetry())
      }
      var job = try job(id, in: transaction)
      guard job.state == .setAside || job.attempts > 0 else { throw JobError.nothingToRetry(id: id) }
      job.state = .waiting
      job.attempts = 0
      job.dueMilliseconds = Instant.present.milliseconds
      try transaction.queue.save(job)
    }
  }

  /// Deletes a delivery or a cascade that was set aside.
  ///
  /// - Parameter id: `d12` for a delivery, `c3` for a cascade.
  /// - Returns: how many deliveries went.
  /// - Throws: `JobError.notSetAside`, `EngineError.writerBusy`.
  @discardableResult
  public func discard(_ id: String) async throws -> Int {
    try await change("discard \(id)") { transaction in
      if let cascade = Self.number(id, "c"), let gone = try transaction.queue.discard(cascade: cascade) { return gone }
      guard let delivery = try Self.number(id, "d").flatMap({ try transaction.queue.delivery($0) }), delivery.setAsideAt != nil
      else { throw JobError.notSetAside(id: id) }
      try transaction.queue.finish(delivery)
      return 1
    }
  }

  /// Pauses a job, or resumes its schedule.
  ///
  /// - Throws: `JobError.unknown`, `EngineError.writerBusy`.
  public func setPaused(_ id: String, isPaused: Bool) async throws {
    try await change("\(isPaused ? "pause" : "resume") \(id)") { transaction in
      var job = try job(id, in: transaction)
      guard (job.state == .paused) != isPaused, job.state != .done else { return }
      job.state = isPaused ? .paused : .waiting
      if !isPaused { job.attempts = 0 }
      try transaction.queue.save(job)
    }
  }

  private func job(_ id: String) throws -> JobRecord {
    let transaction = try workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    return try job(id, in: transaction)
  }

  private func job(_ id: String, in transaction: StoreTransaction) throws -> JobRecord {
    let parts = id.cut(at: ":", maxSplits: 1)
    if parts.count == 2, let job = try transaction.queue.job(parts[0], parts[1]) { return job }
    let known = try transaction.queue.jobs().map { "\($0.plugin):\($0.id)" }
    let nearest = known.first { $0.hasSuffix(":" + id) } ?? NearestName.suggest(id, among: known)
    throw JobError.unknown(id: id, nearest: nearest, known: known)
  }

  /// Returns the number after a letter: `d12` is a delivery, `c3` a cascade; nil for any other id.
  private static func number(_ id: String, _ letter: String) -> Int64? {
    id.hasPrefix(letter) ? Int64(id.dropFirst()) : nil
  }

  /// Changes the queues in a transaction of its own, and logs that.
  ///
  /// - Parameter name: what it does, for those who wait for the write lock and for the log.
  private func change<Result>(_ name: String, _ body: (StoreTransaction) throws -> Result) async throws -> Result {
    let (transaction, now) = (try await beginWriting(.queue, "admin", name: name, for: .admin), Instant.now())
    do {
      let result = try body(transaction)
      _ = try log(InvocationRecord(.queue, name: name, startedAt: now, rowsWritten: 0), in: transaction)
      try transaction.commit()
      return result
    } catch {
      transaction.rollback()
      throw error
    }
  }
}

extension Delivery {
  fileprivate func resetForRetry() -> Delivery {
    var delivery = self
    (delivery.attempts, delivery.dueMilliseconds, delivery.setAsideAt) = (0, 0, nil)
    return delivery
  }
}
