import Ecosystem
import Foundation
import Localization
import Store

/// A folder that holds one cluster's ecosystem: `grappe.sqlite`, `blobs/` (the installed bundles), `trust/` and `config.toml`.
public struct Workspace: Sendable {
  /// The folder.
  public let directory: URL
  /// The database.
  public let store: Store
  /// The trust policy.
  public let trust: TrustStore

  /// The settings of `config.toml`, and what else the copies of this value share.
  let state: WorkspaceState

  package let blobs: BlobStore

  /// The name of the database in the folder.
  package static let databaseName = "grappe.sqlite"
  /// The name of the file with the marks of erased persons.
  package static let erasuresName = "erasures.json"

  private init(directory: URL, store: Store) throws {
    state = WorkspaceState(try WorkspaceSettings(contentsOf: directory.appending(path: WorkspaceSettings.fileName)))
    self.directory = directory
    self.store = store
    trust = TrustStore(directory: directory.appending(path: "trust"))
    blobs = BlobStore(directory: directory.appending(path: "blobs"))
  }

  /// Creates a workspace with a store that may be damaged, for examination and repair. Settings that cannot be read have the
  /// defaults.
  init(directory: URL, damaged store: Store) {
    state = WorkspaceState(
      (try? WorkspaceSettings(contentsOf: directory.appending(path: WorkspaceSettings.fileName))) ?? WorkspaceSettings())
    self.directory = directory
    self.store = store
    trust = TrustStore(directory: directory.appending(path: "trust"))
    blobs = BlobStore(directory: directory.appending(path: "blobs"))
  }

  /// The settings of `config.toml`, as last read.
  public var settings: WorkspaceSettings { state.settings }

  /// Reads `config.toml` again, for all copies of this value. The present settings stay when it is invalid.
  ///
  /// - Throws: `EngineError.fileUnreadable`, `.settingInvalid`; `BundleError` for invalid TOML.
  public func reloadSettings() throws {
    state.settings = try WorkspaceSettings(contentsOf: directory.appending(path: WorkspaceSettings.fileName))
  }

  /// The longest wait for the write lock.
  package var writerWait: Duration { .seconds(settings.writerWaitSeconds) }

  /// Creates a workspace in `directory`, which is created when missing and may contain other files. Only the owner may enter
  /// and read the new files and folders.
  ///
  /// - Parameter language: the language kept in a new `config.toml`; an existing file is not changed.
  /// - Throws: `EngineError.workspaceExists` when there is one, `EngineError.pathUnusable` when it cannot be created.
  public static func create(at directory: URL, language: Language? = nil) throws -> Workspace {
    let database = directory.appending(path: databaseName)
    guard !FileManager.default.fileExists(atPath: database.path) else {
      throw EngineError.workspaceExists(path: directory.path)
    }
    do {
      for folder in ["", "blobs", "trust"] {
        try makePrivateFolder(folder.isEmpty ? directory : directory.appending(path: folder))
      }
      if let language { try WorkspaceSettings.write(language: language, to: directory.appending(path: WorkspaceSettings.fileName)) }
    } catch {
      throw EngineError.pathUnusable(path: directory.path, reason: SystemReason.text(error))
    }
    let workspace = try Workspace(directory: directory, store: try Store.create(at: database.path, schema: .checked))
    workspace.replaceRecordedIdentity()
    return workspace
  }

  /// Creates a folder that only its owner may enter (0700); an existing one is not changed, unless it is empty.
  /// - Throws: Foundation's error when the folder cannot be created or its mode not be set.
  package static func makePrivateFolder(_ folder: URL) throws {
    let present = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    if present?.isEmpty ?? true {
      try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path)
    }
  }

  /// Opens the workspace in `directory`.
  ///
  /// - Throws: `EngineError.workspaceMissing` when there is none; `StoreError` when its file is damaged or newer.
  public static func open(at directory: URL) throws -> Workspace {
    let database = directory.appending(path: databaseName)
    guard FileManager.default.fileExists(atPath: database.path) else {
      throw EngineError.workspaceMissing(path: directory.path, isSearched: false)
    }
    return try Workspace(directory: directory, store: try Store.open(at: database.path, schema: .checked))
  }

  /// Reads the settings of the workspace in `directory` without opening its database.
  ///
  /// - Throws: `EngineError.settingInvalid`, `EngineError.fileUnreadable` and `BundleError` for an invalid `config.toml`.
  public static func settings(of directory: URL) throws -> WorkspaceSettings {
    try WorkspaceSettings(contentsOf: directory.appending(path: WorkspaceSettings.fileName))
  }

  /// Returns the folder beside a workspace for secrets that plugin code must never reach, such as keys and passwords:
  /// `NAME.secrets`.
  ///
  /// It is outside of the workspace, because a process that runs plugin code may read all of the workspace, and Landlock cannot
  /// deny a folder beneath one that it grants. Its creator gives it mode 0700.
  public static func secretsFolder(of directory: URL) -> URL {
    let folder = directory.resolvingSymlinksInPath().standardizedFileURL
    return folder.deletingLastPathComponent().appending(path: folder.lastPathComponent + ".secrets")
  }

  /// Returns the language that `config.toml` of a workspace names, also where the file has errors, which the command reports when it opens
  /// the workspace; nil when it names none or cannot be read.
  public static func language(of directory: URL) -> Language? {
    WorkspaceSettings.language(in: directory.appending(path: WorkspaceSettings.fileName))
  }

  /// Opens the nearest workspace in `directory` or above it.
  ///
  /// - Throws: `EngineError.workspaceMissing` when there is none up to the root.
  public static func nearest(from directory: URL) throws -> Workspace {
    guard let folder = folder(nearest: directory) else {
      throw EngineError.workspaceMissing(path: directory.path, isSearched: true)
    }
    return try open(at: folder)
  }

  /// Returns the folder of the nearest workspace in `directory` or above it; nil when there is none up to the root.
  public static func folder(nearest directory: URL) -> URL? {
    var here = directory.standardizedFileURL
    while true {
      if FileManager.default.fileExists(atPath: here.appending(path: databaseName).path) { return here }
      let parent = here.deletingLastPathComponent().standardizedFileURL
      // In a removed folder the path is empty, and its parent's path gets longer.
      guard parent.path.utf8.count < here.path.utf8.count else { return nil }
      here = parent
    }
  }
}
