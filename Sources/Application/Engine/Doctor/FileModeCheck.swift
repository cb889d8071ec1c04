import Ecosystem
import Foundation
import Glibc

/// Finds files and folders of a workspace that users other than their owner may write or read. Contacts are in the database and
/// in backups; write access to `trust/` decides which code runs.
struct FileModeCheck {
  /// A file or folder with permissions that are too wide.
  struct Problem: Hashable {
    /// The path as shown in findings.
    var name: String
    var path: String
    /// The permissions, 0 to 0o7777.
    var mode: mode_t
    var isFolder: Bool
    /// Whether other users can write it, or reach and read confidential content.
    var isDamage: Bool
    /// The permissions of the owner alone.
    var wanted: mode_t { mode & 0o700 | (isFolder ? 0o700 : 0o600) }
    /// `grappe.sqlite 0644`.
    var text: String { "\(name) 0\(String(mode, radix: 8))" }
  }

  let directory: URL

  /// Returns all files and folders whose permissions are too wide.
  func problems() -> [Problem] {
    let folder = problem(".", isConfidential: false).map { [$0] } ?? []
    return folder + files() + secrets()
  }

  func findings() -> [DoctorFinding] {
    let problems = problems()
    return [true, false].compactMap { isDamage in
      let own = problems.filter { $0.isDamage == isDamage }
      return own.isEmpty ? nil : .fileModes(own.map(\.text), isDamage: isDamage)
    }
  }

  private func files() -> [Problem] {
    let databases = ["", "-wal", "-shm"].map { Workspace.databaseName + $0 }
    let trust = Self.names(in: directory.appending(path: "trust")).map { "trust/\($0)" }
    let former = Self.names(in: directory.appending(path: Workspace.preRestoreBackupFolder)).map {
      "\(Workspace.preRestoreBackupFolder)/\($0)"
    }
    // In a folder that the owner alone may enter, files that are not confidential may be readable.
    let others = ["blobs", "trust", "run", Workspace.preRestoreBackupFolder, "config.toml"] + trust
    return (databases + former).compactMap { problem($0, isConfidential: true) }
      + others.compactMap { problem($0, isConfidential: false) }.filter(\.isDamage)
  }

  /// Checks the folder with keys and passwords beside the workspace, and its files if they can be listed: a confined process
  /// cannot.
  private func secrets() -> [Problem] {
    let folder = Workspace.secretsFolder(of: directory)
    let names = [""] + Self.names(in: folder)
    return names.compactMap { name in
      let path = name.isEmpty ? folder.path : folder.appending(path: name).path
      guard var problem = Self.problem(name: folder.lastPathComponent + (name.isEmpty ? "" : "/\(name)"), path) else { return nil }
      problem.isDamage = true
      return problem
    }
  }

  private func problem(_ name: String, isConfidential: Bool) -> Problem? {
    guard var problem = Self.problem(name: name, name == "." ? directory.path : directory.appending(path: name).path) else {
      return nil
    }
    let folderMode = Self.mode(of: directory.path) ?? 0
    let canRead = (folderMode & 0o010 != 0 && problem.mode & 0o040 != 0) || (folderMode & 0o001 != 0 && problem.mode & 0o004 != 0)
    problem.isDamage = problem.mode & 0o022 != 0 || (isConfidential && canRead)
    return problem
  }

  private static func problem(name: String, _ path: String) -> Problem? {
    var information = stat()
    guard stat(path, &information) == 0, information.st_mode & 0o077 != 0 else { return nil }
    let isFolder = information.st_mode & S_IFMT == S_IFDIR
    return Problem(name: name, path: path, mode: information.st_mode & 0o7777, isFolder: isFolder, isDamage: false)
  }

  private static func mode(of path: String) -> mode_t? {
    var information = stat()
    return stat(path, &information) == 0 ? information.st_mode : nil
  }

  private static func names(in folder: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  /// Removes the permissions of other users.
  /// - Returns: the problems that were repaired; another user's files are not changed.
  func repair() -> [Problem] {
    problems().filter { chmod($0.path, $0.wanted) == 0 }
  }
}
