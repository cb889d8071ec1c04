import Foundation
import Testing

/// The targets of `-o`: links, pipes, descriptors, the workspace's own files.
@Suite struct OutputPathTests {
  private static func shell(_ command: String, in folder: URL) throws -> GrappeBinary.Run {
    try GrappeBinary.run(
      URL(filePath: "/usr/bin/timeout"), ["60", "/bin/bash", "-c", command], in: folder,
      environment: ["G": GrappeBinary.executable.path, "LC_ALL": "C.UTF-8"])
  }

  @Test("A link is followed, also a chain of relative ones, and the file keeps its mode")
  func links() throws {
    let workspace = try DemoWorkspace.fresh()
    let run = try Self.shell(
      "mkdir -p far; echo old > far/real.csv; chmod 640 far/real.csv; ln -s far/real.csv one; ln -s one two; $G export actor -o two; "
        + "stat -c %a far/real.csv; head -c 3 far/real.csv; test -L two && test -L one && ls far", in: workspace.directory)
    #expect(run.output == "640\nid,real.csv\n", "\(run.output) \(run.errors)")
  }

  @Test("A link to what is not there yet makes it, at the link's end")
  func danglingLink() throws {
    let workspace = try DemoWorkspace.fresh()
    let run = try Self.shell("mkdir far; ln -s far/new.csv link; $G export actor -o link; test -L link && ls far", in: workspace.directory)
    #expect(run.output == "new.csv\n", "\(run.errors)")
  }

  @Test("A named pipe is written into and stays, and so is a device of the null kind")
  func special() throws {
    let workspace = try DemoWorkspace.fresh()
    let run = try Self.shell(
      "mkfifo pipe; (cat pipe | tail -1) & $G report wallonia:cartographie --format html -o pipe; wait; test -p pipe && echo pipe",
      in: workspace.directory)
    #expect(run.output == "</html>\npipe\n", "\(run.errors)")
    // Only the superuser may create a device; the test creates its own, in its own folder.
    let device = try Self.shell(
      "mknod null c 1 3 || exit 0; $G export actor -o null; echo $?; test -c null && echo device; rm null", in: workspace.directory)
    #expect(["0\ndevice\n", ""].contains(device.output), "\(device.output) \(device.errors)")
  }

  @Test("- and /dev/stdout are standard output, a document there is alone, and a pipe of the shell works")
  func standardOutput() throws {
    let workspace = try DemoWorkspace.fresh()
    try Data("print('beside') local d = grappe.document{ title = 'T' } d:text('x')".utf8)
      .write(to: workspace.directory.appending(path: "doc.lua"))
    for path in ["-", "/dev/stdout", "/proc/self/fd/1"] {
      let run = try Self.shell("$G script doc.lua --format md -o \(path)", in: workspace.directory)
      #expect(run.status == 0 && run.output.hasPrefix("# T"), "\(path): \(run.output) \(run.errors)")
    }
    let substituted = try Self.shell("$G export actor -o >(head -c 2); sleep 0.2", in: workspace.directory)
    #expect(substituted.output == "id", "\(substituted.errors)")
    #expect(!FileManager.default.fileExists(atPath: workspace.directory.appending(path: "-").path))
  }

  @Test("- is standard input for import, in both formats, and for script")
  func standardInput() throws {
    let workspace = try DemoWorkspace.fresh()
    let table = try Self.shell(#"printf 'name,kind\nA Studio,company\n' | $G import - --as actor"#, in: workspace.directory)
    #expect(table.status == 0 && table.output.contains("1 added"), "\(table.output) \(table.errors)")
    let lines = try Self.shell(#"printf '{"name":"B Studio","kind":"company"}\n' | $G import - --as actor"#, in: workspace.directory)
    #expect(lines.status == 0 && lines.output.contains("1 added"), "\(lines.output) \(lines.errors)")
    let script = try Self.shell("echo 'return 40 + 2' | $G script -", in: workspace.directory)
    #expect(script.output == "42\n", "\(script.errors)")
  }

  @Test(
    "The workspace's own files are refused, under whatever name",
    arguments: [
      "grappe.sqlite", "grappe.sqlite-wal", "config.toml", "blobs/new", "trust/allowed_signers", "run/x", "link", "hard",
      "sub/../grappe.sqlite",
    ])
  func ownFiles(path: String) throws {
    let workspace = try DemoWorkspace.fresh()
    _ = try Self.shell("mkdir -p sub run; ln -s grappe.sqlite link; ln grappe.sqlite hard", in: workspace.directory)
    let before = try workspace.dump()
    let commands = [
      "export actor -o", "report wallonia:cartographie -o", "backup --force", "pack \(GrappeBinary.root.path)/plugins/paca -o",
      "reference --page",
    ]
    for command in commands {
      let run = try Self.shell("$G \(command) '\(path)'", in: workspace.directory)
      #expect(run.status == 3, "\(command): \(run.status) \(run.errors)")
    }
    #expect(try workspace.dump() == before)
    let left = try FileManager.default.subpathsOfDirectory(atPath: workspace.directory.path).filter { $0.contains("partial") }
    #expect(left.isEmpty)
  }

  @Test("A loop of links and a folder are refused with a sentence")
  func unusable() throws {
    let workspace = try DemoWorkspace.fresh()
    let run = try Self.shell("ln -s b a; ln -s a b; $G export actor -o a", in: workspace.directory)
    #expect(run.status == 1 && run.errors.contains("cannot be written"), "\(run.errors)")
    let folder = try Self.shell("mkdir d; $G export actor -o d", in: workspace.directory)
    #expect(folder.status == 1 && folder.errors.contains("d cannot be written"), "\(folder.errors)")
  }
}
