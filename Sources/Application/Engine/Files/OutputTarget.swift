import Foundation

/// The target of an output path, with links resolved.
///
///     switch try OutputTarget("report.html", protecting: workspaceFolder) { … }
///
/// A regular file is written under a temporary name and renamed; a device or a pipe is opened for writing; a descriptor of this
/// process, such as `-`, `/dev/stdout` or `/dev/fd/63`, is written to.
public enum OutputTarget: Sendable, Hashable {
  /// An open descriptor of this process.
  case descriptor(Int32)
  /// An existing path that is no regular file: a device, a named pipe, a socket.
  case special(path: String)
  /// A regular file, which may not exist yet.
  case file(path: String)

  /// The maximum number of links followed, the same as the kernel's (path_resolution(7)).
  private static let linksMax = 40

  /// Resolves `path`.
  ///
  /// - Parameters:
  ///   - path: the path as typed; `-` is standard output.
  ///   - workspace: the folder of a workspace whose own files must not be written; nil for none.
  /// - Throws: `EngineError.pathUnusable` for a folder, a loop of links or a path that cannot be followed, `.workspaceFileGiven`.
  public init(_ path: String, protecting workspace: URL?) throws {
    self = try path == "-" ? .descriptor(STDOUT_FILENO) : Self.follow(path)
    if case .file(let file) = self, let workspace, WorkspaceFiles(workspace).contains(file) {
      throw EngineError.workspaceFileGiven(path: path)
    }
  }

  private static func follow(_ path: String) throws -> OutputTarget {
    var current = path
    for _ in 0..<linksMax {
      if let number = descriptorNumber(current) { return .descriptor(number) }
      var status = stat()
      guard lstat(current, &status) == 0 else {
        guard errno == ENOENT else { throw unusable(path, errno) }
        return .file(path: current)
      }
      switch status.st_mode & S_IFMT {
      case S_IFLNK: current = try next(current)
      case S_IFDIR: throw unusable(path, EISDIR)
      case S_IFREG: return .file(path: current)
      default: return .special(path: current)
      }
    }
    throw unusable(path, ELOOP)
  }

  /// The path that a link names.
  private static func next(_ link: String) throws -> String {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(link, &buffer, buffer.count)
    guard count > 0 else { throw unusable(link, errno) }
    let target = String(decoding: buffer.prefix(count), as: UTF8.self)
    return target.hasPrefix("/") ? target : PathParts(link).folder + target
  }

  private static func descriptorNumber(_ path: String) -> Int32? {
    for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) { return Int32(path.dropFirst(folder.count)) }
    return nil
  }

  private static func unusable(_ path: String, _ number: Int32) -> EngineError {
    .pathUnusable(path: path, reason: String(cString: strerror(number)))
  }
}

/// A path cut at its last slash. (Foundation's `deletingLastPathComponent` traps on a name of one letter, as of Swift 6.3.)
private struct PathParts {
  /// The folder with its trailing slash; empty for a name alone.
  let folder: String
  let name: String

  init(_ path: String) {
    let end = path.utf8.lastIndex(of: UInt8(ascii: "/")).map(path.utf8.index(after:)) ?? path.startIndex
    (folder, name) = (String(path[..<end]), String(path[end...]))
  }
}

/// The files of a workspace that only the program itself writes: database, blobs, trust, settings, history.
struct WorkspaceFiles {
  private let folder: URL

  init(_ folder: URL) { self.folder = folder }

  /// Whether a path leads to one of them, by any name.
  func contains(_ path: String) -> Bool {
    let (parts, identity) = (PathParts(path), FileIdentity(path))
    let (parent, name) = (Self.real(parts.folder), parts.name)
    if parent == Self.real(folder.path), isOwn(name) { return true }
    if ["blobs", "trust", "run"].contains(where: { isBeneath(folder.appending(path: $0).path, parent) }) { return true }
    return identity != nil
      && [Workspace.databaseName, "config.toml", IdentityFile.name, Workspace.erasuresName].contains {
        identity == FileIdentity(folder.appending(path: $0).path)
      }
  }

  private func isOwn(_ name: String) -> Bool {
    name.hasPrefix(Workspace.databaseName)
      || ["config.toml", IdentityFile.name, Workspace.erasuresName, "shell_history", "blobs", "trust", "run"].contains(name)
  }

  private func isBeneath(_ folder: String, _ path: String) -> Bool {
    let folder = Self.real(folder)
    return path == folder || path.hasPrefix(folder + "/")
  }

  /// The path with links resolved; unchanged when its target does not exist.
  private static func real(_ path: String) -> String {
    guard let resolved = realpath(path.isEmpty ? "." : path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
