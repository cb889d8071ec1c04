import Foundation

/// The file that a backup becomes: written under another name beside it, and put in its place whole.
///
/// It is made before the process is confined, since it opens what cannot be opened afterwards. A run that was killed leaves
/// `.NAME.partial`, which the next one to the same file uses again.
public final class BackupTarget: Sendable {
  /// The file.
  public let path: String
  /// Where it is written meanwhile; empty at first.
  public let temporary: String
  private let lock: FileLock
  /// The folder, to have the new name on the disk; it is opened for nothing else.
  private let folder: Int32

  /// Makes the temporary file.
  ///
  /// - Parameters:
  ///   - path: followed where it is a link.
  ///   - isReplacing: whether the file may be there already.
  ///   - workspace: whose own files are refused.
  /// - Throws: `BackupError.exists`, `.isFolder`, `.underWay`; `EngineError.pathUnusable` where the folder cannot be written.
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

  /// The size of what was written, in bytes.
  public var bytes: Int64 { lock.bytes }

  /// Puts the file in its place. It is on the disk then.
  ///
  /// - Throws: `EngineError.pathUnusable`; what was there before is there still.
  public func publish() throws {
    guard fsync(lock.descriptor) == 0, rename(temporary, path) == 0 else {
      throw EngineError.pathUnusable(path: path, reason: String(cString: strerror(errno)))
    }
    // Some file systems have nothing to synchronise of a folder and say so.
    fsync(folder)
  }

  /// Removes the temporary file.
  public func discard() { unlink(temporary) }

  /// Resolves the links of a path. A backup is a database, which can only be a file.
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
