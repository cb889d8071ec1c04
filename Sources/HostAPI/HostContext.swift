import Ecosystem
import Lua
import Reports
import Store

/// Everything the calls of one invocation work with: whose code runs, what it may do, its transaction, its clock.
///
/// The engine makes one for each invocation and hands it to the task; a host function finds it in the call. Exactly one
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
  public let settings: [String: FieldValue]
  public let log: @Sendable (LogLevel, String) -> Void

  /// The model with the fields that plugins added.
  public var schema: Schema
  /// The plugins that the manifest names under `[dependencies]`: whose events it may hear and whose commands it may call.
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
  /// The columns of the last query in SQL, in their order, for who shows its rows; nil without one.
  public internal(set) var columnsOfSQL: [String]?
  /// What the caller of a script asks; nil for plugin code.
  public var script: ScriptRequest?
  /// Where long tables of the document wait on disk.
  public let temporaryFolder: String

  /// How much the plugin's private storage holds, once it was reckoned.
  var storageBytes: Int?
  /// The last error that a host function raised: its code and its message.
  private var lastError: (code: String, message: String)?

  private let openTransaction: (@Sendable () throws -> StoreTransaction)?
  private var opened: StoreTransaction?
  private var isFinished = false
  private var isInterruptible = false

  /// Creates the context of one invocation.
  ///
  /// - Parameter transaction: begins the invocation's transaction at its first call that needs one; nil where no data may
  ///   be touched, as while `init.lua` runs.
  public init(
    plugin: String, version: String, permissions: Permissions, language: Language, now: String, schema: Schema,
    files: BundleFiles = .none, translations: Translations = Translations(), settings: [String: FieldValue] = [:],
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

  func note(_ code: String, _ message: String) { lastError = (code, message) }

  /// The code of the error that a host function raised last, when `message` is its message, with or without the place.
  func code(ofRaised message: String) -> String? {
    guard let lastError, message.hasSuffix(lastError.message) else { return nil }
    return lastError.code
  }

  /// Stops SQL that runs when `task` is stopped. The transaction keeps the task until `finish`; a weak reference would make every
  /// use of the task slower.
  func interruptSQL(with task: LuaTask?) {
    guard !isInterruptible, let opened, let task else { return }
    isInterruptible = true
    opened.setInterrupt { task.isStopping }
  }

  /// Takes SQL back after another invocation worked in the same transaction.
  func resumeInterrupts() { isInterruptible = false }

  /// Ends the call of another plugin's command that is under way, if there is one, and returns when it has ended: from then on
  /// nobody else uses the transaction.
  public func endCommandCall() async {
    await commandCall?.end()
    commandCall = nil
  }

  /// The invocation's transaction, begun now if this is the first call that needs it.
  func transaction() throws -> StoreTransaction {
    if let opened { return opened }
    guard !isFinished else {
      throw Misuse(
        fr: "ceci est d'une invocation qui est finie ; rien ne survit à son invocation",
        en: "this belongs to an invocation that has ended; nothing may outlive its invocation")
    }
    guard let openTransaction else {
      throw Misuse(
        code: "call.place",
        fr:
          "init.lua enregistre et ne lit pas de données ; travaillez sur les fiches dans une migration, une commande ou un rapport",
        en: "init.lua registers and reads no data; work with records in a migration, command or report")
    }
    let transaction = try openTransaction()
    opened = transaction
    return transaction
  }

  /// Ends the invocation's use of its transaction, which its owner then commits or rolls back.
  public func finish() {
    isFinished = true
    opened?.setInterrupt(nil)
    opened = nil
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

  public init(names: [String], read: @escaping @Sendable (String) throws -> [UInt8]?) {
    self.names = names
    self.read = read
  }

  /// No bundle, as in a script.
  public static let none = BundleFiles(names: []) { _ in nil }
}

/// The texts of a plugin's `locales/fr.toml` and `locales/en.toml`.
public struct Translations: Sendable {
  private var texts: [Language: [String: String]]

  public init(texts: [Language: [String: String]] = [:]) { self.texts = texts }

  /// Every key of any language.
  var keys: Set<String> { Set(texts.values.flatMap(\.keys)) }

  /// The text of `key` in `language`, else in the other one, with each `{name}` replaced by the argument of that name;
  /// nil when neither has it.
  func text(_ key: String, in language: Language, arguments: [String: String]) -> String? {
    let template = texts[language]?[key] ?? texts.values.lazy.compactMap { $0[key] }.first
    return template.map { Self.fill($0, arguments) }
  }

  private static func fill(_ template: String, _ arguments: [String: String]) -> String {
    guard template.contains("{") else { return template }
    var filled = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = String(rest[rest.index(after: open)..<close])
      filled += rest[..<open]
      filled += arguments[name] ?? "{\(name)}"
      rest = rest[rest.index(after: close)...]
    }
    return filled + rest
  }
}
