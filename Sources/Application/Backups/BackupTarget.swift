import Engine
import Foundation

/// The target file of a backup: written under a temporary name in the same folder, then renamed.
///
/// Created before the process is confined, since it opens files that cannot be opened afterwards. A killed run leaves
/// `.NAME.partial`, which the next backup to the same file uses again.
public final class BackupTarget: Sendable {
  /// The file.
  public let path: String
  /// The path of the temporary file; it is empty at first.
  public let temporary: String
  private let lock: FileLock
  /// The descriptor of the folder, used only to fsync the new name.
  private let folder: Int32

  /// Creates the temporary file.
  ///
  /// - Parameters:
  ///   - path: the target; a link is followed.
  ///   - isReplacing: whether the file may exist already.
  ///   - workspace: the workspace whose own files are refused.
  /// - Throws: `BackupError.exists`, `.isFolder`, `.underWay`; `EngineError.pathUnusable` when the folder cannot be written.
  public init(path: String, isReplacing: Bool, protecting workspace: URL? = nil) throws {
    let url = try Self.place(path, workspace)
    self.path = url.path
    try Self.refuse(url.path, isReplacing)
    let parent = url.deletingLastPathComponent()
    temporary = parent.appending(path: ".\(url.lastPathComponent).partial").path
    folder = open(parent.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw EngineError.pathUnusable(path: url.path, reason: String(cString: strerror(errno))) }
    do { lock = try FileLock(temporary, for: url.path) } catch {
      close(folder)
      throw error
    }
  }

  deinit { close(folder) }

  /// The number of bytes written.
  public var bytes: Int64 { lock.bytes }

  /// Renames the file to its target and synchronises it to disk.
  ///
  /// - Throws: `EngineError.pathUnusable`; a file that existed before is unchanged then.
  public func publish() throws {
    guard fsync(lock.descriptor) == 0, rename(temporary, path) == 0 else {
      throw EngineError.pathUnusable(path: path, reason: String(cString: strerror(errno)))
    }
    // Some file systems cannot synchronise a folder and return an error.
    fsync(folder)
  }

  /// Removes the temporary file.
  public func discard() { unlink(temporary) }

  /// Resolves the links of a path and requires a regular file, since a backup is a database.
  private static func place(_ path: String, _ workspace: URL?) throws -> URL {
    var status = stat()
    if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return URL(filePath: path).standardizedFileURL }
    guard case .file(let file) = try OutputTarget(path, protecting: workspace) else {
      throw EngineError.pathUnusable(path: path, reason: String(cString: strerror(ENOTSUP)))
    }
    return URL(filePath: file).standardizedFileURL
  }

  private static func refuse(_ path: String, _ isReplacing: Bool) throws {
    var information = stat()
    guard lstat(path, &information) == 0 else { return }
    if information.st_mode & S_IFMT == S_IFDIR { throw BackupError.isFolder(path: path) }
    if !isReplacing { throw BackupError.exists(path: path) }
  }
}
