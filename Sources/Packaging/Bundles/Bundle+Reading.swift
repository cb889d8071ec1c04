import Foundation

extension Bundle {
  /// Reads the folder of a plugin.
  ///
  /// Hidden files and folders, whose names begin with a dot, and the copies that editors leave (`init.lua~`, `init.lua.orig`) are left out
  /// and listed in ``leftOut``: they belong to the editor or the system. Any other name that a bundle cannot hold is refused by name rather than skipped, so that the bundle holds every
  /// file the user sees. Links are refused, also to files inside the folder.
  ///
  /// - Parameter directory: the path of the folder with `plugin.toml` in it.
  /// - Throws: a ``BundleError``, places relative to the folder.
  public static func reading(directory: String) throws(BundleError) -> Bundle {
    var folder = PluginFolder(directory)
    try folder.collect()
    return try Bundle(files: folder.contents, leftOut: folder.leftOut.sorted())
  }

  /// Reads a packed bundle from a file; see ``reading(packed:)``.
  ///
  /// - Parameter file: the path of a `.grappe` file.
  /// - Throws: `file.unreadable`, `archive.too-large` without reading such a file, or what ``reading(packed:)`` throws.
  public static func reading(file: String) throws(BundleError) -> Bundle {
    try reading(packed: packedBytes(ofFile: file))
  }

  /// Reads the bytes of a packed bundle, within the size limit and without parsing them.
  ///
  /// - Parameter file: the path of a `.grappe` file.
  /// - Throws: `file.unreadable` or `archive.too-large`.
  public static func packedBytes(ofFile file: String) throws(BundleError) -> [UInt8] {
    try BoundedFile.read(file, bytesMax: BundleLimits.packedBytesMax)
  }
}

/// Reads a regular file up to a maximum length.
enum BoundedFile {
  /// - Parameters:
  ///   - name: the name for messages, where it is not the path.
  ///   - followsLinks: whether a symbolic link at the end of the path is followed.
  static func read(
    _ path: String, name: String? = nil, bytesMax: Int, followsLinks: Bool = true
  ) throws(BundleError) -> [UInt8] {
    let name = name ?? path
    // Without O_NONBLOCK, opening a pipe without a writer would block for ever.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | (followsLinks ? 0 : O_NOFOLLOW))
    guard descriptor >= 0 else { throw unreadable(name) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw unreadable(name) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw BundleError(.archiveNotRegular, in: name, found: name) }
    guard Int(status.st_size) <= bytesMax else {
      throw BundleError(.archiveTooLarge, in: name, found: "\(status.st_size)", wanted: ["\(bytesMax)"])
    }
    return try contents(descriptor, name, size: Int(status.st_size), bytesMax: bytesMax)
  }

  /// Reads to the end; the file may grow meanwhile, but not past the limit.
  private static func contents(
    _ descriptor: Int32, _ name: String, size: Int, bytesMax: Int
  ) throws(BundleError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    var piece = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Foundation.read(descriptor, &piece, piece.count)
      if count == 0 { return bytes }
      guard count > 0 else { throw unreadable(name) }
      bytes += piece[..<count]
      guard bytes.count <= bytesMax else {
        throw BundleError(.archiveTooLarge, in: name, found: "> \(bytesMax)", wanted: ["\(bytesMax)"])
      }
    }
  }

  static func unreadable(_ name: String) -> BundleError {
    BundleError(.fileUnreadable, in: name, found: String(cString: strerror(errno)))
  }
}

/// Walks a plugin's folder.
private struct PluginFolder {
  private let root: String
  private(set) var contents: [String: [UInt8]] = [:]
  private(set) var leftOut: [String] = []
  private var bytes = 0

  init(_ root: String) { self.root = root }

  mutating func collect(_ folder: String = "") throws(BundleError) {
    for entry in try entries(of: folder) {
      let name = folder.isEmpty ? entry : folder + "/" + entry
      if entry.hasPrefix(".") || Self.isLeftover(entry) { leftOut.append(name) } else { try take(name) }
    }
  }

  /// Whether a name is that of a copy which an editor or a merge leaves beside a file: `init.lua~`, `#init.lua#`, `init.lua.orig`.
  private static func isLeftover(_ name: String) -> Bool {
    name.hasSuffix("~") || name.hasPrefix("#") && name.hasSuffix("#")
      || [".bak", ".orig", ".rej", ".swp"].contains { name.hasSuffix($0) }
  }

  private mutating func take(_ name: String) throws(BundleError) {
    var status = stat()
    guard lstat(root + "/" + name, &status) == 0 else { throw BoundedFile.unreadable(name) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      // An unexpected folder is refused by its name, before its files are read.
      if !name.contains("/") { try EntryName.check(name + "/x") }
      guard name.split(separator: "/").count < BundleLimits.nameSegmentsMax else {
        throw BundleError(.archiveBadName, in: name, found: name)
      }
      try collect(name)
    case S_IFREG: try read(name)
    default: throw BundleError(.archiveNotRegular, in: name, found: name)
    }
  }

  private mutating func read(_ name: String) throws(BundleError) {
    try EntryName.check(name)
    guard contents.count < BundleLimits.filesMax else {
      throw BundleError(.archiveTooManyFiles, wanted: ["\(BundleLimits.filesMax)"])
    }
    let file = try BoundedFile.read(
      root + "/" + name, name: name, bytesMax: BundleLimits.fileBytesMax, followsLinks: false)
    bytes += file.count
    try BundleContents.checkTotal(bytes)
    contents[name] = file
  }

  private func entries(of folder: String) throws(BundleError) -> [String] {
    guard let stream = opendir(root + "/" + folder) else {
      throw BoundedFile.unreadable(folder.isEmpty ? root : folder)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      // A name that is not UTF-8 has replacement characters here, and a file of that name cannot be opened.
      guard !name.unicodeScalars.contains("\u{FFFD}") else {
        throw BundleError(.archiveBadName, in: folder.isEmpty ? name : folder + "/" + name, found: name)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}
