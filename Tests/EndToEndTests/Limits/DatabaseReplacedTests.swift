import Foundation
import Testing

/// `grappe serve` when its database is replaced or removed.
@Suite struct DatabaseReplacedTests {
  @Test("A host whose database is replaced or removed ends with exit code 7", arguments: [true, false])
  func gone(isReplaced: Bool) throws {
    let workspace = try DemoWorkspace.bare()
    let host = try RunningGrappe(workspace, ["serve"])
    let database = workspace.directory.appending(path: "grappe.sqlite").path
    let served = try host.observe {
      let listed = try json(try workspace.grappe("jobs", "--json").output) as? [String: Any]
      return listed?["served"] as? Bool == true ? true : nil
    }
    try #require(served == true)
    if isReplaced {
      try FileManager.default.copyItem(atPath: database, toPath: database + ".copy")
      #expect(rename(database + ".copy", database) == 0)
    } else {
      #expect(unlink(database) == 0)
    }
    #expect(host.wait() == 7)
  }

  @Test("A workspace, its database and its log are its owner's alone, whatever the umask")
  func rights() throws {
    let workspace = try DemoWorkspace.bare()
    let folder = workspace.directory.appending(path: "lax")
    let former = umask(0)
    defer { umask(former) }
    let run = try workspace.grappe("init", folder.path)
    #expect(run.status == 0, "\(run.errors)")
    for name in ["", "blobs", "trust"] {
      let rights = try FileManager.default.attributesOfItem(atPath: folder.appending(path: name).path)[.posixPermissions]
      #expect(rights as? Int == 0o700, "\(name)")
    }
    let rights = try FileManager.default.attributesOfItem(
      atPath: folder.appending(path: "grappe.sqlite").path)[.posixPermissions]
    #expect(rights as? Int == 0o600)
  }
}
