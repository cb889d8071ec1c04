import Foundation
import Testing

/// The completion of the command line: commands, plugins, reports, parameters and their values, entities, fields and ids.
@Suite struct CompletionTests {
  private func candidates(_ words: String...) throws -> [String] {
    let run = try DemoWorkspace.shared.get().grappe.run(["complete", "--"] + words)
    try #require(run.status == 0, "\(run.errors)")
    return run.output.split(separator: "\n").map(String.init)
  }

  @Test("Words are completed by what the workspace holds")
  func words() throws {
    #expect(try candidates("rep") == ["report"])
    #expect(try candidates("report", "wallonia:carto") == ["wallonia:cartographie"])
    #expect(try candidates("report", "wallonia:cartographie", "--ci") == ["--city"])
    #expect(try candidates("report", "wallonia:cartographie", "--format", "ht") == ["html"])
    #expect(try candidates("inspect", "lux") == ["luxembourg"])
    #expect(try candidates("export", "act") == ["actor"])
    #expect(try candidates("history", "actor", "kik") == ["kikk"])
    #expect(try candidates("export", "actor", "--columns", "foun") == ["founded"])
    #expect(try candidates("report", "europe:territoires", "--territory", "BE-WN") == ["BE-WNA"])
    #expect(try candidates("report", "--la") == ["--lang"])
    #expect(try candidates("report", "europe:territoires", "--territory=BE-WN") == ["--territory=BE-WNA"])
    #expect(try candidates("export", "actor", "--audience", "mem") == ["members"])
    #expect(try candidates("nothing", "x") == [])
    #expect(try candidates("web", "rev") == ["revoke"] && candidates("person", "er") == ["erase"] && candidates("jobs", "pa") == ["pause"])
    #expect(try candidates("restore", "--qu") == ["--quiet"] && candidates("restore", "--verb") == ["--verbose"])
  }

  @Test("Outside of a workspace commands and options are completed all the same")
  func outside() throws {
    let folder = try TemporaryFolder()
    #expect(try GrappeBinary(directory: folder.url)("complete", "--", "init").output == "init\n")
  }

  @Test("Bash completes with the script, also behind a colon")
  func bash() throws {
    let workspace = try DemoWorkspace.shared.get()
    let script = """
      source <(grappe completions bash)
      for line in "grappe rep" "grappe report wallonia:carto" "grappe report europe:territoires --territory BE-WN" "grappe report europe:territoires --territory=BE-WN"; do
        COMP_LINE="$line" COMP_POINT=${#line} COMPREPLY=()
        compopt() { :; }
        _grappe
        echo "${COMPREPLY[*]}"
      done
      """
    let run = try GrappeBinary.run(
      URL(filePath: "/bin/bash"), ["-c", script], in: workspace.directory,
      environment: ["PATH": GrappeBinary.folder + ":/usr/bin:/bin", "LC_ALL": "C.UTF-8"])
    #expect(run.output == "report\ncartographie\nBE-WNA\nBE-WNA\n", "\(run.output)\(run.errors)")
  }

  @Test("The scripts of all shells are printed, and installed below the home folder", arguments: ["bash", "zsh", "fish"])
  func scripts(shell: String) throws {
    let folder = try TemporaryFolder()
    let run = try GrappeBinary.run(
      GrappeBinary.executable, ["completions", shell, "--install"], in: folder.url,
      environment: ["HOME": folder.url.path, "LC_ALL": "C.UTF-8"])
    #expect(run.status == 0, "\(run.errors)")
    let path = try #require(run.output.firstMatch(of: /Installed in (.+);/)?.1)
    let printed = try GrappeBinary(directory: folder.url)("completions", shell).output
    #expect(try String(contentsOf: URL(filePath: String(path)), encoding: .utf8) == printed)
  }
}
