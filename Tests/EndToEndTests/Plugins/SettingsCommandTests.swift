import Foundation
import Testing

/// `grappe settings`: typed, checked, logged and undone; secrets are never shown.
@Suite struct SettingsCommandTests {
  private static let settings = """
    [settings.year]
    type = "integer"
    default = 2023
    minimum = 1990
    maximum = 2100
    label = { fr = "Année", en = "Year" }
    [settings.mode]
    type = "choice"
    choices = ["short", "long"]
    label = { fr = "Mode", en = "Mode" }
    [settings.key]
    type = "text"
    secret = true
    label = { fr = "Clé", en = "Key" }
    """

  private func workspace() throws -> DemoWorkspace {
    let workspace = try DemoWorkspace.bare()
    var plugin = PluginVersion(permissions: "", more: Self.settings)
    plugin.initLua = """
      grappe.command { id = "read", summary = "x", run = function() return { grappe.settings.year, grappe.settings.mode or "none" } end }
      grappe.command { id = "secret", summary = "x", run = function() return grappe.settings.key end }
      """
    let run = try plugin.install(with: workspace.grappe, "install", "--yes")
    try #require(run.status == 0, "\(run.errors)")
    return workspace
  }

  @Test("A value is checked, seen by the next run, logged, and undone")
  func values() throws {
    let workspace = try workspace()
    let grappe = workspace.grappe
    #expect(try json(grappe("run", "demo:read", "--json").output) as? [AnyHashable] == [2023, "none"])
    let set = try grappe("settings", "demo", "year", "2031")
    #expect(set.status == 0 && set.output.contains("2031"), "\(set.errors)")
    #expect(try grappe("settings", "demo", "mode", "long").status == 0)
    #expect(try json(grappe("run", "demo:read", "--json").output) as? [AnyHashable] == [2031, "long"])
    for (key, value, status) in [("year", "1800", 3), ("year", "soon", 3), ("mode", "medium", 3), ("yaer", "2000", 2)]
      as [(String, String, Int32)]
    {
      #expect(try grappe("settings", "demo", key, value).status == status, "\(key) \(value)")
    }
    let id = try #require(set.output.firstMatch(of: /grappe undo (\S+)/)?.1)
    #expect(try grappe("undo", String(id)).status == 0)
    #expect(try json(grappe("run", "demo:read", "--json").output) as? [AnyHashable] == [2023, "long"])
    #expect(try grappe("settings", "demo", "mode", "--unset").status == 0)
    #expect(try grappe("settings", "demo", "mode").output.contains("not set"))
  }

  @Test("A secret is in no output, database, log or backup, and not given to plugin code")
  func secrets() throws {
    let workspace = try workspace()
    let grappe = workspace.grappe
    let secret = "correct-horse-battery"
    let set = try grappe("settings", "demo", "key", secret)
    #expect(set.status == 0 && !set.output.contains(secret), "\(set.errors)")
    let shown = try grappe("settings", "--json").output + grappe("settings", "demo").output + grappe("log", "--json").output
    #expect(!shown.contains(secret) && shown.contains("set (secret)"))
    #expect(!(try workspace.dump()).contains(secret))
    #expect(try grappe("backup", "../copy.sqlite").status == 0)
    let copy = workspace.directory.deletingLastPathComponent().appending(path: "copy.sqlite")
    defer { try? FileManager.default.removeItem(at: copy) }
    #expect(!String(decoding: try Data(contentsOf: copy), as: UTF8.self).contains(secret))
    let read = try grappe("run", "demo:secret")
    #expect(read.status == 1 && !read.output.contains(secret) && read.errors.contains("key is a secret"), "\(read.errors)")
    let folder = URL(filePath: workspace.directory.path + ".secrets")
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "settings.json")
    #expect(try String(contentsOf: file, encoding: .utf8).contains(secret))
    #expect(try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int == 0o600)
  }

  @Test("A secret that is replaced or unset is in no file any more; an undo leaves it unset")
  func replacedSecrets() throws {
    let workspace = try workspace()
    let grappe = workspace.grappe
    let folder = URL(filePath: workspace.directory.path + ".secrets")
    defer { try? FileManager.default.removeItem(at: folder) }
    func holds(_ secret: String) throws -> Bool {
      for place in [folder, workspace.directory] {
        let files = FileManager.default.enumerator(at: place, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
        for file in files where (try? Data(contentsOf: file))?.range(of: Data(secret.utf8)) != nil { return true }
      }
      return false
    }
    #expect(try grappe("settings", "demo", "key", "first-horse").status == 0)
    let second = try grappe("settings", "demo", "key", "second-horse", "--json")
    #expect(try !holds("first-horse") && holds("second-horse"))
    let id = try #require((try json(second.output) as? [String: Any])?["invocation"] as? String)
    #expect(try grappe("undo", id).status == 0)
    #expect(try grappe("settings", "demo", "key").output.contains("not set"))
    #expect(try grappe("settings", "demo", "key", "third-horse").status == 0 && !holds("second-horse"))
    #expect(try grappe("settings", "demo", "key", "--unset").status == 0 && !holds("third-horse"))
    #expect(try grappe("settings", "demo", "key", "fourth-horse").status == 0 && holds("fourth-horse"))
    #expect(try grappe("uninstall", "demo", "--purge", "--yes").status == 0 && !holds("fourth-horse"))
  }
}
