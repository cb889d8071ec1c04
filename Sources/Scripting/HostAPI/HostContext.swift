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
  public let language: Language
  /// The instant of the invocation, RFC 3339 in UTC: the same for every call of one invocation.
  public internal(set) var now: String
  public let files: BundleFiles
  public let translations: Translations
  /// The values of the plugin's settings by name.
  public let settings: ExactDictionary<FieldValue>
  public let log: @Sendable (LogLevel, String) -> Void

  /// The model with the fields that plugins added.
  public var schema: Schema
  /// The plugins that the manifest names under `[dependencies]`: it may listen to their events and call their commands.
  public var dependencies: Set<String> = []
  /// Runs commands of other plugins; nil where none may be called, as while `init.lua` runs.
  public var caller: (any CommandCaller)?
  /// The command of another plugin that the invocation waits for.
  var commandCall: CommandCall?
  /// The registrations of `init.lua`; nil when it is not running.
  public var registrations: Registrations?
  /// The custom conditions of the plugin's own rules; nil where no plugin runs, as in a script.
  public var customChecks: CustomChecks?
  /// The rows of the file being imported; nil when no importer is running.
  public var importRows: ImportRows?
  /// The document of a report; nil when no report is running.
  public var document: Document?
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

  /// Bytes held by the plugin's private storage; nil until they are first counted.
  var storageBytes: Int?
  /// The last error that a host function raised: its code and its message.
  private var lastError: (code: String, message: String)?

  private let openTransaction: (@Sendable () throws -> StoreTransaction)?
  private var opened: StoreTransaction?
  private var isFinished = false
  private var isInterruptible = false
  /// The task of the current host call, which holds it; set at the beginning of each call.
  private unowned(unsafe) var task: LuaTask?
  /// The clock of the transaction's first write, for the limit check on another thread.
  private let writeClock = Mutex<WriteClock?>(nil)
  private let isWorkerLost = Atomic(false)
  /// Called when the worker was lost while the transaction holds the write lock; `isBack` returns whether the worker has come
  /// back.
  public var whenWriterLost: (@Sendable (_ isBack: @escaping @Sendable () -> Bool) -> Void)?
  private let isWorkerBack = Atomic(false)

  /// Creates the context of one invocation.
  ///
  /// - Parameter transaction: begins the invocation's transaction at its first call that needs one; nil where no data may
  ///   be touched, as while `init.lua` runs.
  public init(
    plugin: String, version: String, permissions: Permissions, language: Language, now: String, schema: Schema,
    files: BundleFiles = .none, translations: Translations = Translations(), settings: ExactDictionary<FieldValue> = [:],
    temporaryFolder: String = "/tmp", log: @escaping @Sendable (LogLevel, String) -> Void = { _, _ in },
    transaction: (@Sendable () throws -> StoreTransaction)? = nil
  ) {
    self.plugin = plugin
    self.version = version
    self.permissions = permissions
    self.language = language
    self.now = now
    self.schema = schema
    self.files = files
    self.translations = translations
    self.settings = settings
    self.temporaryFolder = temporaryFolder
    self.log = log
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

  /// The code of the error that a host function raised last, when `message` is its message, with or without the place.
  func code(ofRaised message: String) -> String? {
    guard let lastError, message.hasSuffix(lastError.message) else { return nil }
    return lastError.code
  }

  /// Interrupts running SQL when `task` is stopped. The transaction keeps the task until `finish`; a weak reference would make
  /// every use of the task slower.
  func interruptSQL(with task: LuaTask?) {
    self.task = task
    makeInterruptible()
  }

  private func makeInterruptible() {
    guard !isInterruptible, let opened, let task else { return }
    isInterruptible = true
    opened.setInterrupt { task.isStopping }
  }

  /// Measures how long the invocation holds the write lock, from the first write of `transaction`, also one made by a command
  /// that it calls.
  public func watchWrites(of transaction: StoreTransaction) { writeClock.withLock { $0 = transaction.writeClock } }

  /// Makes the next host call register the SQL interrupt again, after another invocation worked in the same transaction.
  func resumeInterrupts() { isInterruptible = false }

  /// Ends the running call of another plugin's command, if there is one, and returns when it has ended: no other task uses the
  /// transaction afterwards.
  public func endCommandCall() async {
    await commandCall?.end()
    commandCall = nil
  }

  /// Returns the invocation's transaction, and begins it at the first call that needs it.
  func transaction() throws -> StoreTransaction {
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
    watchWrites(of: transaction)
    makeInterruptible()
    return transaction
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
  public var firstWriteNanoseconds: Int64? { writeClock.withLock { $0?.firstWriteNanoseconds } }
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

/// The texts of a plugin's `locales/fr.toml` and `locales/en.toml`.
public struct Translations: Sendable {
  private var texts: [Language: ExactDictionary<String>]
  /// The texts of the bundles whose modules the plugin may require; the plugin's own come first.
  private var shared: [Translations] = []

  public init(texts: [Language: ExactDictionary<String>] = [:]) { self.texts = texts }

  /// Returns these texts with those of other bundles, which answer for the keys that these do not have in any language.
  public func adding(_ others: [Translations]) -> Translations {
    var sum = self
    sum.shared += others
    return sum
  }

  /// Every key of any language.
  var keys: Set<ExactString> {
    let own = texts.values.reduce(into: Set<ExactString>()) { $0.formUnion($1.keys.map { ExactString($0) }) }
    return shared.reduce(into: own) { $0.formUnion($1.keys) }
  }

  /// Returns the text of `key` in `language`, else in the other one, with each `{name}` replaced by the argument of that name;
  /// nil when neither has it.
  func text(_ key: String, in language: Language, arguments: ExactDictionary<String>) -> String? {
    template(key, language).map { Self.fill($0, arguments) }
  }

  /// Returns an upper bound of the length in bytes of the text of `key` with these arguments.
  func bytesMax(_ key: String, in language: Language, arguments: ExactDictionary<String>) -> Int {
    guard let template = template(key, language) else { return 0 }
    let places = template.utf8.count { $0 == UInt8(ascii: "{") }
    return template.utf8.count + places * (arguments.values.map(\.utf8.count).max() ?? 0)
  }

  private func template(_ key: String, _ language: Language) -> String? {
    texts[language]?[key] ?? texts.values.lazy.compactMap { $0[key] }.first
      ?? shared.lazy.compactMap { $0.template(key, language) }.first
  }

  private static func fill(_ template: String, _ arguments: ExactDictionary<String>) -> String {
    let (open, close) = (UInt8(ascii: "{"), UInt8(ascii: "}"))
    var filled: [UInt8] = []
    var rest = Array(template.utf8)[...]
    while let start = rest.firstIndex(of: open), let end = rest[start...].firstIndex(of: close) {
      let name = String(decoding: rest[(start + 1)..<end], as: UTF8.self)
      filled += rest[..<start]
      filled += (arguments[name] ?? "{\(name)}").utf8
      rest = rest[(end + 1)...]
    }
    return String(decoding: filled + rest, as: UTF8.self)
  }
}
