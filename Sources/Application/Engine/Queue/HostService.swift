import Calendar
import Ecosystem
import Store
import Synchronization

/// A long-running host: makes deliveries, runs jobs, and loads each new generation without a restart. Several may serve one
/// workspace; one of them makes each delivery and each run of a job.
///
///     let service = try HostService(host: host)
///     try await service.run()          // until `stop`
public actor HostService {
  /// The maximum number of concurrent jobs; further ones wait.
  static let jobsMax = 8
  /// The maximum number of deliveries after which the service looks whether it goes on.
  static let deliveriesMax = 10_000
  /// The interval of polling the file for changes by others.
  static let lookInterval = Duration.milliseconds(20)
  /// The interval once nothing has changed for `idleMilliseconds`.
  static let idleLookInterval = Duration.milliseconds(150)
  static let idleMilliseconds: Int64 = 3_000
  /// The interval of the report of rates, and of truncating the write-ahead log.
  static let upkeepMilliseconds: Int64 = 60_000
  /// The time running invocations have after `stop` before they are cancelled and rolled back.
  static let graceMilliseconds: Int64 = 400

  private let host: PluginHost
  private let lockFile: HostLockFile
  private let watch: StoreWatch
  /// The identity of the served file, to detect its replacement.
  private let database: FileIdentity?
  /// Whether the file was replaced or removed, which ends the service.
  private var isDatabaseGone = false
  private var generation = -1
  private var jobs: [String: Task<Void, Never>] = [:]
  private var delivering: Task<Void, Never>?
  /// The due time of the next delivery, in milliseconds since 1970.
  private var nextDelivery: Int64?
  private var nextJob: Int64?
  /// The time of the next pruning of the log, in milliseconds since 1970.
  private var nextPruning: Int64 = 0
  /// The time of the last change seen, in milliseconds since 1970.
  private var lastChange: Int64 = 0
  /// Whether the host works, and is ready.
  public nonisolated let health = HostHealth()
  /// The time of the next report of rates and truncation of the write-ahead log, in milliseconds since 1970.
  private var nextUpkeep = Instant.present.milliseconds + upkeepMilliseconds
  /// Whether work ended here, so that more may be due.
  private var isDirty = true
  private var isStopping = false
  /// Whether no further delivery may start.
  private let isEnding = Atomic<Bool>(false)

  /// Creates the host's lock file.
  ///
  /// - Throws: `EngineError.pathUnusable` when the workspace cannot be written.
  public init(host: PluginHost) throws {
    self.host = host
    database = FileIdentity(host.workspace.store.path)
    lockFile = try HostLockFile(.serve, in: host.workspace)
    watch = try StoreWatch(host.workspace.store)
  }

  /// Serves the workspace until `stop` is called.
  ///
  /// - Throws: `EngineError.databaseReplaced` when the database file was replaced or removed: running invocations are
  ///   cancelled.
  public func run() async throws {
    host.notice(.started)
    host.workspace.recordIdentity()
    await host.noteLostWriters()
    while !isStopping {
      await look()
      try? await Task.sleep(for: isIdle ? Self.idleLookInterval : Self.lookInterval)
    }
    health.noteStop()
    host.notice(.stopping)
    await finish()
    reportRates()
    lockFile.release()
    host.notice(.stopped)
    if isDatabaseGone { throw EngineError.databaseReplaced(path: host.workspace.store.path) }
  }

  /// Whether the service runs and was not asked to stop.
  public var isServing: Bool { !isStopping }

  /// Whether nothing runs here, and nothing has changed for a while.
  private var isIdle: Bool {
    jobs.isEmpty && delivering == nil && Instant.present.milliseconds - lastChange > Self.idleMilliseconds
  }

  /// Reads the settings of the workspace again, for what begins from now on. Invalid ones are reported and change nothing.
  public func reload() {
    do {
      try host.workspace.reloadSettings()
      host.notice(.settingsReloaded)
    } catch {
      host.notice(.settingsRefused(error: host.message(of: error)))
    }
    nextPruning = 0
  }

  /// Ends `run`: running invocations have a grace period; a second call cancels them at once.
  public func stop() {
    if isStopping { cancelAll() }
    isStopping = true
  }

  private func look() async {
    guard FileIdentity(host.workspace.store.path) == database else {
      (isDatabaseGone, isStopping) = (true, true)
      return
    }
    let now = Instant.present.milliseconds
    health.noteLook(succeeded: nil)
    guard host.trouble.isDue(at: now) else { return }
    do {
      if now >= nextUpkeep { try keepUp(at: now) }
      if now >= nextPruning {
        nextPruning = now + 86_400_000
        try await host.pruneLog()
      }
      let isDue = now >= min(nextDelivery ?? .max, nextJob ?? .max)
      guard try watch.hasChanged() || isDirty || isDue else { return health.noteLook(succeeded: true) }
      (isDirty, lastChange) = (false, now)
      try await takeOver()
      deliver()
      try runJobs(at: now)
      health.noteLook(succeeded: true)
    } catch {
      health.noteLook(succeeded: false)
      host.report(trouble: error)
      isDirty = true
    }
  }

  private func keepUp(at now: Int64) throws {
    nextUpkeep = now + Self.upkeepMilliseconds
    reportRates()
    host.workspace.recordIdentity()
    try watch.truncateLog()
  }

  private func reportRates() {
    if let activity = host.activity.take() { host.notice(.rates(activity)) }
  }

  // MARK: Generations

  /// Loads plugins changed by a new generation. Running invocations keep the version they started with.
  private func takeOver() async throws {
    let present = try host.generation()
    guard present.number != generation else { return }
    let start = ContinuousClock.now
    host.loaded.keepOnly(present.plugins)
    let names = present.plugins.filter { host.loaded.plugin($0, among: present.plugins) == nil }.map(\.name)
    for name in names { await load(name) }
    let elapsed = (ContinuousClock.now - start).components
    let milliseconds = Double(elapsed.seconds) * 1e3 + Double(elapsed.attoseconds) / 1e15
    generation = present.number
    host.notice(.generation(number: present.number, plugins: names, milliseconds: milliseconds))
  }

  private func load(_ name: String) async {
    let journal = host.makeJournal(Principal.serve)
    do { _ = try await host.load(named: name, journal) } catch {
      host.notice(.notLoaded(plugin: name, error: host.message(of: error)))
    }
    await journal.save()
  }

  // MARK: Work

  private func deliver() {
    guard delivering == nil else { return }
    delivering = Task {
      let next = await host.deliverDue(atMost: Self.deliveriesMax) { isEnding.load(ordering: .relaxed) || Task.isCancelled }
      delivered(next)
    }
  }

  private func delivered(_ next: Int64?) {
    delivering = nil
    nextDelivery = next
    if let next, next <= Instant.present.milliseconds { isDirty = true }
  }

  private func runJobs(at now: Int64) throws {
    let (due, later) = try host.dueJobs(at: now)
    nextJob = later
    for job in due where jobs["\(job.plugin):\(job.id)"] == nil && jobs.count < Self.jobsMax { start(job) }
    // Jobs that run here are checked again when they end, also those above the limit of concurrent jobs.
    if !jobs.isEmpty { nextJob = later.map { max($0, now + 1_000) } }
  }

  private func start(_ job: JobRecord) {
    let name = "\(job.plugin):\(job.id)"
    jobs[name] = Task {
      _ = await host.run(job, as: lockFile)
      jobs[name] = nil
      isDirty = true
    }
  }

  // MARK: Shutdown

  private func finish() async {
    let end = Instant.present.milliseconds + Self.graceMilliseconds
    // No further delivery starts; the running one may finish, as the jobs.
    isEnding.store(true, ordering: .relaxed)
    while delivering != nil || !jobs.isEmpty {
      if isDatabaseGone || Instant.present.milliseconds > end { cancelAll() }
      try? await Task.sleep(for: Self.lookInterval)
    }
  }

  private func cancelAll() {
    delivering?.cancel()
    for job in jobs.values { job.cancel() }
  }
}
