import Bundles
import Ecosystem
import Engine
import Foundation

/// The folder of a publication: files that change only where their content does. The list of the files is one of them; a file that is
/// not in it was not published and is never changed.
///
/// The names of new files are appended to a file of their own before they exist, so that a publication that was killed does not take its
/// own files for another's.
public struct PublishedFiles {
  /// A published file.
  public struct Entry: Sendable, Hashable {
    public var sha256: String
    public var bytes: Int
    /// The time at which the content was written, as RFC 3339 writes it.
    public var modified: String
  }

  /// The name of the list.
  public static let listName = "published.json"
  /// The names of files that a publication in progress has added, one a line.
  private static let addedName = ".published.new"
  /// Upper bound of the lists, in bytes: some 400,000 files.
  private static let listBytesMax = 64 << 20

  let folder: URL
  /// The files of the last publication.
  let former: ExactDictionary<Entry>
  /// The files of this one.
  public private(set) var entries: ExactDictionary<Entry> = [:]
  /// The names of those that were written, left as they were, and removed.
  public private(set) var written: [String] = []
  public private(set) var unchanged: [String] = []
  public private(set) var removed: [String] = []
  private let now: String
  /// The names that a killed publication has added.
  private let leftBehind: Set<String>
  private var added: FileHandle?
  private var folders: Set<String> = []

  /// Opens a folder, which is made where it does not exist.
  ///
  /// - Parameter now: the time of the publication, as RFC 3339 writes it.
  /// - Throws: `EngineError.pathUnusable`.
  public init(_ folder: URL, now: String) throws {
    (self.folder, self.now) = (folder, now)
    do { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) } catch {
      throw EngineError.pathUnusable(path: folder.path, reason: SystemReason.text(error))
    }
    former = Self.list(folder.appending(path: Self.listName))
    leftBehind = Self.names(folder.appending(path: Self.addedName))
  }

  /// Returns the lines of a file; none when it does not exist.
  private static func names(_ file: URL) -> Set<String> {
    guard let handle = try? FileHandle(forReadingFrom: file), let data = try? handle.read(upToCount: listBytesMax) else { return [] }
    return Set(String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init))
  }

  private static func list(_ file: URL) -> ExactDictionary<Entry> {
    guard let handle = try? FileHandle(forReadingFrom: file), let data = try? handle.read(upToCount: listBytesMax),
      let files = (try? FieldValue(json: String(decoding: data, as: UTF8.self)))?.mapValue?["files"]?.mapValue
    else { return [:] }
    return files.compactMapValues { value in
      guard let members = value.mapValue, let sha256 = members["sha256"]?.textValue, let bytes = members["bytes"]?.integerValue,
        let modified = members["modified"]?.textValue
      else { return nil }
      return Entry(sha256: sha256, bytes: Int(bytes), modified: modified)
    }
  }

  /// Writes a file, or leaves it as it is where its content is the same.
  ///
  /// - Throws: `EngineError.pathUnusable`, also for a file of that name that was not published, and the errors of `body`.
  public mutating func write(_ name: String, _ body: (_ deliver: (String) throws -> Void) throws -> Void) throws {
    let file = try usable(name)
    let temporary = folder.appending(path: ".partial-\(ProcessInfo.processInfo.processIdentifier)")
    defer { unlink(temporary.path) }
    let (sha256, bytes) = try Self.write(temporary, body)
    if isUnchanged(name, sha256: sha256, bytes: bytes) { return unchanged.append(name) }
    try put(temporary, at: file, name)
  }

  /// Writes a file whose content is at hand, in the same way.
  ///
  /// - Parameter name: the name, with the folders below that of the publication: `fr/actors/kikk.html`.
  /// - Throws: `EngineError.pathUnusable`, also for a file of that name that was not published.
  public mutating func write(_ name: String, _ content: [UInt8]) throws {
    let file = try usable(name)
    var digest = FileDigest()
    digest.update(content)
    if isUnchanged(name, sha256: digest.hexadecimal, bytes: content.count) { return unchanged.append(name) }
    let temporary = folder.appending(path: ".partial-\(ProcessInfo.processInfo.processIdentifier)")
    defer { unlink(temporary.path) }
    try Self.write(content, to: temporary)
    try put(temporary, at: file, name)
  }

  /// Writes a file without waiting for the disk: one that a crash damages is written again by the next publication, which reads it.
  private static func write(_ content: [UInt8], to file: URL) throws {
    let descriptor = open(file.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw unusable(file) }
    defer { close(descriptor) }
    var written = 0
    while written < content.count {
      let count = content[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw unusable(file) }
      written += count
    }
  }

  /// Returns the place of a file, unless another's is there.
  private func usable(_ name: String) throws -> URL {
    let file = folder.appending(path: name)
    if former[name] == nil, entries[name] == nil, !leftBehind.contains(name), FileManager.default.fileExists(atPath: file.path) {
      throw EngineError.pathUnusable(path: file.path, reason: String(cString: strerror(EEXIST)))
    }
    return file
  }

  /// Notes the content of a file, and returns whether it has it already. A file that was damaged is written again, but its content is as
  /// old as before.
  private mutating func isUnchanged(_ name: String, sha256: String, bytes: Int) -> Bool {
    let known = former[name].flatMap { $0.sha256 == sha256 && $0.bytes == bytes ? $0 : nil }
    entries[name] = known ?? Entry(sha256: sha256, bytes: bytes, modified: now)
    return known != nil && Self.sha256(of: folder.appending(path: name)) == sha256
  }

  private mutating func put(_ temporary: URL, at file: URL, _ name: String) throws {
    if former[name] == nil { try note(name) }
    let parent = file.deletingLastPathComponent()
    if folders.insert(parent.path).inserted {
      do { try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true) } catch {
        throw EngineError.pathUnusable(path: parent.path, reason: SystemReason.text(error))
      }
    }
    guard rename(temporary.path, file.path) == 0 else { throw Self.unusable(file) }
    written.append(name)
  }

  /// Appends a name to the list of added files.
  private mutating func note(_ name: String) throws {
    let file = folder.appending(path: Self.addedName)
    if added == nil {
      if !FileManager.default.fileExists(atPath: file.path) { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
      added = FileHandle(forWritingAtPath: file.path)
    }
    guard let added else { throw Self.unusable(file) }
    do {
      try added.seekToEnd()
      try added.write(contentsOf: Data("\(name)\n".utf8))
    } catch { throw EngineError.pathUnusable(path: file.path, reason: SystemReason.text(error)) }
  }

  private static func write(_ file: URL, _ body: ((String) throws -> Void) throws -> Void) throws -> (sha256: String, bytes: Int) {
    guard FileManager.default.createFile(atPath: file.path, contents: nil), let handle = FileHandle(forWritingAtPath: file.path) else {
      throw unusable(file)
    }
    defer { try? handle.close() }
    var (digest, count, buffer) = (FileDigest(), 0, [UInt8]())
    func flush() throws {
      digest.update(buffer)
      count += buffer.count
      do { try handle.write(contentsOf: buffer) } catch { throw unusable(file) }
      buffer.removeAll(keepingCapacity: true)
    }
    try body { text in
      buffer += text.utf8
      if buffer.count >= 256 << 10 { try flush() }
    }
    try flush()
    return (digest.hexadecimal, count)
  }

  /// Returns the digest of a file; nil when it cannot be read.
  private static func sha256(of file: URL) -> String? {
    guard let handle = try? FileHandle(forReadingFrom: file) else { return nil }
    defer { try? handle.close() }
    var digest = FileDigest()
    do { while let data = try handle.read(upToCount: 256 << 10), !data.isEmpty { digest.update(Array(data)) } } catch { return nil }
    return digest.hexadecimal
  }

  private static func unusable(_ file: URL) -> EngineError {
    .pathUnusable(path: file.path, reason: String(cString: strerror(errno)))
  }

  /// Removes the files of the last publication that are not in this one, with the folders that they leave empty, and writes the list.
  public mutating func finish() throws {
    for name in Set(former.keys).union(leftBehind).sorted() where entries[name] == nil {
      guard Self.isInside(name), name != Self.listName else { continue }
      unlink(folder.appending(path: name).path)
      removeEmptyFolders(above: name)
      removed.append(name)
    }
    try save(entries)
    try? added?.close()
    unlink(folder.appending(path: Self.addedName).path)
  }

  /// Whether a name leads to a file of a publication: a name in a damaged list must not lead out of the folder.
  private static func isInside(_ name: String) -> Bool {
    name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") }
  }

  private func removeEmptyFolders(above name: String) {
    var parts = name.split(separator: "/").dropLast()
    while !parts.isEmpty, rmdir(folder.appending(path: parts.joined(separator: "/")).path) == 0 { parts = parts.dropLast() }
  }

  /// Writes the list, unless it is the same.
  private func save(_ entries: ExactDictionary<Entry>) throws {
    let files = entries.mapValues { entry -> FieldValue in
      ["sha256": .text(entry.sha256), "bytes": .integer(Int64(entry.bytes)), "modified": .text(entry.modified)]
    }
    let list = FieldValue.map(["files": .map(files)]).json + "\n"
    let file = folder.appending(path: Self.listName)
    do {
      if (try? Data(contentsOf: file)) != Data(list.utf8) { try Data(list.utf8).write(to: file, options: .atomic) }
    } catch { throw EngineError.pathUnusable(path: file.path, reason: SystemReason.text(error)) }
  }
}
