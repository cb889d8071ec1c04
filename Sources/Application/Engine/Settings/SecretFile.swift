import Ecosystem
import Foundation

/// The secret settings of a workspace: the file `settings.json` in its secrets folder, which no process that runs plugin code can read.
/// Each value has an id; the database holds only the id, so that a backup, an export and the journal contain no secret. A value that no
/// setting names any more is deleted, so that an undo leaves the setting unset.
struct SecretFile: Sendable {
  private let folder: URL

  init(of workspace: URL) { folder = Workspace.secretsFolder(of: workspace) }

  private var file: URL { folder.appending(path: "settings.json") }

  /// Returns the value of an id; nil for an unknown one.
  ///
  /// - Throws: `EngineError.fileUnreadable`.
  func value(of id: String) throws -> String? { try values()[id]?.textValue }

  /// Whether there is a value of an id; true where the file cannot be read, as in a process that may run plugin code.
  func holds(_ id: String) -> Bool { (try? values()).map { $0[id] != nil } ?? true }

  /// Adds a value, and returns its id. Only while the write lock of the database is held.
  ///
  /// - Throws: `EngineError.fileUnreadable`, `.pathUnusable`.
  func add(_ value: String) throws -> String {
    var values = try values()
    let id = UUID().uuidString.lowercased()
    values[id] = .text(value)
    try write(values)
    return id
  }

  /// Deletes the values whose id is not among `ids`, and files that an interrupted write left. Only while the write lock of the database is
  /// held.
  ///
  /// - Throws: `EngineError.fileUnreadable`, `.pathUnusable`.
  func keep(_ ids: Set<String>) throws {
    let values = try values()
    let kept = values.filter { ids.contains($0.key) }
    if kept.count < values.count { try write(kept) }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for name in names where name.hasPrefix("settings.json.") { unlink(folder.appending(path: name).path) }
  }

  private func write(_ values: ExactDictionary<FieldValue>) throws {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      let temporary = folder.appending(path: "settings.json.\(UUID().uuidString.lowercased())")
      let isMade = FileManager.default.createFile(
        atPath: temporary.path, contents: Data((FieldValue.map(values).json + "\n").utf8), attributes: [.posixPermissions: 0o600])
      guard isMade, rename(temporary.path, file.path) == 0 else {
        throw EngineError.pathUnusable(path: file.path, reason: String(cString: strerror(errno)))
      }
    } catch let error as EngineError {
      throw error
    } catch {
      throw EngineError.pathUnusable(path: folder.path, reason: SystemReason.text(error))
    }
  }

  private func values() throws -> ExactDictionary<FieldValue> {
    guard FileManager.default.fileExists(atPath: file.path) else { return [:] }
    guard let data = try? Data(contentsOf: file),
      case .map(let values)? = try? FieldValue(json: String(decoding: data, as: UTF8.self))
    else { throw EngineError.fileUnreadable(path: file.path, reason: "JSON") }
    return values
  }
}
