import Bundles
import Ecosystem
import Engine
import Foundation
import Localization

/// Creates the folder of a new plugin of some kind, ready to run, test and pack, with tests.
public struct NewPlugin: Sendable {
  /// The plugin's name.
  public let name: String
  private let folder: URL
  private let title: String
  private let language: Language
  private let kind: PluginKind

  /// - Parameters:
  ///   - folder: the folder to create; it must be missing or empty.
  ///   - name: the plugin's name; by default derived from the folder's.
  ///   - title: the displayed title; by default the name.
  ///   - language: the language of the comments and the README.
  ///   - kind: what the plugin brings.
  /// - Throws: `EngineError.pluginNameInvalid` for an invalid plugin name.
  public init(folder: URL, name: String?, title: String?, language: Language, kind: PluginKind = .report) throws {
    self.folder = folder.standardizedFileURL
    self.name = name ?? Self.name(from: self.folder.lastPathComponent)
    guard Manifest.isName(self.name) else { throw EngineError.pluginNameInvalid(name: self.name) }
    self.title = title ?? self.name.prefix(1).uppercased() + self.name.dropFirst()
    self.language = language
    self.kind = kind
  }

  /// Writes the files.
  ///
  /// - Returns: their names, sorted, without the stubs for editors.
  /// - Throws: `EngineError.folderNotEmpty` when the folder has content, `.pathUnusable` when it cannot be written.
  public func write() throws -> [String] {
    guard isFree else { throw EngineError.folderNotEmpty(path: folder.path) }
    let files = PluginTemplate(name: name, title: title, language: language).files(kind)
    do {
      for (path, text) in files { try write(text, to: path) }
    } catch {
      throw EngineError.pathUnusable(path: folder.path, reason: SystemReason.text(error))
    }
    try StubFolder(folder.appending(path: PluginTemplate.stubFolder)).write()
    return files.keys.sorted()
  }

  private var isFree: Bool {
    guard FileManager.default.fileExists(atPath: folder.path) else { return true }
    return (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.isEmpty ?? false
  }

  private func write(_ text: String, to path: String) throws {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// The folder's name as a plugin's: lower case, without accents, `_` for every other character.
  private static func name(from folder: String) -> String {
    String(Folding.fold(folder).map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }
}
