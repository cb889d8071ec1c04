import Ecosystem
import Foundation

/// The secret settings of a workspace: the file `settings.json` in its secrets folder, which no process that runs plugin code can read.
/// Each value has an id; the database holds only the id, so that a backup, an export and the journal contain no secret, and an undo names
/// the former value again.
struct SecretFile: Sendable {
  private let folder: URL

  init(of workspace: URL) { folder = Workspace.secretsFolder(of: workspace) }

  private var file: URL { folder.appending(path: "settings.json") }

  /// Returns the value of an id; nil for an unknown one.
  ///
  /// - Throws: `EngineError.fileUnreadable`.
  func value(of id: String) throws -> String? { try values()[id]?.textValue }

  /// Adds a value, and returns its id.
  ///
  /// - Throws: `EngineError.fileUnreadable`, `.pathUnusable`.
  func add(_ value: String) throws -> String {
    var values = try values()
    let id = UUID().uuidString.lowercased()
    values[id] = .text(value)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      let temporary = folder.appending(path: "settings.json.\(id)")
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
    return id
  }

  private func values() throws -> ExactDictionary<FieldValue> {
    guard FileManager.default.fileExists(atPath: file.path) else { return [:] }
    guard let data = try? Data(contentsOf: file),
      case .map(let values)? = try? FieldValue(json: String(decoding: data, as: UTF8.self))
    else { throw EngineError.fileUnreadable(path: file.path, reason: "JSON") }
    return values
  }
}
