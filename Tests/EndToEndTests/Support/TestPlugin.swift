import Foundation
import Testing

/// A small plugin for one test: its folder, written and installed.
struct TestPlugin {
  let name: String
  /// The lines under `[dependencies]`.
  var dependencies = "europe = \">=1.0\""
  /// The lines under `[permissions]`.
  var permissions = ""
  /// The lines under `[limits]`.
  var limits = ""
  var initLua = ""
  /// Further files by path.
  var files: [String: String] = [:]

  private var manifest: String {
    let schema = files.keys.filter { $0.hasPrefix("migrations/") }.count
    return """
      [plugin]
      name = "\(name)"
      version = "1.0.0"
      api = 1
      title = { fr = "Essai", en = "Test" }

      [dependencies]
      \(dependencies)

      [permissions]
      \(permissions)

      [limits]
      \(limits)

      [data]
      schema = \(schema)

      """
  }

  /// Writes the plugin's folder and packs it as `NAME.grappe` in the workspace.
  ///
  /// - Returns: the bundle's id.
  func pack(into workspace: DemoWorkspace) throws -> String {
    let folder = workspace.directory.appending(path: "sources/\(name)")
    for (path, text) in files.merging(["plugin.toml": manifest, "init.lua": initLua], uniquingKeysWith: { $1 }) {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    let packed = try workspace.grappe("pack", folder.path, "-o", "\(name).grappe")
    try #require(packed.status == 0, "\(packed.errors)")
    return "sha256:" + packed.output.prefix { $0 != " " }
  }

  /// Writes the plugin's folder and installs it, trusted by its id.
  @discardableResult
  func install(into workspace: DemoWorkspace) throws -> GrappeBinary.Run {
    try workspace.grappe("install", "\(name).grappe", "--yes", "--trust", try pack(into: workspace))
  }
}
