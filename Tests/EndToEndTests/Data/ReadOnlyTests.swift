import Foundation
import Testing

/// A workspace that the user may only read: commands that read work, and one that writes says why it cannot.
@Suite struct ReadOnlyTests {
  private let workspace: DemoWorkspace

  /// Copies a workspace whose files everybody may read and nobody write.
  init() throws {
    workspace = try DemoWorkspace.fresh()
    try run("chmod", "-R", "a+rX,a-w", workspace.directory.path)
  }

  @discardableResult
  private func run(_ words: String...) throws -> GrappeBinary.Run {
    try GrappeBinary.run(URL(filePath: "/usr/bin/env"), words, in: GrappeBinary.root, environment: ["LC_ALL": "C.UTF-8"])
  }

  /// Runs `grappe` in the workspace as a user whom the permissions bind.
  private func grappe(_ words: [String]) throws -> GrappeBinary.Run {
    let user = geteuid() == 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []
    return try GrappeBinary.run(
      URL(filePath: "/usr/bin/env"), ["-C", workspace.directory.path] + user + [GrappeBinary.executable.path] + words,
      in: GrappeBinary.root, environment: ["LC_ALL": "en_BE.UTF-8"])
  }

  @Test("list, report, export, history and eval read a workspace that the user may not write")
  func reading() throws {
    for words in [
      ["list"], ["report"], ["report", "wallonia:cartographie", "--city", "Namur"], ["export", "actor", "--format", "csv"],
      ["eval", "actors.count{}"], ["history", "actor", "kikk"], ["log"],
    ] {
      let other = try grappe(words)
      #expect(other.status == 0, "\(words): \(other.errors)")
      #expect(!other.output.isEmpty)
    }
    #expect(try grappe(["eval", "actors.count{}"]).output == workspace.grappe("eval", "actors.count{}").output)
  }

  @Test("a command that writes is refused, and changes nothing")
  func writing() throws {
    let run = try grappe(["eval", "--write", "actors.add{ id = 'x', name = 'X', kind = 'company' }"])
    #expect(run.status != 0 && run.errors.contains("permissions of the file"), "\(run.errors)")
    #expect(try grappe(["eval", "actors.get('x') == nil"]).output == "true\n")
  }

  @Test("a large sort needs no folder for temporary files")
  func sorting() throws {
    let sum = "local n = 0 for a in actors.each({}, { order = 'city' }) do n = n + 1 end return n == actors.count{}"
    #expect(try grappe(["eval", sum]).output == "true\n")
  }
}
