import Foundation
import Testing

@testable import Confinement

/// Only the files of the access policy can be accessed.
@Suite(.enabled(if: hasLandlock(), "this kernel has no Landlock")) struct FileTests {
  @Test func `a file outside the reach can neither be read nor written nor removed`() throws {
    let (inside, outside) = (try Folder(), try Folder())
    let run = try ProbeRun([
      "--writable", inside.path, "read", "\(outside.path)/known", "list", outside.path, "write", "\(outside.path)/new",
      "write", "\(outside.path)/known", "folder", "\(outside.path)/sub", "remove", "\(outside.path)/known",
    ])
    #expect(run["read \(outside.path)/known"] == denied)
    #expect(run["list \(outside.path)"] == denied)
    #expect(run["write \(outside.path)/new"] == denied)
    #expect(run["write \(outside.path)/known"] == denied)
    #expect(run["folder \(outside.path)/sub"] == denied)
    #expect(run["remove \(outside.path)/known"] == denied)
    #expect(FileManager.default.contents(atPath: "\(outside.path)/known") == Data("known".utf8))
  }

  @Test func `a writable folder can be used in full`() throws {
    let inside = try Folder()
    let run = try ProbeRun([
      "--writable", inside.path, "read", "\(inside.path)/known", "list", inside.path, "folder", "\(inside.path)/sub",
      "write", "\(inside.path)/sub/new", "rename", "\(inside.path)/sub/new", "remove", "\(inside.path)/known",
    ])
    for words in ["read", "remove"] { #expect(run["\(words) \(inside.path)/known"] == "ok") }
    #expect(run["list \(inside.path)"] == "ok")
    #expect(run["folder \(inside.path)/sub"] == "ok")
    #expect(run["write \(inside.path)/sub/new"] == "ok")
    #expect(run["rename \(inside.path)/sub/new"] == "ok")
  }

  @Test func `a readable path is not writable, and a readable file opens nothing beside it`() throws {
    let (folder, other) = (try Folder(), try Folder())
    try Data().write(to: URL(filePath: "\(other.path)/second"))
    let run = try ProbeRun([
      "--readable", folder.path, "--readable", "\(other.path)/known", "read", "\(folder.path)/known", "write",
      "\(folder.path)/known", "read", "\(other.path)/known", "read", "\(other.path)/second",
    ])
    #expect(run["read \(folder.path)/known"] == "ok")
    #expect(run["write \(folder.path)/known"] == denied)
    #expect(run["read \(other.path)/known"] == "ok")
    #expect(run["read \(other.path)/second"] == denied)
  }

  @Test func `an output folder takes a file, renamed at its end, and shows nothing of what is in it`() throws {
    let folder = try Folder()
    let run = try ProbeRun([
      "--output", folder.path, "write", "\(folder.path)/report", "rename", "\(folder.path)/report", "read",
      "\(folder.path)/known", "list", folder.path,
    ])
    #expect(run["write \(folder.path)/report"] == "ok")
    #expect(run["rename \(folder.path)/report"] == "ok")
    #expect(run["read \(folder.path)/known"] == denied)
    #expect(run["list \(folder.path)"] == denied)
  }

  @Test func `a link in the reach does not lead out of it`() throws {
    let (inside, outside) = (try Folder(), try Folder())
    try FileManager.default.createSymbolicLink(
      atPath: "\(inside.path)/link", withDestinationPath: "\(outside.path)/known")
    let run = try ProbeRun(["--writable", inside.path, "read", "\(inside.path)/link"])
    #expect(run["read \(inside.path)/link"] == denied)
  }

  @Test func `a secret folder beneath a readable one stays closed, its neighbours open`() throws {
    let folder = try Folder()
    for name in ["secrets", "other"] {
      try FileManager.default.createDirectory(atPath: "\(folder.path)/\(name)", withIntermediateDirectories: false)
      try Data().write(to: URL(filePath: "\(folder.path)/\(name)/key"))
    }
    let run = try ProbeRun([
      "--readable", folder.path, "--readable", "\(folder.path)/secrets/key", "--secret", "\(folder.path)/secrets",
      "read", "\(folder.path)/secrets/key", "list", "\(folder.path)/secrets", "read", "\(folder.path)/other/key",
      "read", "\(folder.path)/known",
    ])
    #expect(run["files"] == "active")
    #expect(run["read \(folder.path)/secrets/key"] == denied)
    #expect(run["list \(folder.path)/secrets"] == denied)
    #expect(run["read \(folder.path)/other/key"] == "ok")
    #expect(run["read \(folder.path)/known"] == "ok")
  }

  @Test func `an output file is written into, not read, not removed, and nothing beside it`() throws {
    let folder = try Folder()
    try Data().write(to: URL(filePath: "\(folder.path)/second"))
    let run = try ProbeRun([
      "--output-file", "\(folder.path)/known", "write", "\(folder.path)/known", "read", "\(folder.path)/known",
      "remove", "\(folder.path)/known", "write", "\(folder.path)/second",
    ])
    #expect(run["write \(folder.path)/known"] == "ok")
    for words in ["read", "remove"] { #expect(run["\(words) \(folder.path)/known"] == denied) }
    #expect(run["write \(folder.path)/second"] == denied)
  }

  @Test func `a path that does not exist is passed over`() throws {
    let inside = try Folder()
    let run = try ProbeRun(["--writable", inside.path, "--readable", "/nonexistent", "read", "\(inside.path)/known"])
    #expect(run["files"] == "active")
    #expect(run["read \(inside.path)/known"] == "ok")
  }

  @Test func `a thread that ran before keeps its rights, and the status says so`() throws {
    let outside = try Folder()
    let run = try ProbeRun(["--late", "read", "\(outside.path)/known"])
    #expect(run["files"] == "partial 1")
    #expect(run["early: read \(outside.path)/known"] == "ok")
    #expect(run["read \(outside.path)/known"] == denied)
  }

  @Test func `the tables of zones and users stay readable`() throws {
    let run = try ProbeRun(["read", "/etc/passwd", "list", "/usr/share/zoneinfo", "write", "/dev/null", "read", "/dev/urandom"])
    for words in ["read /etc/passwd", "write /dev/null", "read /dev/urandom"] { #expect(run[words] == "ok") }
  }
}
