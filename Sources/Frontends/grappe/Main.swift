import ArgumentParser
import Engine
import Foundation
import Reports
import Store

/// Parses the command line, drops the rights that the command does not need, runs it, and converts an error into two lines and
/// an exit code.
@main
enum Main {
  private static let begin = ContinuousClock.now

  /// Not `async`: the process must be confined while this is the only thread, and an asynchronous `main` runs on another one.
  static func main() {
    _ = begin
    ProcessMemory.prepare(isShort: CommandLine.arguments.dropFirst().first.map { !["serve", "web"].contains($0) } ?? true)
    StandardStream.prepare()
    do {
      var command = try Grappe.parsed(EntryHelp.redirected(ScriptHelp.redirected(Array(CommandLine.arguments.dropFirst()))))
      if let command = command as? any Subcommand {
        Output.isQuiet = command.options.quiet
        _ = OperatingSystemLogin.name
        PluginPrint.isOutputForPrograms = command.writesForPrograms
        command.confine()
      }
      Termination.shared.install(command: "grappe \(type(of: command).configuration.commandName ?? "")")
      guard let command = command as? any AsyncParsableCommand else {
        do { try Progress.during { try command.run() } } catch { throw CommandUsageError.attaching(command, to: error) }
        leave(ExitStatus.done.rawValue, after: command)
      }
      run(command)
    } catch {
      leave(FailureReport(error).print().rawValue)
    }
  }

  /// Ends the process. A failed write of the output makes a success a failure, and is reported if possible.
  private static func leave(_ status: Int32, after command: (any ParsableCommand)? = nil) -> Never {
    if let options = (command as? any Subcommand)?.options, options.verbose {
      ResourceNote.print(workspace: options.workspaceFolder, since: begin)
    }
    exit(StandardStream.status(after: status) { Output.errorLine("grappe: " + $0[language]) })
  }

  private static func run(_ command: any AsyncParsableCommand) -> Never {
    nonisolated(unsafe) var command = command  // Passed to the task, which alone uses it from here on.
    let task = Task {
      do {
        if command is any ReportsOwnProgress {
          try await command.run()
        } else {
          try await Progress.during { try await command.run() }
        }
        leave(ExitStatus.done.rawValue, after: command)
      } catch {
        leave(status(of: CommandUsageError.attaching(command, to: error)), after: command)
      }
    }
    Termination.shared.cancelAtSignal { task.cancel() }
    dispatchMain()
  }
}

extension Main {
  /// Prints an error and returns its exit code. For a command cancelled by a signal, the code gives the signal, unless the
  /// command handles the signal itself and has a code of its own.
  fileprivate static func status(of error: any Error) -> Int32 {
    let status = FailureReport(error).print().rawValue
    guard let signal = Termination.shared.signal, isCancellation(error) else { return status }
    return 128 + signal
  }

  private static func isCancellation(_ error: any Error) -> Bool {
    switch error {
    case is CancellationError: true
    case let error as EngineError: error.code == "limit.cancelled"
    case let error as StoreError: error.kind == .interrupted
    default: false
    }
  }
}

/// The root command: it only lists its subcommands.
struct Grappe: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "grappe",
      abstract: wording(
        "grappe.main.keeps-ecosystem-creative-cluster"),
      discussion: example("grappe report wallonia:cartographie --city Namur"),
      version: Release.line,
      subcommands: subcommands.map { $0 as any ParsableCommand.Type })
  }

  /// Every subcommand; the type ensures that each declares its confinement.
  static let subcommands: [any Subcommand.Type] = [
    InitCommand.self, InstallCommand.self, UpgradeCommand.self, RollbackCommand.self, UninstallCommand.self,
    ListCommand.self, InspectCommand.self, SettingsCommand.self, SearchCommand.self, OutdatedCommand.self,
    ReportCommand.self, PageCommand.self, RunCommand.self, ScriptCommand.self, EvalCommand.self, ShellCommand.self, ImportCommand.self,
    ExportCommand.self, PublishCommand.self, NewCommand.self, CheckCommand.self, TestCommand.self, DevCommand.self,
    PackCommand.self, SignCommand.self,
    VerifyCommand.self,
    ServeCommand.self, WebCommand.self,
    JobsCommand.self, TopCommand.self, KillCommand.self, LogCommand.self, HistoryCommand.self, UndoCommand.self,
    ProposalsCommand.self,
    PlaceCommand.self, DuplicatesCommand.self, MergeCommand.self, PersonCommand.self, RetentionCommand.self,
    QuarantineCommand.self, BackupCommand.self, RestoreCommand.self, DoctorCommand.self, CompactCommand.self, SalvageCommand.self,
    IdentityCommand.self,
    ReferenceCommand.self, StubsCommand.self, CompletionsCommand.self, CompleteCommand.self, VersionCommand.self,
  ]
}

/// Returns the last line of a command's help: an example that works as printed in the demo workspace.
func example(_ command: String) -> String { exampleMark + command }

private var exampleMark: String { wording("grappe.main.example") }

/// Moves the example, which the argument parser prints before the options, to the last line of its help.
func endingWithExample(_ help: String) -> String {
  var paragraphs = help.split(separator: "\n\n", omittingEmptySubsequences: true).map(String.init)
  guard let index = paragraphs.firstIndex(where: { $0.hasPrefix(exampleMark) }) else { return help }
  let example = paragraphs.remove(at: index).replacing("\n", with: " ")
  return (paragraphs + [example]).joined(separator: "\n\n")
}
