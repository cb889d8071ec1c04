import Calendar
import Ecosystem
import Store

/// The result of a restore, or of its dry run.
public struct RestoreOutcome: Sendable {
  /// The backup.
  public var source: String
  /// The timestamp and source of the backup; nil for a plain copy of a database.
  public var label: BackupLabel?
  /// The new generation; nil after a dry run.
  public var generation: Int?
  /// The installed plugins before and after.
  public var plugins: (before: [InstalledPlugin], after: [InstalledPlugin])
  /// Number of records before and after.
  public var records: (before: Int, after: Int)
  /// Number of changes made after the last one in the backup, which are lost.
  public var changesGone: Int
  /// The consequences for jobs and deliveries.
  public var queue: QueueConsequences
  /// The backup of the former content; nil after a dry run.
  public var former: String?
  /// The files beside the database that were missing and were restored from the backup.
  public var filesRestored: [String]
  /// The files of the backup that exist in the workspace with other content; they were not changed.
  public var filesKept: [String]
  /// Former versions of plugins whose bundle is missing: a rollback to them would fail.
  public var missing: [InstalledPlugin]
  /// The identity in the backup when it is that of another workspace; the workspace keeps its own.
  public var foreign: WorkspaceIdentity?
  /// Number of persons of the backup who were erased since, and were erased from it again.
  public var erasedAgain = 0
  /// Number of consents of the backup that were withdrawn since, and were withdrawn in it again.
  public var withdrawnAgain = 0
  /// The withdrawals of consents in the content that is replaced; empty when it could not be read.
  var withdrawals: [ConsentWithdrawal] = []
  /// Whether the former database could not be read, so that nothing is known of it.
  public var wasUnreadable = false

  /// Fills in the facts that the backup alone gives.
  init(of staged: StagedBackup, _ missing: [InstalledPlugin]) throws {
    let coming = try staged.store.begin(.read, for: .admin)
    defer { coming.rollback() }
    source = staged.source.path
    label = try coming.backup.label()
    plugins = ([], try coming.generations.present().plugins)
    records = (0, try coming.recordCount())
    (changesGone, queue, filesRestored, filesKept) = (0, QueueConsequences(), [], [])
    self.missing = missing
  }

  public var json: FieldValue {
    .map([
      "source": .text(source), "made_at": label.map { .text($0.madeAt) } ?? .null,
      "workspace": label.map { .text($0.workspace) } ?? .null, "kept": .boolean(generation != nil),
      "generation": generation.map { .integer(Int64($0)) } ?? .null, "former": former.map(FieldValue.text) ?? .null,
      "records": .map(["before": .integer(Int64(records.before)), "after": .integer(Int64(records.after))]),
      "plugins": .map(["before": Self.list(plugins.before), "after": Self.list(plugins.after)]),
      "changes_gone": .integer(Int64(changesGone)), "queue": queue.json,
      "files_restored": .list(filesRestored.map(FieldValue.text)), "files_kept": .list(filesKept.map(FieldValue.text)),
      "missing_bundles": .list(missing.map { .text($0.bundleID) }), "was_unreadable": .boolean(wasUnreadable),
      "erased_again": .integer(Int64(erasedAgain)), "withdrawn_again": .integer(Int64(withdrawnAgain)),
      "foreign": foreign.map { .text($0.id) } ?? .null,
    ])
  }

  private static func list(_ plugins: [InstalledPlugin]) -> FieldValue {
    .list(plugins.map { .text("\($0.name) \($0.version)") })
  }
}

/// The consequences for jobs and deliveries when a backup replaces the present content.
///
/// All effects of jobs and deliveries are rows of the database. So the state of each is restored together with its effects:
/// work that was pending when the backup was made is pending again. No work is lost, and none is done twice.
public struct QueueConsequences: Sendable, Hashable {
  /// One-time jobs that ran since the backup: they run again, since their effects are lost.
  public var onceAgain: [String] = []
  /// Scheduled jobs that ran since the backup: the run that was due next is caught up once.
  public var caughtUp: [String] = []
  /// Number of deliveries made since the backup; they are repeated.
  public var deliveredAgain = 0
  /// Number of deliveries now pending for events since the backup; they are lost with their events.
  public var deliveriesGone = 0

  var json: FieldValue {
    .map([
      "once_again": .list(onceAgain.map(FieldValue.text)), "caught_up": .list(caughtUp.map(FieldValue.text)),
      "delivered_again": .integer(Int64(deliveredAgain)), "deliveries_gone": .integer(Int64(deliveriesGone)),
    ])
  }

  init() {}

  /// Compares the present content with the restored one.
  init(from present: StoreTransaction, to coming: StoreTransaction, now: Instant) throws {
    let then = Dictionary(uniqueKeysWithValues: try present.queue.jobs().map { ("\($0.plugin):\($0.id)", $0) })
    for job in try coming.queue.jobs() where job.state == .waiting {
      let name = "\(job.plugin):\(job.id)"
      guard let before = then[name], before.lastStartedAt != job.lastStartedAt else { continue }
      if before.state == .done { onceAgain.append(name) } else if job.isDue(at: now) { caughtUp.append(name) }
    }
    let (here, there) = (Set(try present.queue.deliveryNumbers()), Set(try coming.queue.deliveryNumbers()))
    let last = try coming.backup.highWaterMarks().sequences["delivery"] ?? 0
    deliveredAgain = there.subtracting(here).count
    deliveriesGone = here.filter { $0 > last }.count
  }
}
