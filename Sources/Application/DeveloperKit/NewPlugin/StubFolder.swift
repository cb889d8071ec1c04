import Ecosystem
import Engine
import Foundation
import HostAPI

/// A folder of stubs for editors.
public struct StubFolder: Sendable {
  private let folder: URL

  /// - Parameter folder: created when missing; other Lua files in it are removed, so that no outdated stub stays.
  public init(_ folder: URL) { self.folder = folder }

  /// Writes the stubs of this version of the API.
  ///
  /// - Throws: `EngineError.pathUnusable` when the folder cannot be written.
  public func write() throws {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".lua") {
        try FileManager.default.removeItem(at: folder.appending(path: name))
      }
      for (name, text) in LuaStubs.files(of: .grappe) {
        try Data(text.utf8).write(to: folder.appending(path: name))
      }
    } catch {
      throw EngineError.pathUnusable(path: folder.path, reason: SystemReason.text(error))
    }
  }
}
