import Glibc

/// Folders that a confined process must not read.
///
/// Landlock rules only add rights: a folder beneath a granted one cannot be denied. A granted folder that holds a secret one is
/// therefore replaced by its entries without that one, down to the secret folder.
struct SecretFolders {
  /// Absolute, with links resolved; a folder that does not exist has no effect.
  private let paths: [String]

  init(_ paths: [String]) { self.paths = paths.compactMap(Self.resolved) }

  /// Returns the paths to grant in place of `path`, so that no secret folder is beneath one of them.
  func without(_ path: String) -> [String] {
    guard !paths.isEmpty, let folder = Self.resolved(path) else { return [path] }
    if paths.contains(where: { Self.holds($0, folder) }) { return [] }
    guard paths.contains(where: { Self.holds(folder, $0) }) else { return [path] }
    return Self.entries(of: folder).flatMap { without(folder == "/" ? "/" + $0 : folder + "/" + $0) }
  }

  /// Whether `path` is `folder` or beneath it.
  private static func holds(_ folder: String, _ path: String) -> Bool {
    folder == "/" || path == folder || path.utf8.starts(with: (folder + "/").utf8)
  }

  private static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func entries(of folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
