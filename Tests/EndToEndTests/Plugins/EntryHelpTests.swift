import Foundation
import Testing

/// Every entry explains itself: title, usage, parameters with type, values, default and an example.
@Suite struct EntryHelpTests {
  private func grappe() throws -> GrappeBinary { try DemoWorkspace.shared.get().grappe }

  @Test("The help of an entry shows its parameters", arguments: [["report", "wallonia:cartographie"], ["run", "europe:nace"]])
  func help(words: [String]) throws {
    let run = try grappe().run(words + ["--help"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains(words[1] + " — ") && run.output.contains("USAGE: grappe \(words[0]) \(words[1])"))
    #expect(run.output.contains("PARAMETERS:") && run.output.contains("Example: grappe \(words[0])"), "\(run.output)")
  }

  @Test("Its example works as printed")
  func example() throws {
    let grappe = try grappe()
    let described = try #require(try json(grappe("report", "wallonia:cartographie", "--help", "--json").output) as? [String: Any])
    let example = try #require(described["example"] as? String).split(separator: " ").dropFirst().map(String.init)
    #expect(try grappe.run(example).status == 0)
    let parameters = try #require(described["params"] as? [[String: Any]])
    #expect(parameters.contains { ($0["values"] as? [String])?.isEmpty == false })
  }

  @Test("The bounds of a number stand in words")
  func bounds() throws {
    let workspace = try DemoWorkspace.bare()
    var plugin = PluginVersion(permissions: "")
    plugin.initLua = """
      grappe.command { id = "go", summary = "x", run = function() end, params = {
        least = { type = "integer", min = 1, max = 100, default = 3, label = "Least" },
        share = { type = "number", min = 0, max = 1, optional = true, label = "Share" } } }
      """
    try #require(try plugin.install(with: workspace.grappe, "install", "--yes").status == 0)
    let run = try workspace.grappe("run", "demo:go", "--help")
    #expect(run.output.contains("a whole number from 1 to 100") && run.output.contains("a number from 0"), "\(run.output)")
    #expect(!run.output.contains("..") && run.output.contains("[--least integer]"), "\(run.output)")
  }

  @Test("The help of the command itself stays, and an unknown entry is named")
  func others() throws {
    let grappe = try grappe()
    #expect(try grappe("report", "--help").output.contains("--format"))
    #expect(try grappe("report", "wallonia:nothing", "--help").status == 2)
  }

  @Test("An importer explains itself before there is a file, and the shell knows the entries")
  func importer() throws {
    let grappe = try grappe()
    #expect(try grappe("import", "--as", "wallonia:bce", "--help").output.contains("--as wallonia:bce"))
    let shell = try GrappeBinary.run(
      URL(filePath: "/bin/bash"), ["-c", "echo ':help wallonia:cartographie' | \"$0\" shell", GrappeBinary.executable.path],
      in: grappe.directory, environment: ["LC_ALL": "C.UTF-8"])
    #expect(shell.output.contains("grappe report wallonia:cartographie"), "\(shell.output)\(shell.errors)")
  }

  @Test("inspect lists the parameters below each entry")
  func inspect() throws {
    let run = try grappe()("inspect", "wallonia")
    #expect(run.output.contains("    --"), "\(run.output)")
  }
}
