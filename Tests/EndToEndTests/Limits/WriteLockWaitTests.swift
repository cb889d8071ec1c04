import Foundation
import Testing

/// A process that waits for the write lock is told its holder, also where it waits in a shell line or to repair the database.
@Suite struct WriteLockWaitTests {
  @Test("a line of the shell and doctor --repair name the plugin and process that hold the write lock", .timeLimit(.minutes(5)))
  func named() throws {
    let workspace = try EventTests.workspace(
      EventTests.plugin(
        "holder", #"grappe.command{ id = "idle", summary = "x", run = function() while true do end end }"#,
        more: "[limits]\ncommand = { write_wall = \"5min\", cpu = \"5min\", wall = \"5min\" }"))
    try Data("[store]\nwriter_wait_seconds = 0\n".utf8).write(to: workspace.directory.appending(path: "config.toml"))
    let holder = try RunningGrappe(workspace, ["run", "holder:idle"])
    try #require(try holder.invocationID(in: workspace) != nil)
    let line = #"actors.add{ name = "A", kind = "demo" }"#
    let shell = try GrappeBinary.run(
      URL(filePath: "/bin/bash"), ["-c", "printf '%s\\n' \"$LINE\" | \"$G\" shell --lang en"], in: workspace.directory,
      environment: ["G": GrappeBinary.executable.path, "LINE": line, "LC_ALL": "C.UTF-8"])
    let repair = try workspace.grappe("doctor", "--repair", "--lang", "en")
    for run in [shell, repair] {
      #expect(run.errors.contains("holder (command idle)") && run.errors.contains("\(holder.number)"), "\(run.output)\(run.errors)")
    }
    #expect(shell.status == 1 && repair.status == 5, "\(shell.status) \(repair.status)")
    holder.crash()
    #expect(try workspace.sql("SELECT count(*) FROM actor") == "0\n")
  }
}
