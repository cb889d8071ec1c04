import Foundation
import Testing

/// Installation: all or nothing, and only of trusted and approved bundles.
@Suite struct InstallationTests {
  @Test("A second installation of the same bundles changes nothing")
  func twice() throws {
    let workspace = try DemoWorkspace.fresh()
    let before = try workspace.dump()
    let run = try workspace.grappe.run(["install", "--yes"] + DemoWorkspace.bundles)
    #expect(run.status == 0)
    #expect(run.output.contains("Nothing to change"))
    #expect(try workspace.dump() == before)
  }

  @Test("bundles/ is what grappe pack makes of plugins/", arguments: ["europe", "wallonia", "luxembourg", "paca"])
  func packed(plugin: String) throws {
    let folder = try TemporaryFolder()
    let grappe = GrappeBinary(directory: folder.url)
    let source = GrappeBinary.root.appending(path: "plugins/\(plugin)").path
    let first = try grappe("pack", source, "-o", "first.grappe")
    let second = try grappe("pack", source, "-o", "second.grappe")
    try #require(first.status == 0, "\(first.errors)")
    let id = try #require(first.output.split(separator: " ").first)
    #expect(second.output.split(separator: " ").first == id)
    let shipped = try #require(DemoWorkspace.bundles.first { $0.contains("/\(plugin)-") })
    let inspected = try json(try grappe("inspect", shipped, "--json").output) as? [String: Any]
    #expect(inspected?["id"] as? String == "sha256:\(id)", "make bundles packs them again")
  }

  @Test("sha256sum accepts the list beside the bundles, and init trusts what it lists (oracle: sha256sum)")
  func list() throws {
    let folder = try TemporaryFolder()
    let grappe = GrappeBinary(directory: folder.url)
    let bundles = GrappeBinary.root.appending(path: "bundles")
    let check = try GrappeBinary.run(URL(filePath: "/usr/bin/env"), ["sha256sum", "--check", "--strict", "SHA256SUMS"], in: bundles)
    #expect(check.status == 0, "\(check.output)\(check.errors)")
    #expect(try grappe("init", "cluster", "--trust-list", bundles.appending(path: "SHA256SUMS").path).status == 0)
    let install = try grappe.run(["install", "--yes", "--workspace", "cluster"] + DemoWorkspace.bundles)
    #expect(install.status == 0, "\(install.errors)")
  }

  @Test("a list of ids is trusted too, with or without the files beside it")
  func ids() throws {
    let folder = try TemporaryFolder()
    let grappe = GrappeBinary(directory: folder.url)
    let packed = try grappe("pack", GrappeBinary.root.appending(path: "plugins/europe").path, "-o", "europe.grappe")
    try packed.output.write(to: folder.url.appending(path: "list"), atomically: true, encoding: .utf8)
    #expect(try grappe("init", "cluster", "--trust-list", "list").status == 0)
    let install = try grappe("install", "--yes", "--workspace", "cluster", "europe.grappe")
    #expect(install.status == 0, "\(install.errors)")
  }

  @Test("bsdtar lists the files that inspect says the host loads")
  func listing() throws {
    let grappe = GrappeBinary(directory: GrappeBinary.root)
    let bundle = try #require(DemoWorkspace.bundles.first)
    let listed = try GrappeBinary.run(URL(filePath: "/usr/bin/env"), ["bsdtar", "-tf", bundle], in: GrappeBinary.root)
    let inspected = try json(try grappe("inspect", bundle, "--json").output) as? [String: Any]
    let names = try #require(inspected?["files"] as? [[String: Any]]).compactMap { $0["name"] as? String }
    #expect(listed.output.split(separator: "\n").map(String.init) == names)
  }

  /// The files that migrations load; files named by a module under `lib/` are read when a report runs.
  static let dataFiles: [(plugin: String, file: String)] = ["europe", "wallonia", "luxembourg", "paca"].flatMap {
    plugin in
    let folder = GrappeBinary.root.appending(path: "plugins/\(plugin)")
    let modules = texts(in: folder.appending(path: "lib"))
    return names(in: folder.appending(path: "data")).filter { name in
      !modules.contains { $0.contains("data/\(name)\"") }
    }
    .map { (plugin, $0) }
  }

  private static func names(in folder: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  private static func texts(in folder: URL) -> [String] {
    names(in: folder).compactMap { try? String(contentsOf: folder.appending(path: $0), encoding: .utf8) }
  }

  @Test("Without any one of its data files a plugin is not installed and nothing changes", arguments: dataFiles)
  func missingData(plugin: String, file: String) throws {
    let workspace = try DemoWorkspace.empty()
    let plugins = try TemporaryFolder()
    var ids: [String] = []
    var paths: [String] = []
    for name in ["europe", plugin] where !paths.contains(where: { $0.hasSuffix("/\(name)") }) {
      let copy = plugins.url.appending(path: name)
      try FileManager.default.copyItem(at: GrappeBinary.root.appending(path: "plugins/\(name)"), to: copy)
      if name == plugin { try FileManager.default.removeItem(at: copy.appending(path: "data/\(file)")) }
      let packed = try workspace.grappe("pack", copy.path, "-o", plugins.url.path)
      if packed.status == 0 { ids += ["--trust", String(packed.output.prefix { $0 != " " })] }
      paths.append(copy.path)
    }
    let before = try workspace.dump()
    let run = try workspace.grappe.run(["install", "--yes"] + ids + paths)
    // The gazetteer and the outlines are named by the manifest, so that the bundle itself is refused.
    #expect(run.status == (["gazetteer.csv", "outlines.geojson"].contains(file) ? 3 : 1))
    #expect(run.errors.contains("data/\(file)"), "\(run.errors)")
    #expect(try workspace.dump() == before)
    #expect(try workspace.blobs().isEmpty)
  }

  @Test("A bundle that nobody trusts is refused with its id")
  func untrusted() throws {
    let folder = try TemporaryFolder()
    let grappe = GrappeBinary(directory: folder.url)
    try #require(try grappe("init").status == 0)
    let run = try grappe("install", try #require(DemoWorkspace.bundles.first), "--yes")
    #expect(run.status == 3)
    #expect(run.errors.contains("--trust sha256:"))
  }

  @Test("What is not approved is not installed")
  func unapproved() throws {
    let workspace = try DemoWorkspace.empty()
    let run = try workspace.grappe.run(["install"] + DemoWorkspace.bundles)
    #expect(run.status == 3)
    #expect(run.errors.contains("--yes"))
    #expect(try workspace.grappe("list").output.contains("No plugins"))
  }

  @Test("A dry run tries everything and keeps nothing")
  func dryRun() throws {
    let workspace = try DemoWorkspace.empty()
    let before = try workspace.dump()
    let run = try workspace.grappe.run(["install", "--dry-run"] + DemoWorkspace.bundles)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("nothing was kept"))
    #expect(try workspace.dump() == before)
    #expect(try workspace.blobs().isEmpty)
  }

  @Test("A bundle is not installed without the one it depends on")
  func missingDependency() throws {
    let workspace = try DemoWorkspace.empty()
    let wallonia = try #require(DemoWorkspace.bundles.first { $0.contains("/wallonia-") })
    let run = try workspace.grappe("install", wallonia, "--yes")
    #expect(run.status == 3)
    #expect(run.errors.contains("europe"))
  }

  @Test("A corrupt bundle is refused and leaves nothing behind")
  func corrupt() throws {
    let workspace = try DemoWorkspace.empty()
    var bytes = try Data(contentsOf: URL(filePath: try #require(DemoWorkspace.bundles.first)))
    bytes[bytes.count / 2] ^= 0x40
    let file = workspace.directory.appending(path: "corrupt.grappe")
    try bytes.write(to: file)
    let run = try workspace.grappe("install", file.path, "--yes")
    #expect(run.status == 3)
    #expect(run.errors.contains("corrupt.grappe"))
    #expect(try workspace.blobs().isEmpty)
  }
}
