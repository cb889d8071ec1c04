import Ecosystem
import Foundation
import Store

/// The file `identity.json` of a workspace: the identity that its database had, and a change number it had reached. With it a
/// database of another workspace, or an older copy of the same database, is recognised when somebody put it into the folder.
package struct IdentityFile {
  static let name = "identity.json"

  /// The content of the file.
  struct Content: Hashable {
    var identity: WorkspaceIdentity
    /// The highest number of a change at that time.
    var lastChange: Int64

    /// Compares with the database in the folder.
    ///
    /// - Returns: nil when it is the same database, at the same time or later.
    func mismatch(with database: Content) -> Mismatch? {
      guard database.identity.id == identity.id else { return .foreign }
      let isOlder = database.identity.restorations < identity.restorations
      let isBehind = database.identity.restorations == identity.restorations && database.lastChange < lastChange
      return isOlder || isBehind ? .older : nil
    }
  }

  /// How a database differs from the one that the file describes.
  enum Mismatch { case foreign, older }

  private let file: URL

  package init(in directory: URL) { file = directory.appending(path: Self.name) }

  /// Returns the content; nil when the file is missing or unreadable.
  func read() -> Content? {
    guard let bytes = try? Data(contentsOf: file),
      case .map(let fields)? = try? FieldValue(json: String(decoding: bytes, as: UTF8.self)),
      let id = fields["id"]?.textValue, let restorations = fields["restorations"]?.integerValue,
      let lastChange = fields["last_change"]?.integerValue
    else { return nil }
    return Content(identity: WorkspaceIdentity(id: id, restorations: restorations), lastChange: lastChange)
  }

  /// Writes the content. An error is ignored: only the doctor reads the file, and the former content stays true.
  func write(_ content: Content) {
    let fields: ExactDictionary<FieldValue> = [
      "id": .text(content.identity.id), "restorations": .integer(content.identity.restorations),
      "last_change": .integer(content.lastChange),
    ]
    try? Data((FieldValue.map(fields).json + "\n").utf8).write(to: file, options: .atomic)
  }

  /// Removes the file, before the database gets another identity.
  package func remove() { try? FileManager.default.removeItem(at: file) }
}

extension Workspace {
  /// Records the identity of the database in the folder, unless the folder knows another database or a later state.
  package func recordIdentity() {
    guard let present = presentIdentity() else { return }
    let file = IdentityFile(in: directory)
    let former = file.read()
    if former != present, former?.mismatch(with: present) == nil { file.write(present) }
  }

  /// Records the identity of a database that was restored or repaired, whatever the folder knows.
  package func replaceRecordedIdentity() { presentIdentity().map(IdentityFile(in: directory).write) }

  /// Returns the identity of the database; nil when it cannot be read.
  private func presentIdentity() -> IdentityFile.Content? {
    try? reading { IdentityFile.Content(identity: try $0.journal.identity(), lastChange: try $0.journal.lastChangeNumber()) }
  }
}
