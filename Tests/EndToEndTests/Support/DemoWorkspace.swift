import Foundation
import Testing

/// A workspace with the four bundles installed, as `make demo` leaves it.
struct DemoWorkspace: Sendable {
  let folder: TemporaryFolder
  let grappe: GrappeBinary

  var directory: URL { grappe.directory }

  /// Creates a workspace for tests that change it.
  static func fresh() throws -> DemoWorkspace {
    let folder = try TemporaryFolder()
    try copyShared(into: folder.url)
    return DemoWorkspace(folder: folder, grappe: GrappeBinary(directory: folder.url))
  }

  /// The workspace shared by tests that only read it.
  static let shared: Result<DemoWorkspace, any Error> = Result { try installed() }

  static let bundles: [String] = {
    let folder = GrappeBinary.root.appending(path: "bundles")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".grappe") }.sorted().map { folder.appending(path: $0).path }
  }()

  /// Creates an empty workspace that trusts the bundles shipped with Grappe.
  static func empty() throws -> DemoWorkspace {
    let folder = try TemporaryFolder()
    let atRoot = GrappeBinary(directory: GrappeBinary.root)
    let made = try atRoot("init", folder.url.path)
    try #require(made.status == 0, "\(made.errors)")
    return DemoWorkspace(folder: folder, grappe: GrappeBinary(directory: folder.url))
  }

  private static func installed() throws -> DemoWorkspace {
    let workspace = try empty()
    let run = try workspace.grappe.run(["install", "--yes"] + bundles)
    try #require(run.status == 0, "\(run.errors)")
    return workspace
  }

  /// Copies the database with SQLite's own tool, so that the copy includes the write-ahead log.
  private static func copyShared(into target: URL) throws {
    let source = try shared.get().directory
    for name in ["blobs", "trust"] {
      try FileManager.default.copyItem(at: source.appending(path: name), to: target.appending(path: name))
    }
    let copy = try GrappeBinary.run(
      URL(filePath: "/usr/bin/sqlite3"),
      ["-cmd", ".timeout 20000", "grappe.sqlite", ".backup '\(target.appending(path: "grappe.sqlite").path)'"],
      in: source)
    try #require(copy.status == 0, "\(copy.errors)")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: target.appending(path: "grappe.sqlite").path)
  }

  /// Returns the content of the database as the sqlite3 shell dumps it, except the log, which also records refusals.
  func dump() throws -> String {
    let run = try GrappeBinary.run(
      URL(filePath: "/usr/bin/sqlite3"), ["grappe.sqlite", ".dump"], in: directory)
    try #require(run.status == 0, "\(run.errors)")
    return run.output.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("INSERT INTO invocation VALUES(") }.joined(separator: "\n")
  }

  /// Returns the names of the installed bundles' blobs.
  func blobs() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: directory.appending(path: "blobs").path).sorted()
  }
}

/// Parses JSON printed by a command.
func json(_ text: String) throws -> Any { try JSONSerialization.jsonObject(with: Data(text.utf8)) }
