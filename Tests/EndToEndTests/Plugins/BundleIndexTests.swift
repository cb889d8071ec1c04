import Foundation
import Testing

/// `grappe search` and `grappe outdated` over a folder, and over a list signed with an ordinary SSH key.
@Suite struct BundleIndexTests {
  /// A workspace with `demo` 1.0.0 installed, and beside it a folder `shop` with the versions 1.0.0 and 1.2.0 and their list.
  private struct Shop {
    let workspace = try! DemoWorkspace.bare()
    var grappe: GrappeBinary { workspace.grappe }
    var folder: URL { workspace.directory.appending(path: "shop") }
    var list: String { "shop/LIST" }

    init() throws {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      var (lines, installed) = ("", false)
      for version in ["1.0.0", "1.2.0"] {
        var plugin = PluginVersion()
        plugin.version = version
        let packed = try plugin.pack(with: grappe)
        if !installed {
          let run = try plugin.install(with: grappe, "install", "--yes")
          try #require(run.status == 0, "\(run.errors)")
          installed = true
        }
        let name = URL(filePath: packed.file).lastPathComponent
        try FileManager.default.copyItem(
          at: grappe.directory.appending(path: packed.file), to: folder.appending(path: name))
        lines += "\(packed.id.replacing("sha256:", with: ""))  \(name)\n"
      }
      try Data(lines.utf8).write(to: folder.appending(path: "LIST"))
    }
  }

  @Test("A folder is searched by words of any language, and tells what is outdated")
  func folder() throws {
    let shop = try Shop()
    let all = try shop.grappe("search", "--in", "shop")
    #expect(all.status == 0 && all.output.contains("1.2.0") && all.output.contains("1.0.0"), "\(all.errors)")
    #expect(try shop.grappe("search", "demo", "--in", "shop").output.contains("demo-1.2.0.grappe"))
    #expect(try shop.grappe("search", "nothing like it", "--in", "shop").output == "No bundle has these words.\n")
    let outdated = try shop.grappe("outdated", "--in", "shop")
    #expect(outdated.status == 0 && outdated.output.contains("1.2.0"), "\(outdated.errors)")
    #expect(try shop.grappe("search", "--in", "nowhere").status == 1)
  }

  @Test("A list of file sums names the bundles too, each by its own line (oracle: sha256sum)")
  func sums() throws {
    let shop = try Shop()
    for order in ["cat", "sed '1s/1.0.0/x/; 2s/1.2.0/1.0.0/; 1s/x/1.2.0/'"] {
      let made = try GrappeBinary.run(
        URL(filePath: "/bin/sh"), ["-c", "sha256sum demo-*.grappe | \(order) >LIST"], in: shop.folder)
      try #require(made.status == 0, "\(made.errors)")
      let run = try shop.grappe("search", "--in", shop.list)
      #expect(run.output.contains("1.2.0") == (order == "cat"), "\(run.output)\(run.errors)")
      #expect(run.errors.contains("demo-1.2.0.grappe") == (order != "cat"), "\(run.errors)")
    }
  }

  @Test("A list must be signed by an allowed signer as a list, and name the bundles as they are")
  func list() throws {
    let shop = try Shop()
    for key in ["key", "other"] {
      let made = try GrappeBinary.run(
        URL(filePath: "/usr/bin/ssh-keygen"), ["-q", "-t", "ed25519", "-N", "", "-f", key], in: shop.workspace.directory)
      try #require(made.status == 0, "\(made.errors)")
    }
    let key = try String(contentsOf: shop.workspace.directory.appending(path: "key.pub"), encoding: .utf8)
    try Data("signer@example.org \(key)".utf8).write(to: shop.workspace.directory.appending(path: "trust/allowed_signers"))
    #expect(try shop.grappe("search", "--in", shop.list).status == 0)

    #expect(try shop.grappe("sign", shop.list, "--key", "key").status == 0)
    let good = try shop.grappe("search", "--in", shop.list)
    #expect(good.status == 0 && good.output.contains("signed by signer@example.org"), "\(good.errors)")
    let checked = try GrappeBinary.run(
      URL(filePath: "/bin/sh"),
      ["-c", "ssh-keygen -Y verify -n grappe-index -f trust/allowed_signers -I signer@example.org -s shop/LIST.sig < shop/LIST"],
      in: shop.workspace.directory)
    #expect(checked.status == 0, "\(checked.errors)")

    #expect(try shop.grappe("sign", shop.list, "--key", "other").status == 0)
    #expect(try shop.grappe("search", "--in", shop.list).status == 3)
    #expect(try shop.grappe("sign", shop.list, "--key", "key").status == 0)
    let list = shop.folder.appending(path: "LIST")
    let text = try String(contentsOf: list, encoding: .utf8)
    try Data((text + text.replacing("demo-", with: "more-")).utf8).write(to: list)
    #expect(try shop.grappe("outdated", "--in", shop.list).status == 3)

    try FileManager.default.removeItem(at: shop.folder.appending(path: "LIST.sig"))
    let lines = text.split(separator: "\n")
    let swapped = zip(lines, lines.reversed()).map { $0.prefix(64) + $1.dropFirst(64) }.joined(separator: "\n") + "\n"
    try Data(swapped.utf8).write(to: list)
    let other = try shop.grappe("search", "--in", shop.list)
    #expect(other.output == "No bundle has these words.\n" && other.errors.contains("demo-1.2.0.grappe"), "\(other.errors)")
  }
}
