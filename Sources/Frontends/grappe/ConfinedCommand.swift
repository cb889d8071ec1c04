import ArgumentParser
import Confinement
import Engine
import Foundation

/// A subcommand of `grappe`. The root command accepts no other type, so each command must declare its confinement to compile.
protocol Subcommand: ParsableCommand {
  /// The confinement of the process, applied before the command runs.
  var confinement: CommandConfinement { get }
  /// Whether standard output is for a program: `print` and `warn` of plugin code then go to standard error.
  var writesForPrograms: Bool { get }
  var options: GlobalOptions { get }
  /// Opens or creates files that the confined process cannot open or create.
  func prepare()
}

/// The confinement of a command's process.
enum CommandConfinement {
  /// Access to the named paths only; the command may run plugin code.
  case confined(Reach)
  /// Full access; plugin code is refused in this process.
  case withoutPluginCode
}

/// A command that may run plugin code, or opens a workspace: before it loads any of it, the process drops every right that the
/// command does not need.
protocol ConfinedCommand: Subcommand {
  /// The paths that the command accesses, beside the workspace.
  var reach: Reach { get }
  /// Whether the command uses the workspace; true by default.
  var usesWorkspace: Bool { get }
}

/// A command that runs no plugin code, and accesses files that only its user knows. An attempt to run plugin code aborts the
/// process.
protocol CommandWithoutPluginCode: Subcommand {}

extension Subcommand {
  func prepare() {}
  var writesForPrograms: Bool { options.json }

  /// Confines the process, on its first thread and before any other starts. Never fails: `Confinement.status` reports the
  /// measures in force.
  func confine() {
    prepare()
    switch confinement {
    case .confined(let reach): Confinement.apply(reach)
    case .withoutPluginCode: PluginHost.forbidPluginCode()
    }
  }
}

extension CommandWithoutPluginCode {
  var confinement: CommandConfinement { .withoutPluginCode }
}

extension ConfinedCommand {
  var reach: Reach { Reach() }
  var usesWorkspace: Bool { true }

  var confinement: CommandConfinement {
    var reach = reach
    guard usesWorkspace, let workspace = options.workspaceFolder else { return .confined(reach) }
    // SQLite writes large temporary data to unnamed files, here in the workspace.
    setenv("SQLITE_TMPDIR", workspace.path, 1)
    reach.writable += Self.folders(of: workspace)
    reach.secrets.append(Workspace.secretsFolder(of: workspace).path)
    return .confined(reach)
  }

  /// Returns the folder, and the targets of its links. SQLite keeps its log beside the target of a link.
  private static func folders(of workspace: URL) -> [String] {
    let database = workspace.appending(path: "grappe.sqlite").resolvingSymlinksInPath()
    let inside = ["blobs", "trust", "run"].map { workspace.appending(path: $0).path }
    return [workspace.path, database.deletingLastPathComponent().path] + inside
  }
}

extension Reach {
  /// Returns the paths of bundles on the command line, each with its signature.
  static func bundles(_ paths: [String]) -> Reach { Reach(readable: paths.flatMap { [$0, $0 + ".sig"] }) }

  /// Returns the paths for a plugin's folder: its dependencies are in sibling folders or in the workspace, and its throw-away
  /// workspace in the temporary folder.
  static func development(of folder: String) -> Reach {
    let beside = URL(filePath: folder).standardizedFileURL.deletingLastPathComponent()
    return Reach(readable: [folder, beside.path], writable: [FileManager.default.temporaryDirectory.path])
  }

  /// Returns the folder of an output file, or the output folder; for a device or pipe the path itself.
  static func output(_ path: String?) -> Reach {
    guard let path else { return Reach() }
    if RenderingOptions.isFolder(path) { return Reach(outputFolders: [path]) }
    switch try? OutputTarget(path, protecting: nil) {
    case .file(let file): return Reach(outputFolders: [URL(filePath: file).deletingLastPathComponent().path])
    case .special(let file): return Reach(outputFiles: [file])
    case .descriptor, nil: return Reach()
    }
  }
}

// The paths that each confined command accesses, beside the workspace.
extension InstallCommand: ConfinedCommand { var reach: Reach { .bundles(paths) } }
extension UpgradeCommand: ConfinedCommand { var reach: Reach { .bundles([path]) } }
extension InspectCommand: ConfinedCommand { var reach: Reach { .bundles([subject]) } }
extension CheckCommand: ConfinedCommand {
  var reach: Reach { Reach(readable: [directory]) }
  var usesWorkspace: Bool { false }
}
extension TestCommand: ConfinedCommand {
  var writesForPrograms: Bool { options.json || format != .text }
  var reach: Reach { .development(of: directory) }
}
extension DevCommand: ConfinedCommand {
  var reach: Reach { .development(of: directory) }
}
extension ReportCommand: ConfinedCommand {
  var reach: Reach { .output(rendering.output) }
  var writesForPrograms: Bool { options.json || rendering.writesForPrograms }
}
extension ImportCommand: ConfinedCommand {
  /// The file, and the output folder of the refused rows if they are kept.
  var reach: Reach {
    guard let file else { return Reach() }
    var reach = importArguments.keepsRefused ? Reach.output(importArguments.refused ?? file) : Reach()
    reach.readable.append(file)
    return reach
  }
}
extension ExportCommand: ConfinedCommand {
  var reach: Reach { .output(output) }
  var writesForPrograms: Bool { true }
}
extension RunCommand: ConfinedCommand {}
extension ScriptCommand: ConfinedCommand {
  var reach: Reach {
    var reach = Reach.output(rendering.output)
    reach.readable.append(file)
    return reach
  }
  var writesForPrograms: Bool { options.json || rendering.writesForPrograms }
}
extension EvalCommand: ConfinedCommand {}
extension ServeCommand: ConfinedCommand {
  /// Standard output is the log, whose lines are all the host's own.
  var writesForPrograms: Bool { true }
}
extension JobsCommand: ConfinedCommand {}
extension ShellCommand: ConfinedCommand {
  /// The paths of the shell's own commands: bundles to install, a folder for report files, terminal descriptions. Not the
  /// user's home folder, which has keys and mail.
  var reach: Reach {
    let here = URL(filePath: FileManager.default.currentDirectoryPath)
    let home = ProcessInfo.processInfo.environment["HOME"] ?? "/"
    let isPrivate = (home + "/").hasPrefix(here.path.hasSuffix("/") ? here.path : here.path + "/")
    let bundles = ["bundles", "../bundles"].map { here.appending(path: $0).standardizedFileURL.path }
    return Reach(
      readable: (isPrivate ? [] : [here.path]) + bundles + read + Self.terminals(home),
      outputFolders: isPrivate ? [] : [here.path])
  }

  /// Returns the files that describe terminals and the keys of line editing (terminfo(5), editrc(5)).
  private static func terminals(_ home: String) -> [String] {
    ["/etc/terminfo", "/usr/share/terminfo", "\(home)/.terminfo", "\(home)/.editrc"]
  }
}
extension DoctorCommand: ConfinedCommand {}
extension IdentityCommand: ConfinedCommand {}
extension SalvageCommand: ConfinedCommand {
  /// The file and its log to read, the folder to write.
  var reach: Reach { Reach(readable: [file, file + "-wal", folder.path], outputFolders: [folder.path]) }
  var usesWorkspace: Bool { false }
}
extension BackupCommand: ConfinedCommand {
  /// The backup's folder is writable, not readable; only the file created here is readable.
  var reach: Reach {
    var reach = Reach.output(file)
    reach.readable += preparedPath.map { [$0] } ?? []
    return reach
  }
}
extension RestoreCommand: ConfinedCommand { var reach: Reach { Reach(readable: [file]) } }
extension RollbackCommand: ConfinedCommand {}
extension UninstallCommand: ConfinedCommand {}
extension ListCommand: ConfinedCommand {}
extension TopCommand: ConfinedCommand {}
extension KillCommand: ConfinedCommand {}
extension LogCommand: ConfinedCommand {}
extension HistoryCommand: ConfinedCommand {}
extension UndoCommand: ConfinedCommand {}
extension QuarantineCommand: ConfinedCommand {}

extension InitCommand: CommandWithoutPluginCode {}
extension NewCommand: CommandWithoutPluginCode {}
extension PackCommand: CommandWithoutPluginCode {}
extension SignCommand: CommandWithoutPluginCode {}
extension VerifyCommand: CommandWithoutPluginCode {}
extension ReferenceCommand: CommandWithoutPluginCode {}
