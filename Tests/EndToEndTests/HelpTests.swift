import Foundation
import Testing

/// The help of each command ends with an example that works as printed in the demo workspace.
@Suite struct HelpTests {
  static let commands: [String] = {
    let help = (try? GrappeBinary(directory: GrappeBinary.root)("--help").output) ?? ""
    let lines = help.split(separator: "\n").drop { !$0.hasPrefix("SUBCOMMANDS") }.dropFirst()
    return lines.filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }.compactMap {
      $0.split(separator: " ").first.map(String.init)
    }
    .filter { $0 != "See" }
  }()

  @Test("Help lists the commands")
  func listed() { #expect(Self.commands.count >= 12) }

  @Test("The example of a command's help works", arguments: commands)
  func example(command: String) throws {
    let workspace = try DemoWorkspace.fresh()
    let demo = workspace.directory.appending(path: "demo")
    try FileManager.default.createDirectory(at: demo, withIntermediateDirectories: true)
    for name in ["grappe.sqlite", "blobs", "trust"] {
      try FileManager.default.moveItem(at: workspace.directory.appending(path: name), to: demo.appending(path: name))
    }
    for name in ["bundles", "plugins"] {
      try FileManager.default.createSymbolicLink(
        at: workspace.directory.appending(path: name), withDestinationURL: GrappeBinary.root.appending(path: name))
    }
    let grappe = GrappeBinary(directory: demo)
    let help = try grappe("help", command)
    #expect(help.status == 0)
    let last = try #require(help.output.split(separator: "\n").last)
    let example = try #require(last.split(separator: "Example: ", maxSplits: 1).last)
    let run = try GrappeBinary.run(
      URL(filePath: "/bin/bash"), ["-c", String(example)], in: demo,
      environment: ["PATH": GrappeBinary.folder + ":/usr/bin:/bin", "LC_ALL": "C.UTF-8"])
    #expect(run.status == 0, "\(example): \(run.errors)")
  }
}
