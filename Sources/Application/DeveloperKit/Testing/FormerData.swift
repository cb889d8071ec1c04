import Bundles
import Ecosystem
import Engine
import Foundation
import Localization

/// The data that former versions of a plugin made, upgraded to its present version, for tests of the upgrade.
///
/// A former version is found as the file `NAME-VERSION.grappe` beside the plugin's folder, in `bundles/` there or one folder above. The
/// file `tests/fixtures/VERSION.lua` of the present plugin, if there is one, writes as the admin what people had entered by then.
struct FormerData: Sendable {
  private let plugin: URL
  private let dependencies: DependencySource
  private let language: Language

  init(plugin: URL, dependencies: DependencySource, language: Language) {
    self.plugin = plugin.standardizedFileURL
    self.dependencies = dependencies
    self.language = language
  }

  /// Returns a new workspace in which that version was installed, filled and upgraded.
  ///
  /// - Throws: `FormerVersionMissing`, `BundleError` for an invalid bundle, and errors of the fixture and of migrations.
  func workspace(of version: String) async throws -> ThrowawayWorkspace {
    let name = try Bundles.Bundle.reading(directory: plugin.path).manifest.name
    let file = try find("\(name)-\(version).grappe")
    return try await ThrowawayWorkspace(
      plugin: plugin, upgradedFrom: file, fixture: try fixture(of: version), dependencies: dependencies, language: language)
  }

  private func find(_ file: String) throws -> String {
    let beside = plugin.deletingLastPathComponent()
    let folders = [beside, beside.appending(path: "bundles"), beside.deletingLastPathComponent().appending(path: "bundles")]
    let paths = folders.map { $0.appending(path: file).path }
    guard let found = paths.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
      throw FormerVersionMissing(file: file, folders: folders.map(\.path))
    }
    return found
  }

  private func fixture(of version: String) throws -> String? {
    let file = plugin.appending(path: "tests/fixtures/\(version).lua")
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    return try String(contentsOf: file, encoding: .utf8)
  }
}

/// No bundle of the version that a test wants to start from.
struct FormerVersionMissing: Explainable {
  let file: String
  let folders: [String]

  var code: String { "test.no-former-version" }

  func message(in language: Language) -> String {
    Message("engine.former-data.missing", ["file": file, "folders": folders]).text(in: language)
  }
}
