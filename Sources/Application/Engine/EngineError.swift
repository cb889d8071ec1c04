import Bundles
import Ecosystem
import Localization
import Lua
import Store

/// Why the engine did not do what was asked: data that a front end words for people.
public enum EngineError: Error, Sendable {
  // Workspace
  /// No workspace at `path`, or none upwards from it.
  case workspaceMissing(path: String, isSearched: Bool)
  /// `init` where a workspace already is.
  case workspaceExists(path: String)
  /// A folder of the workspace cannot be made or written.
  case pathUnusable(path: String, reason: String)
  /// Output was to be written over a file that belongs to the workspace.
  case workspaceFileGiven(path: String)
  /// A file named on the command line cannot be read.
  case fileUnreadable(path: String, reason: String)
  /// A blob of an installed bundle is missing or altered.
  case blobDamaged(id: BundleID)

  /// `config.toml` says what it may not; `name` is the key with its table.
  case settingInvalid(file: String, line: Int, name: String, wanted: String)
  /// Another writer kept the workspace for so long; `present` says who, where that is known.
  case writerBusy(milliseconds: Int, present: (writer: Writer, process: Int32)?)

  // Plugins and their entries
  case pluginNotInstalled(name: String, nearest: String?)
  /// No report or command of that name; `known` lists those there are.
  case entryUnknown(kind: EntryKind, name: String, nearest: String?, known: [String])
  case parameterUnknown(entry: String, name: String, nearest: String?, known: [String])
  case parameterMissing(entry: String, name: String)
  case parameterInvalid(entry: String, name: String, found: String, wanted: LocalizedText)
  /// A script was to build a document, and built none.
  case documentMissing(script: String)

  // Installing
  /// A lower version than the newest one ever installed, without leave to go back.
  case downgrade(name: String, installed: String, offered: String)
  /// Another bundle of the same name and version.
  case sameVersionOtherContent(name: String, version: String)
  /// The admin has not approved what the plugins ask for; `running` are the installed versions that therefore run on.
  case notApproved(name: String, running: [String])
  /// An upgrade of a plugin that is not installed.
  case upgradeOfNothing(name: String)
  /// Somebody else changed what is installed since the plan was made.
  case planStale(name: String)
  /// One installation names two bundles of the same plugin.
  case givenTwice(name: String)
  /// Other installed plugins need this one.
  case neededBy(name: String, dependents: [String])

  // Trust
  /// A bundle that nothing vouches for has no signature beside it.
  case signatureMissing(file: String)
  /// A bundle is signed, but nothing says whom to trust.
  case signersMissing(file: String, fingerprint: String)

  // Rolling back and checking
  /// No change of the plugin, or of any, is left to be rolled back.
  case nothingToRollBack(name: String?)
  /// The present generation was not made by a rollback.
  case noRollbackToUndo
  /// Nobody approved a rollback that was shown.
  case rollbackNotApproved
  /// The database that a host serves was replaced by another file, or removed.
  case databaseReplaced(path: String)
  /// Rows moved on since an invocation; `reason` names the first that did, and who changed it.
  case undoBlocked(invocation: String, reason: StoreError)
  /// Rows moved on since `change`, such as `wallonia 1.0.0 → 1.1.0`, was made; `reason` names the first that did.
  case rollbackBlocked(change: String, reason: StoreError)
  /// Another process has the plugin under development in the workspace.
  case developedElsewhere(name: String)
  /// A new plugin would be written over what is there.
  case folderNotEmpty(path: String)
  /// No plugin may have that name.
  case pluginNameInvalid(name: String)
  /// A plugin's folder has problems that were listed.
  case checkFailed(directory: String, problems: Int)
  /// A workspace has damage that was listed.
  case workspaceUnsound(path: String, problems: Int)

  // Running
  /// Plugin code raised an error; `place` names the plugin's entry that ran.
  case luaFailure(place: String, failure: LuaFailure)
  /// Plugin code was stopped by a limit.
  case stopped(place: String, kill: Kill)
  /// The plugin is not run any more until an admin lifts its quarantine.
  case quarantined(QuarantinedPlugin)
  /// There is no quarantine to lift; `known` names the plugins that have one.
  case notQuarantined(name: String, known: [String])
  /// The log has no invocation of that id.
  case invocationUnknown(id: String)
  /// Nothing of that number runs in the workspace; `known` are the numbers of what does.
  case notRunning(id: String, known: [String])
  /// A process was asked to end what it runs, and does not.
  case killUnanswered(id: String, process: Int32)

  // Import
  /// Rows of a file were refused; nothing was imported.
  case rowsRefused(file: String, rows: [RefusedRow], total: Int)
  /// The only thing against it are rows that are records which are there already, and nobody said what to do with them.
  case duplicatesUndecided(file: String, duplicates: [Duplicate], total: Int)
  /// The file's columns are not fields of the entity.
  case columnUnknown(file: String, columns: [UnknownColumn], total: Int, entity: String, known: [String])
  /// Two columns of the file are one field.
  case columnTwice(file: String, columns: [String], field: String)
  /// What is said about a column that the file does not have.
  case columnAbsent(file: String, column: String, header: [String])
  /// A file stands where the refused rows would go.
  case refusedFileExists(path: String)
  /// Somebody ended the import; `line` is the last that was imported, nil where nothing was.
  case importStopped(line: Int?)
  /// An earlier import of the file in batches came to that line only.
  case importUnfinished(file: String, line: Int)
  /// An import cannot go on: the file is another, or what is asked for is.
  case importChanged(file: String, isOtherFile: Bool)
  case formatUnknown(file: String, known: [String])
  case entityUnknown(name: String, nearest: String?, known: [String])
}

/// The kinds of entry points of a plugin.
public enum EntryKind: String, Sendable {
  case report, command, importer
}

extension EngineError {
  /// A column that is no field, and the field it may have meant.
  public struct UnknownColumn: Sendable, Hashable {
    public var name: String
    public var nearest: String?
  }
}

/// A row of an imported file that was refused, and why.
public struct RefusedRow: Error, Sendable, Hashable {
  /// The line of the file, counted from 1.
  public var line: Int
  /// The column concerned, as the file heads it.
  public var column: String?
  public var reason: String

  public init(line: Int, column: String? = nil, reason: String) {
    self.line = line
    self.column = column
    self.reason = reason
  }

  /// Column and reason in words.
  public func text(in language: Language) -> String {
    guard let column else { return reason }
    return Message("engine.engine-error.column", ["column": column, "reason": reason]).text(in: language)
  }

  /// Line, column and reason in words.
  public func listed(in language: Language) -> String {
    let line = Message("engine.engine-error.line", ["line": line]).text(in: language)
    if column != nil { return "\(line), \(text(in: language))" }
    return Message("engine.engine-error.text", ["line": line, "reason": reason]).text(in: language)
  }
}
