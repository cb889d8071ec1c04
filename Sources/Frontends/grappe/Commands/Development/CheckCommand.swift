import ArgumentParser
import DeveloperKit
import Ecosystem
import Engine
import Localization
import Reports

/// `grappe check`: checks a plugin's folder before it is packed.
struct CheckCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "check",
      abstract: wording(
        "grappe.check.checks-plugin-s-folder"),
      discussion: example("grappe check ../plugins/wallonia"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording("grappe.check.plugin-s-folder"), valueName: "dir"))
  var directory: String

  mutating func run() async throws {
    guard !isScript else { return try conclude(ScriptCheck(try InputFile.bytes(of: directory), name: directory).run()) }
    let options = options
    let dependencies = DependencySource { options.workspaceFolder == nil ? nil : try options.openWorkspace() }
    let findings = try await PluginCheck(directory: directory, dependencies: dependencies, language: language).run()
    try conclude(findings)
  }

  /// Whether the path is that of a script, not of a plugin's folder.
  private var isScript: Bool { directory.hasSuffix(".lua") && !RenderingOptions.isFolder(directory) }

  /// Prints the findings.
  ///
  /// - Throws: `EngineError.checkFailed` when one of them is a problem.
  private func conclude(_ findings: [CheckFinding]) throws {
    let problems = findings.filter { $0.severity == .problem }.count
    if options.json { Output.json(.list(findings.map(json))) } else { print(findings) }
    guard problems == 0 else { throw EngineError.checkFailed(directory: directory, problems: problems) }
    if !options.json { Output.line(wording("grappe.check.order")) }
  }

  private func print(_ findings: [CheckFinding]) {
    for (index, finding) in findings.enumerated() {
      let note = finding.severity == .note ? wording("grappe.check.note") : ""
      let place = finding.place.map { "\($0): " } ?? ""
      for line in (place + note + finding.text[language]).split(separator: "\n") { Output.line(String(line)) }
      // The source line of several findings is shown once, after the last one.
      let isLast = index + 1 == findings.count || findings[index + 1].place != finding.place
      if let source = finding.source, isLast { Output.line("    \(source)") }
    }
  }

  private func json(_ finding: CheckFinding) -> FieldValue {
    .map([
      "code": .text(finding.code), "severity": .text(finding.severity.rawValue),
      "file": finding.file.map(FieldValue.text) ?? .null, "line": finding.line.map { .integer(Int64($0)) } ?? .null,
      "message": .text(finding.text[language]), "source": finding.source.map(FieldValue.text) ?? .null,
    ])
  }
}
