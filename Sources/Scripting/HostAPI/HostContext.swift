import Ecosystem
import Localization
import Lua
import Reports
import Store
import Synchronization

/// The context of all calls of one invocation: the plugin, its permissions, its transaction, its clock.
///
/// The engine makes one for each invocation and passes it to the task; a host function gets it with the call. Exactly one
/// thread uses it at a time: the worker that runs the task.
public final class HostContext: @unchecked Sendable {  // Handed from worker to worker with its task, never shared.
  /// The plugin's name, such as `wallonia`; `admin` for scripts and the command line.
  public let plugin: String
  /// The plugin's version, empty for `admin`.
  public let version: String
  public let permissions: Permissions
  public internal(set) var language: Language
  /// The instant of the invocation, RFC 3339 in UTC: the same for every call of one invocation.
  public internal(set) var now: String
  public let files: BundleFiles
  public let translations: Translations
  /// The values of the plugin's settings by name.
  public let settings: ExactDictionary<FieldValue>
  public let log: @Sendable (LogLevel, String) -> Void

  /// The model with the fields that plugins added.
  public var schema: Schema
  /// The former names of the plugin's fields, under which a migration also reads and writes them; empty elsewhere.
  public private(set) var formerFieldNames: [FormerFieldName] = []
  /// The plugins that the manifest names under `[dependencies]`: it may listen to their events and call their commands.
  public var dependencies: Set<String> = []
  /// Runs commands of other plugins; nil where none may be called, as while `init.lua` runs.
  public var caller: (any CommandCaller)?
  /// Asks the validators before a record is saved; nil where nothing is saved, or none is asked.
  public var validator: (any RecordValidator)?
  /// Whether a validator runs, which only reads.
  public var isValidating = false
  /// Returns the source line of a frame, without surrounding blanks; nil where it is unknown.
  public var sourceLine: (LuaFrame) -> String? = { _ in nil }
  /// Observes each call of a host function, for a profile; nil for none.
  public var callObserver: (any HostCallObserver)?
  /// Runs the entries of the plugin under test; nil outside of tests.
  public var entryRunner: (any TestedEntryRunner)?
  /// The command of another plugin, the validation or the tested entry that the invocation waits for.
  var commandCall: CommandCall?
  /// The write that the running validation is about.
  var pendingWrite: RecordAccess.Write?
  /// The registrations of `init.lua`; nil when it is not running.
  public var registrations: Registrations?
  /// The custom conditions of the plugin's own rules; nil where no plugin runs, as in a script.
  public var customChecks: CustomChecks?
  /// The files being imported; nil when no importer is running.
  public var importSource: ImportSource?
  /// The forms that `doc:form` places; none in a script.
  public var forms = PlacedForms.none
  /// The document of a report, a page or a card; nil when none is running.
  public var document: Document?

  /// Whether a document is being built.
  var hasDocument: Bool { document != nil }

  /// Takes the document out of the context. A document keeps its invocation listed while it is rendered: left here, the two would hold
  /// each other, and the context with its transaction would never be freed.
  public func takeDocument() -> Document? {
    defer { document = nil }
    return document
  }

  /// Columns of the last SQL query, in their order, for printing its rows; nil without one.
  public internal(set) var columnsOfSQL: [String]?
  /// Parameters that the caller of a script gives; nil for plugin code.
  public var script: ScriptRequest?
  /// Folder for the files in which long tables of the document are kept.
  public let temporaryFolder: String

  /// Bytes this invocation wrote to the log.
  private var logBytes = 0
  /// Bytes written to the private storage, overwritten and deleted values included.
  private var storageBytesWritten = 0

  /// The last error that a host function raised: its code and its message.
  private var lastError: (code: String, message: String)?

  private let openTransaction: (@Sendable () throws -> StoreTransaction)?
  private var opened: StoreTransaction?
  private var isFinished = false
  private var isInterruptible = false
  /// The task of the current host call, which holds it; set at the beginning of each call.
  private unowned(unsafe) var task: LuaTask?
  /// The clock of the transaction's write lock, for the limit check on another thread.
  private let writeClock = Mutex<WriteClock?>(nil)
  private let isWorkerLost = Atomic(false)
  /// Called when the worker was lost while the transaction holds the write lock; `isBack` returns whether the worker has come
  /// back.
  public var whenWriterLost: (@Sendable (_ isBack: @escaping @Sendable () -> Bool) -> Void)?
  private let isWorkerBack = Atomic(false)
  /// Replaces `StoreError.busy` of a transaction that could not take the write lock by an error that names the lock's holder.
  public var whenBusy: (@Sendable (StoreError) -> any Error)?

  /// Creates the context of one invocation.
  ///
  /// - Parameter transaction: begins the invocation's transaction at its first call that needs one; nil where no data may
  ///   be touched, as while `init.lua` runs.
  public init(
    plugin: String, version: String, permissions: Permissions, language: Language, now: String, schema: Schema,
    resources: HostResources = HostResources(), transaction: (@Sendable () throws -> StoreTransaction)? = nil
  ) {
    self.plugin = plugin
    self.version = version
    self.permissions = permissions
    self.language = language
    self.now = now
    self.schema = schema
    files = resources.files
    translations = resources.translations
    settings = resources.settings
    temporaryFolder = resources.temporaryFolder
    log = resources.log
    openTransaction = transaction
  }

  /// Maximum bytes that one invocation may write to the log; a line counts for at least `logLineBytesMin`.
  static let logBytesMax = 16 << 20
  static let logLineBytesMin = 160

  /// Counts a line of the log towards the limit.
  /// - Returns: false when the limit is exceeded; the task is killed by then.
  func countLogLine(_ bytes: Int, _ call: borrowing HostCall) -> Bool {
    logBytes += max(bytes, Self.logLineBytesMin)
    guard logBytes > Self.logBytesMax else { return true }
    call.task?.kill(KillReason(.output, maximum: Int64(Self.logBytesMax), used: Int64(logBytes)))
    return false
  }

  /// Maximum number of times one invocation may rewrite its whole storage: every written value is kept until the transaction
  /// ends, for rollback.
  private static let storageRewritesMax: Int64 = 4

  /// Counts the bytes that a change writes to the private storage; kills the task beyond the limit.
  func countStorage(written bytes: Int, _ call: borrowing HostCall) {
    storageBytesWritten += bytes
    guard let task = call.task else { return }
    let (maximum, overflow) = task.maximum(of: .storage).multipliedReportingOverflow(by: Self.storageRewritesMax)
    guard !overflow, storageBytesWritten > maximum else { return }
    task.kill(KillReason(.storage, maximum: maximum, used: Int64(storageBytesWritten)))
  }

  func note(_ code: String, _ message: String) { lastError = (code, message) }

  /// The last refusal of a validator that a host function raised; nil for none.
  public internal(set) var validationRefusal: ValidationRefusal?

  /// The code of the error that a host function raised last, when `message` is its message, with or without the place.
  public func code(ofRaised message: String) -> String? {
    guard let lastError, message.hasSuffix(lastError.message) else { return nil }
    return lastError.code
  }

  /// Interrupts running SQL when `task` is stopped. The transaction keeps the task until `finish`; a weak reference would make
  /// every use of the task slower.
  func interruptSQL(with task: LuaTask?) {
    self.task = task
    if !isInterruptible { makeInterruptible() }
  }

  private func makeInterruptible() {
    guard !isInterruptible, let opened, let task else { return }
    isInterruptible = true
    opened.setInterrupt { task.isStopping }
  }

  /// Lets the invocation use former names of fields beside the present ones.
  public func use(_ names: [FormerFieldName]) {
    formerFieldNames = names
    for name in names { schema = schema.naming(name) }
  }

  /// Measures from now on how long the invocation's transaction holds the write lock, also before the first host call that uses
  /// it. Does nothing without a transaction.
  public func watchWriteLock() {
    // An error of the beginning is reported to the first call that needs the transaction.
    guard let transaction = opened ?? (try? openTransaction?()) else { return }
    writeClock.withLock { $0 = transaction.writeClock }
  }

  /// Stops using the transaction, which is about to be committed on another thread; the next host call that needs one gets the
  /// transaction that is then open.
  func leaveTransaction() {
    opened?.setInterrupt(nil)
    opened = nil
    isInterruptible = false
    writeClock.withLock { $0 = nil }
  }

  /// Makes the next host call register the SQL interrupt again, after another invocation worked in the same transaction.
  func resumeInterrupts() { isInterruptible = false }

  /// Ends the running call of another plugin's command, if there is one, and returns when it has ended: no other task uses the
  /// transaction afterwards.
  public func endCommandCall() async {
    await commandCall?.end()
    commandCall = nil
  }

  /// Returns the invocation's transaction, and begins it at the first call that needs it.
  package func transaction() throws -> StoreTransaction {
    if let opened { return opened }
    guard !isFinished else {
      throw APIUsageError(
        "hostapi.host-context.belongs-invocation-has-ended")
    }
    guard let openTransaction else {
      throw APIUsageError(
        code: "call.place",
        "hostapi.host-context.init-lua-registers-reads")
    }
    let transaction = try openTransaction()
    opened = transaction
    transaction.boundsCursors = true
    watchWriteLock()
    makeInterruptible()
    return transaction
  }

  /// Returns the error of a host call; a write of a validator as what it is, a busy write lock with the name of its holder.
  func explaining(_ error: any Error) -> any Error {
    if isValidating, let denied = error as? PermissionDeniedError, case .access(.write) = denied.needed { return APIUsageError.validating }
    guard let whenBusy, let busy = error as? StoreError, busy.kind == .busy else { return error }
    return whenBusy(busy)
  }

  /// Ends the invocation's use of its transaction, which its owner then commits or rolls back.
  public func finish() {
    // A lost worker still owns this state.
    guard !isWorkerLost.load(ordering: .acquiring) else { return }
    isFinished = true
    opened?.setInterrupt(nil)
    opened = nil
  }
}

extension HostContext: WriteLockHolder {
  public var writeLockedSinceNanoseconds: Int64? { writeClock.withLock { $0?.lockedSinceNanoseconds } }
}

extension HostContext: WorkerLossObserver {
  public func workerWasLost() {
    isWorkerLost.store(true, ordering: .releasing)
    // The engine's closures return a transaction that is open already.
    guard let transaction = try? openTransaction?(), transaction.retire() else { return }
    whenWriterLost? { [self] in isWorkerBack.load(ordering: .acquiring) }
  }

  public func lostWorkerReturned() {
    isFinished = true
    opened = nil
    // A transaction that cannot be opened needs no closing.
    (try? openTransaction?())?.closeRetired()
    isWorkerBack.store(true, ordering: .releasing)
  }
}

/// The levels of `grappe.log`, in rising order.
public enum LogLevel: String, Sendable, CaseIterable {
  case debug, info, warn, error
}

/// The files of the running plugin's own bundle.
public struct BundleFiles: Sendable {
  /// The names, sorted.
  public var names: [String]
  /// The bytes of a file, nil when the bundle has none of that name.
  public var read: @Sendable (String) throws -> [UInt8]?
  /// The source of a module of another bundle by its chunk name, such as `europe/lib/rows.lua`, for the lines shown with an error.
  public var sharedSource: @Sendable (String) -> [UInt8]?

  public init(
    names: [String], sharedSource: @escaping @Sendable (String) -> [UInt8]? = { _ in nil },
    read: @escaping @Sendable (String) throws -> [UInt8]?
  ) {
    self.names = names
    self.sharedSource = sharedSource
    self.read = read
  }

  /// No bundle, as in a script.
  public static let none = BundleFiles(names: []) { _ in nil }
}
