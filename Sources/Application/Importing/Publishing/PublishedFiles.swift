import Bundles
import Ecosystem
import Engine
import Foundation

/// The folder of a publication: files that change only where their content does. The list of the files is one of them; a file that is
/// not in it was not published and is never changed.
struct PublishedFiles {
  /// A published file.
  struct Entry: Sendable, Hashable {
    var sha256: String
    var bytes: Int
    /// The time at which the content was written, as RFC 3339 writes it.
    var modified: String
  }

  /// The name of the list.
  static let listName = "published.json"
  /// Upper bound of the list, in bytes.
  private static let listBytesMax = 4 << 20

  let folder: URL
  /// The files of the last publication.
  let former: ExactDictionary<Entry>
  /// The files of this one.
  private(set) var entries: ExactDictionary<Entry> = [:]
  /// The names of those that were written, left as they were, and removed.
  private(set) var written: [String] = []
  private(set) var unchanged: [String] = []
  private(set) var removed: [String] = []
  private let now: String

  /// Opens a folder, which is made where it does not exist.
  ///
  /// - Throws: `EngineError.pathUnusable`.
  init(_ folder: URL, now: String) throws {
    (self.folder, self.now) = (folder, now)
    do { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) } catch {
      throw EngineError.pathUnusable(path: folder.path, reason: SystemReason.text(error))
    }
    former = Self.list(folder.appending(path: Self.listName))
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
  mutating func write(_ name: String, _ body: (_ deliver: (String) throws -> Void) throws -> Void) throws {
    let file = folder.appending(path: name)
    if former[name] == nil, FileManager.default.fileExists(atPath: file.path) {
      throw EngineError.pathUnusable(path: file.path, reason: String(cString: strerror(EEXIST)))
    }
    let temporary = folder.appending(path: ".\(name).partial-\(ProcessInfo.processInfo.processIdentifier)")
    defer { unlink(temporary.path) }
    let (sha256, bytes) = try Self.write(temporary, body)
    // A file that was damaged is written again, but its content is as old as before.
    let known = former[name].flatMap { $0.sha256 == sha256 && $0.bytes == bytes ? $0 : nil }
    entries[name] = known ?? Entry(sha256: sha256, bytes: bytes, modified: now)
    if known != nil, Self.sha256(of: file) == sha256 { return unchanged.append(name) }
    // Lists a new name before the file exists, so that a publication that was killed does not take its own file for another's.
    if former[name] == nil { try save(former.merging(entries) { _, new in new }) }
    guard rename(temporary.path, file.path) == 0 else { throw Self.unusable(file) }
    written.append(name)
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

  /// Removes the files of the last publication that are not in this one, and writes the list.
  mutating func finish() throws {
    for name in former.keys.sorted() where entries[name] == nil {
      // A name in a damaged list must not lead out of the folder.
      guard !name.contains("/"), name != Self.listName else { continue }
      unlink(folder.appending(path: name).path)
      removed.append(name)
    }
    try save(entries)
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
