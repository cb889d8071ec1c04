import ArgumentParser
import Engine
import Foundation
import Localization

/// `grappe completions`: prints or installs the script that makes a shell complete the command line.
struct CompletionsCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "completions",
      abstract: wording("grappe.completions.abstract"),
      discussion: wording("grappe.completions.discussion") + "\n\n" + example("grappe completions bash"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording("grappe.completions.shell"), valueName: "bash|zsh|fish"))
  var shell: CompletionScript

  @Flag(help: ArgumentHelp(wording("grappe.completions.install")))
  var install = false

  func run() throws {
    guard install else { return Output.write([String(shell.text.dropLast())]) }
    let home = ProcessInfo.processInfo.environment["HOME"].map { URL(filePath: $0) } ?? FileManager.default.homeDirectoryForCurrentUser
    let file = home.appending(path: shell.path)
    do {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(shell.text.utf8).write(to: file)
    } catch {
      throw EngineError.pathUnusable(path: file.path, reason: ErrorSentence.of(error, in: language))
    }
    Output.line(wording("grappe.completions.installed", ["file": file.path]))
  }
}

extension CompletionScript: ExpressibleByArgument {}

/// `grappe complete`: prints the candidates for the last word of a command line, one a line. For the scripts of `grappe completions`.
struct CompleteCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "complete", abstract: wording("grappe.completions.complete"),
      discussion: example("grappe complete -- report wal"), shouldDisplay: false)
  }

  @OptionGroup var options: GlobalOptions

  @Argument(parsing: .captureForPassthrough, help: .hidden)
  var words: [String] = []

  mutating func run() async throws {
    let line = words.first == "--" ? Array(words.dropFirst()) : words
    let candidates = await WordCompletion(words: line, host: host(line)).candidates()
    if !candidates.isEmpty { Output.write([candidates.joined(separator: "\n")]) }
  }

  /// The host of the workspace that the completed line names; nil without one.
  private func host(_ line: [String]) -> PluginHost? {
    let named = line.firstIndex(of: "--workspace").flatMap { $0 + 1 < line.count ? URL(filePath: line[$0 + 1]) : nil }
    guard let folder = named ?? options.workspaceFolder, let workspace = try? Workspace.open(at: folder) else { return nil }
    return try? PluginHost(workspace: workspace, language: language, output: { _, _ in })
  }
}
