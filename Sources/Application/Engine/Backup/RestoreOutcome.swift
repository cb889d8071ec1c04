import Ecosystem
import Store

/// What a restoration did, or would do.
public struct RestoreOutcome: Sendable {
  /// The backup.
  public var source: String
  /// When and of what it was made; nil for a plain copy of a database.
  public var label: BackupLabel?
  /// The new generation; nil when nothing was changed.
  public var generation: Int?
  /// The plugins that are installed before and after.
  public var plugins: (before: [InstalledPlugin], after: [InstalledPlugin])
  /// Number of records before and after.
  public var records: (before: Int, after: Int)
  /// Number of changes that were made after the last one in the backup, and went.
  public var changesGone: Int
  /// What becomes of jobs and deliveries.
  public var queue: QueueConsequences
  /// The backup with what was there before; nil when nothing was changed.
  public var former: String?
  /// The files beside the database that were missing and came from the backup.
  public var filesRestored: [String]
  /// Those of the backup that the workspace has already, with another content: they stayed as they are.
  public var filesKept: [String]
  /// Former versions of plugins whose bundle is nowhere: a rollback to them would fail.
  public var missing: [InstalledPlugin]
  /// Whether the database could not be read before, so that nothing can be said of it.
  public var wasUnreadable = false

  /// What is known of the backup alone.
  init(of staged: StagedBackup, _ missing: [InstalledPlugin]) throws {
    let coming = try staged.store.begin(.read)
    defer { coming.rollback() }
    source = staged.source.path
    label = try coming.backupLabel()
    plugins = ([], try coming.generation().plugins)
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
    ])
  }

  private static func list(_ plugins: [InstalledPlugin]) -> FieldValue {
    .list(plugins.map { .text("\($0.name) \($0.version)") })
  }
}

/// What becomes of jobs and deliveries when a backup takes the place of what is there.
///
/// All that they ever did lies in the database. So the mark that one was done goes with what it did, and both come back together:
/// what was still to be done when the backup was made is to be done again. Nothing is lost by it, and nothing done twice.
public struct QueueConsequences: Sendable, Hashable {
  /// Jobs that were to run once and did so since the backup: they run again, with their effects, which went.
  public var onceAgain: [String] = []
  /// Jobs with a schedule that ran since the backup: the run that was next then is caught up once.
  public var caughtUp: [String] = []
  /// Deliveries that were made since the backup: they are made again.
  public var deliveredAgain = 0
  /// Deliveries that wait now, of events since the backup: they go with what caused them.
  public var deliveriesGone = 0

  var json: FieldValue {
    .map([
      "once_again": .list(onceAgain.map(FieldValue.text)), "caught_up": .list(caughtUp.map(FieldValue.text)),
      "delivered_again": .integer(Int64(deliveredAgain)), "deliveries_gone": .integer(Int64(deliveriesGone)),
    ])
  }

  init() {}

  /// Compares what is there with what comes.
  init(from present: StoreTransaction, to coming: StoreTransaction, now: Instant) throws {
    let then = Dictionary(uniqueKeysWithValues: try present.jobs().map { ("\($0.plugin):\($0.id)", $0) })
    for job in try coming.jobs() where job.state == .waiting {
      let name = "\(job.plugin):\(job.id)"
      guard let before = then[name], before.lastStartedAt != job.lastStartedAt else { continue }
      if before.state == .done { onceAgain.append(name) } else if job.isDue(at: now) { caughtUp.append(name) }
    }
    let (here, there) = (Set(try present.deliveryNumbers()), Set(try coming.deliveryNumbers()))
    let last = try coming.contentMarks().sequences["delivery"] ?? 0
    deliveredAgain = there.subtracting(here).count
    deliveriesGone = here.filter { $0 > last }.count
  }
}
