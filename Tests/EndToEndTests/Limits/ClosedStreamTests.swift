import Foundation
import Testing

/// Standard output or error that is closed, full or without a reader: never a signal, never a success without a message.
@Suite struct ClosedStreamTests {
  private static func bash(_ command: String, in workspace: DemoWorkspace) throws -> GrappeBinary.Run {
    try GrappeBinary.run(
      URL(filePath: "/usr/bin/timeout"), ["60", "/bin/bash", "-c", "set -o pipefail; " + command], in: workspace.directory,
      environment: ["G": GrappeBinary.executable.path, "LC_ALL": "C.UTF-8"])
  }

  private static let commands = [
    "eval 'return 1'", "eval 'print(1)'", "list", "--help", "report wallonia:cartographie", "export actor", "doctor", "log",
    "eval --json 'return 1'", "report wallonia:cartographie --format html", "check \(GrappeBinary.root.path)/plugins/paca",
  ]

  @Test("What could not be shown is exit code 1 and a sentence", arguments: commands)
  func lostOutput(command: String) throws {
    let workspace = try DemoWorkspace.fresh()
    for stream in [">&-", ">/dev/full"] {
      let run = try Self.bash("$G \(command) \(stream)", in: workspace)
      #expect(run.status == 1, "\(stream): \(run.status) \(run.errors)")
      #expect(run.errors.contains("tandard output"), "\(stream): \(run.errors)")
    }
  }

  @Test("Standard error that takes nothing ends no command by a signal, and a lost warning is exit code 1")
  func lostErrors() throws {
    let workspace = try DemoWorkspace.fresh()
    for stream in ["2>&-", "2>/dev/full", ">&- 2>&-", ">/dev/full 2>/dev/full"] {
      #expect(try Self.bash("$G eval 'error(1)' \(stream)", in: workspace).status == 1, "\(stream)")
      #expect(try Self.bash("$G eval 'warn(\"lost\")' \(stream)", in: workspace).status == 1, "\(stream)")
      #expect(try Self.bash("$G frobnicate \(stream)", in: workspace).status == 2, "\(stream)")
    }
    #expect(try Self.bash("$G eval 'return 1' 2>&-", in: workspace).status == 0)
  }

  @Test("A reader that goes away ends the command quietly with 141")
  func brokenPipe() throws {
    let workspace = try DemoWorkspace.fresh()
    let run = try Self.bash("$G eval 'for i = 1, 100000 do print(i) end' | head -n 1", in: workspace)
    #expect(run.status == 141 && run.output == "1\n" && run.errors.isEmpty, "\(run.status) \(run.errors)")
    let report = try Self.bash("$G report wallonia:cartographie --format html | true", in: workspace)
    #expect([0, 141].contains(report.status) && report.errors.isEmpty, "\(report.status) \(report.errors)")
  }

  @Test("With standard output closed nothing is written into the next file that is opened")
  func closedDescriptor() throws {
    let workspace = try DemoWorkspace.fresh()
    _ = try Self.bash(
      "$G eval --write 'print((\"garbage \"):rep(1000)) actors.add{ id = \"x\", name = \"X\", kind = \"company\" }' <&- >&- 2>&-",
      in: workspace)
    let check = try GrappeBinary.run(
      URL(filePath: "/usr/bin/sqlite3"), ["grappe.sqlite", "PRAGMA integrity_check"], in: workspace.directory)
    #expect(check.output == "ok\n")
  }

  @Test("A file beyond the limit of its size is a failed write with a sentence, and leaves nothing unfinished")
  func fileSizeLimit() throws {
    let workspace = try DemoWorkspace.fresh()
    let before = try workspace.dump()
    for command in [
      "eval 'for i = 1, 10000 do print(i) end' >printed", "export actor -o big.csv",
      "report wallonia:cartographie --format html -o big.html",
      "pack \(GrappeBinary.root.path)/plugins/paca -o big.grappe", "backup big.sqlite",
      "eval --write 'actors.set(\"kikk\", { city = \"Liège\" })'",
    ] {
      let run = try Self.bash("ulimit -f 1; LC_ALL=C.UTF-8 $G \(command) --lang en", in: workspace)
      #expect(run.status == 1, "\(command): \(run.status) \(run.errors)")
      #expect(run.errors.hasPrefix("grappe: ") && !run.errors.contains("Input/output error"), "\(command): \(run.errors)")
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: workspace.directory.path).filter {
      $0.contains("big") || $0.contains("partial")
    }
    #expect(left.isEmpty, "\(left)")
    #expect(try workspace.dump() == before)
  }

  @Test("A host whose disk is full reports the same trouble once, and goes on when there is room")
  func fullDisk() throws {
    let tick = #"grappe.job{ id = "tick", every = "1s", run = function() grappe.actors.add{ name = "T", kind = "demo" } end }"#
    let workspace = try EventTests.workspace(EventTests.plugin("clock", tick))
    let run = try Self.bash(
      "ulimit -S -f 1; timeout --preserve-status 5 $G serve --lang en >log 2>&1 || true; head -c 4096 log", in: workspace)
    #expect(run.output.split(separator: "\n").count < 10, "\(run.output)")
    let integrity = try GrappeBinary.run(
      URL(filePath: "/usr/bin/sqlite3"), ["grappe.sqlite", "PRAGMA integrity_check"], in: workspace.directory)
    #expect(integrity.output == "ok\n")
  }

  @Test("A host goes on serving when its log cannot be written")
  func log() throws {
    let workspace = try DemoWorkspace.fresh()
    for stream in [">/dev/full", "> >(true)", ">&-"] {
      let run = try Self.bash("timeout --preserve-status 2 $G serve \(stream)", in: workspace)
      #expect([0, 1, 141].contains(run.status), "\(stream): \(run.status) \(run.errors)")
    }
  }
}
