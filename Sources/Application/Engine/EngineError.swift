import Bundles
import Ecosystem
import HostAPI
import Localization
import Lua
import Store

/// The reason why the engine did not do a request: data that a front end turns into messages.
public enum EngineError: Error, Sendable {
  // Workspace
  /// No workspace at `path`, or at none of its parents.
  case workspaceMissing(path: String, isSearched: Bool)
  /// `init` in an existing workspace.
  case workspaceExists(path: String)
  /// A folder of the workspace cannot be created or written.
  case pathUnusable(path: String, reason: String)
  /// Output would overwrite a file that belongs to the workspace.
  case workspaceFileGiven(path: String)
  /// A file named on the command line cannot be read.
  case fileUnreadable(path: String, reason: String)
  /// A blob of an installed bundle is missing or altered.
  case blobDamaged(id: BundleID)

  /// `config.toml` has an invalid setting; `name` is the key with its table.
  case settingInvalid(file: String, line: Int, name: String, wanted: String)
  /// Another writer held the write lock for that long; `present` names it, if known.
  case writerBusy(milliseconds: Int, present: (writer: Writer, process: Int32)?)

  // Plugins and their entries
  case pluginNotInstalled(name: String, nearest: String?)
  /// A parameter that is no flag was written without a value.
  case parameterWithoutValue(entry: String, name: String)
  /// No report or command of that name; `known` lists the existing ones.
  case entryUnknown(kind: EntryKind, name: String, nearest: String?, known: [String])
  case parameterUnknown(entry: String, name: String, nearest: String?, known: [String])
  case parameterMissing(entry: String, name: String)
  /// No entity has, or had, a record of that id.
  case recordUnknown(id: String)
  case parameterInvalid(entry: String, name: String, found: String, wanted: LocalizedText)
  /// There is no page of that name, `PLUGIN/PATH`, for its reader.
  case pageUnknown(name: String, nearest: String?)
  /// Parameters that a page does not take.
  case pageInvalid(name: String, problems: [FieldProblem])
  /// A script that must build a document built none.
  case documentMissing(script: String)

  // Installing
  /// A lower version than the newest one ever installed, without permission to downgrade.
  case downgrade(name: String, installed: String, offered: String)
  /// Another bundle of the same name and version.
  case sameVersionOtherContent(name: String, version: String)
  /// The admin has not approved the permissions of the plugins; `running` are the installed versions that stay active.
  case notApproved(name: String, running: [String])
  /// An upgrade of a plugin that is not installed.
  case upgradeOfNothing(name: String)
  /// The set of installed plugins changed since the plan was made.
  case planStale(name: String)
  /// One installation names two bundles of the same plugin.
  case givenTwice(name: String)
  /// A plugin requires a module that the version of its dependency in the same generation does not export; `place` is the call.
  case moduleNotExported(module: String, exporter: String, requirer: String, place: String)
  /// An installed plugin no longer loads with the bundles to install.
  case dependentFails(name: String, reason: any Explainable)
  /// Other installed plugins need this one.
  case neededBy(name: String, dependents: [String])

  // Trust
  /// A bundle that is neither pinned nor installed has no signature beside it.
  case signatureMissing(file: String)
  /// A bundle is signed, but there is no list of trusted signers.
  case signersMissing(file: String, fingerprint: String)

  // Rolling back and checking
  /// No change of the plugin, or of any plugin, can be rolled back.
  case nothingToRollBack(name: String?)
  /// The active generation was not made by a rollback.
  case noRollbackToUndo
  /// The displayed rollback was not approved.
  case rollbackNotApproved
  /// The removal of a plugin with its records was not confirmed.
  case uninstallNotApproved(name: String)
  /// The erasure of a person was not approved.
  case erasureNotApproved
  /// The database file that a host serves was replaced or removed.
  case databaseReplaced(path: String)
  /// Rows changed since an invocation; `reason` names the first one, and the author of its change.
  case undoBlocked(invocation: String, reason: StoreError)
  /// Rows changed since `change`, such as `wallonia 1.0.0 → 1.1.0`, was made; `reason` names the first one.
  case rollbackBlocked(change: String, reason: StoreError)
  /// Another process has the plugin under development in the workspace.
  case developedElsewhere(name: String)
  /// A new plugin would overwrite existing files.
  case folderNotEmpty(path: String)
  /// The name is invalid for a plugin.
  case pluginNameInvalid(name: String)
  /// A plugin's folder has problems, already listed.
  case checkFailed(directory: String, problems: Int)
  /// A workspace has damage, already listed.
  case workspaceUnsound(path: String, problems: Int)

  // Settings
  /// The plugin has no setting of that name; `known` are those it has.
  case settingUnknown(plugin: String, name: String, nearest: String?, known: [String])
  /// A setting does not accept a value; of a secret `found` is not the value.
  case settingRefused(plugin: String, name: String, found: String, wanted: LocalizedText)

  // Running
  /// Plugin code raised an error; `place` names the plugin's entry that ran, `cause` the code of the host's error that was raised, such
  /// as `permission.denied`; nil for an error of the code's own.
  case luaFailure(place: String, failure: LuaFailure, cause: String? = nil)
  /// Plugin code was stopped by a limit.
  case stopped(place: String, kill: Kill)
  /// The plugin does not run until an admin lifts its quarantine.
  case quarantined(QuarantinedPlugin)
  /// The plugin is not quarantined; `known` names those that are.
  case notQuarantined(name: String, known: [String])
  /// The log has no invocation of that id.
  case invocationUnknown(id: String)
  /// No invocation of that number runs in the workspace; `known` are the numbers of the running ones.
  case notRunning(id: String, known: [String])
  /// A process did not answer a kill request in time.
  case killUnanswered(id: String, process: Int32)

  // Records
  /// No entity has that name; `known` lists the existing ones.
  case entityUnknown(name: String, nearest: String?, known: [String])
}

extension EngineError {
  /// Whether plugin code ended by a refusal of the host that it did not catch: of a permission, or of a record that breaks a rule.
  public var isRefusal: Bool {
    guard case .luaFailure(_, _, let cause?) = self else { return false }
    return Self.refusalKinds.contains { cause.hasPrefix($0) } || Self.refusals.contains(cause)
  }

  private static let refusalKinds = [
    "permission.", "value.", "record.", "reference.", "rule.", "registration.", "identifier.", "id.", "validation.",
  ]
  private static let refusals: Set<String> = [
    "field.missing", "field.read-only", "field.changed-type", "name.malformed", "territory.unknown", "sql.refused",
  ]
}

/// The kinds of entry points of a plugin.
public enum EntryKind: String, Sendable {
  case report, command, importer
}
