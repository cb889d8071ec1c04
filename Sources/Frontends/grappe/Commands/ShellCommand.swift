import ArgumentParser
import Confinement
import Engine
import Foundation
import Shell

/// `grappe shell`: the admin's interactive shell.
struct ShellCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "shell",
      abstract: wording(
        "grappe.shell.opens-admin-s-shell"),
      discussion: wording("grappe.shell.each-line-one-transaction") + "\n\n" + example("echo 'return actors.count{}' | grappe shell"))
  }

  @OptionGroup var options: GlobalOptions
  @OptionGroup var limits: LimitOptions

  @Option(
    help: ArgumentHelp(
      wording(
        "grappe.shell.folder-where-install-upgrade"),
      valueName: "dir"))
  var read: [String] = []

  @Option(help: ArgumentHelp(wording("grappe.shell.write-to"), valueName: "dir"))
  var writeTo: [String] = []

  /// The process that starts the editor and the pager; forked before the confinement.
  static nonisolated(unsafe) private var companion: TerminalCompanion?

  func prepare() { Self.companion = TerminalCompanion() }

  mutating func run() async throws {
    let status = try await makeShell().run()
    guard status == ExitStatus.done.rawValue else { throw ExitCode(status) }
  }

  private func makeShell() async throws -> Shell {
    let (workspace, screen) = (try options.openWorkspace(), Self.screen(isJSON: options.json))
    let front = ShellFront(
      makeHost: { chosen in
        language = chosen
        return try PluginHost(workspace: workspace, language: chosen) { channel, line in
          screen.printLines(line, to: PluginPrint.stream(channel))
        }
      },
      commands: Set(Grappe.subcommands.compactMap { $0.configuration.commandName }),
      run: { words, host, note in
        try await Progress.$note.withValue(note) {
          try await GlobalOptions.$sharedHost.withValue(host) { try await CommandLineFront.run(words) }
        }
      },
      programs: Self.companion, explain: { error in CommandLineFront.explain(error) })
    return try await Shell(
      front: front, screen: screen,
      options: ShellOptions(
        language: language, limits: try limits.scriptLimits, isJSON: options.json,
        historyFile: workspace.directory.appending(path: "shell_history")))
  }

  private static func screen(isJSON: Bool) -> Screen {
    let isTerminal = Terminal.isInput && Terminal.isOutput
    let kind = ProcessInfo.processInfo.environment["TERM"] ?? ""
    return Screen(
      isInteractive: isTerminal, isCursorMovable: isTerminal && !kind.isEmpty && kind != "dumb",
      isColored: Terminal.isColored && !isJSON, columns: { Terminal.width })
  }
}

/// The command line inside the shell: the same commands, in this process.
enum CommandLineFront {
  /// Runs the command given by `words`.
  static func run(_ words: [String]) async throws {
    let command = try Grappe.parsed(words)
    let isForPrograms = PluginPrint.isOutputForPrograms
    defer { PluginPrint.isOutputForPrograms = isForPrograms }
    if let command = command as? any Subcommand, command.writesForPrograms { PluginPrint.isOutputForPrograms = true }
    do {
      if var command = command as? any AsyncParsableCommand { return try await command.run() }
      var other = command
      try other.run()
    } catch {
      throw CommandUsageError.attaching(command, to: error)
    }
  }

  /// Returns the message and the exit code of an error.
  static func explain(_ error: any Error) -> ShellFront.Explanation {
    let report = FailureReport(error)
    let remedy = confinementRemedy(of: error).map { "\n" + $0 } ?? ""
    return (report.message + remedy, report.exitStatus.rawValue)
  }

  /// Returns what to do about a path that the confinement of the shell denies; nil for any other error.
  private static func confinementRemedy(of error: any Error) -> String? {
    guard Confinement.status.states[.files] == .active else { return nil }
    let denied = String(cString: strerror(EACCES))
    return switch error {
    case EngineError.pathUnusable(_, let reason) where reason == denied: wording("grappe.shell.may-not-write")
    case EngineError.fileUnreadable(_, let reason) where reason == denied: wording("grappe.shell.may-not-read")
    default: nil
    }
  }
}
