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
  case confined(AccessPolicy)
  /// Full access; plugin code is refused in this process.
  case withoutPluginCode
}

/// A command that may run plugin code, or opens a workspace: before it loads any of it, the process drops every right that the
/// command does not need.
protocol ConfinedCommand: Subcommand {
  /// The paths that the command accesses, beside the workspace.
  var accessPolicy: AccessPolicy { get }
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
    case .confined(let accessPolicy): Confinement.apply(accessPolicy)
    case .withoutPluginCode: PluginHost.forbidPluginCode()
    }
  }
}

extension CommandWithoutPluginCode {
  var confinement: CommandConfinement { .withoutPluginCode }
}

extension ConfinedCommand {
  var accessPolicy: AccessPolicy { AccessPolicy() }
  var usesWorkspace: Bool { true }

  var confinement: CommandConfinement { confinedToWorkspace }

  /// The confinement to the workspace and the paths of the access policy.
  var confinedToWorkspace: CommandConfinement {
    var accessPolicy = accessPolicy
    guard usesWorkspace, let workspace = options.workspaceFolder else { return .confined(accessPolicy) }
    // SQLite writes large temporary data to unnamed files, here in the workspace.
    setenv("SQLITE_TMPDIR", workspace.path, 1)
    accessPolicy.writable += Self.folders(of: workspace)
    accessPolicy.secrets.append(Workspace.secretsFolder(of: workspace).path)
    return .confined(accessPolicy)
  }

  /// Returns the folder, and the targets of its links. SQLite keeps its log beside the target of a link.
  private static func folders(of workspace: URL) -> [String] {
    let database = workspace.appending(path: "grappe.sqlite").resolvingSymlinksInPath()
    let inside = ["blobs", "trust", "run"].map { workspace.appending(path: $0).path }
    return [workspace.path, database.deletingLastPathComponent().path] + inside
  }
}

extension AccessPolicy {
  /// Returns the paths of bundles on the command line, each with its signature.
  static func bundles(_ paths: [String]) -> AccessPolicy { AccessPolicy(readable: paths.flatMap { [$0, $0 + ".sig"] }) }

  /// Returns the paths for a plugin's folder: its dependencies are in sibling folders or in the workspace, its former versions beside it
  /// or in `bundles/`, and its throw-away workspace in the temporary folder.
  static func development(of folder: String) -> AccessPolicy {
    let beside = URL(filePath: folder).standardizedFileURL.deletingLastPathComponent()
    let bundles = beside.deletingLastPathComponent().appending(path: "bundles").path
    return AccessPolicy(readable: [folder, beside.path, bundles], writable: [FileManager.default.temporaryDirectory.path])
  }

  /// Returns the access with the outputs of another.
  fileprivate func adding(_ other: AccessPolicy) -> AccessPolicy {
    var policy = self
    policy.outputFolders += other.outputFolders
    policy.outputFiles += other.outputFiles
    return policy
  }

  /// Returns the folder of an output file, or the output folder; for a device or pipe the path itself.
  static func output(_ path: String?) -> AccessPolicy {
    guard let path else { return AccessPolicy() }
    if RenderingOptions.isFolder(path) { return AccessPolicy(outputFolders: [path]) }
    switch try? OutputTarget(path, protecting: nil) {
    case .file(let file): return AccessPolicy(outputFolders: [URL(filePath: file).deletingLastPathComponent().path])
    case .special(let file): return AccessPolicy(outputFiles: [file])
    case .descriptor, nil: return AccessPolicy()
    }
  }
}

// The paths that each confined command accesses, beside the workspace.
extension InstallCommand: ConfinedCommand { var accessPolicy: AccessPolicy { .bundles(paths) } }
extension UpgradeCommand: ConfinedCommand { var accessPolicy: AccessPolicy { .bundles([path]) } }
extension InspectCommand: ConfinedCommand { var accessPolicy: AccessPolicy { .bundles([subject]) } }
extension CheckCommand: ConfinedCommand {
  /// The folder, those beside it for its dependencies, and a throw-away workspace for the words that they install.
  var accessPolicy: AccessPolicy { .development(of: directory) }
}
extension TestCommand: ConfinedCommand {
  var writesForPrograms: Bool { options.json || format != .text }
  /// The folder's tests are written only where snapshots are recorded.
  var accessPolicy: AccessPolicy {
    var accessPolicy = AccessPolicy.development(of: directory)
    if record { accessPolicy.writable.append(URL(filePath: directory).appending(path: "tests").path) }
    return accessPolicy
  }
}
extension StubsCommand: ConfinedCommand {
  var accessPolicy: AccessPolicy {
    var accessPolicy = AccessPolicy.development(of: directory)
    accessPolicy.writable.append(URL(filePath: directory).appending(path: ".grappe").path)
    return accessPolicy
  }
  /// Creates the folder, which the confined process cannot do; one that cannot be created is reported when the stubs are written.
  func prepare() {
    try? FileManager.default.createDirectory(
      at: URL(filePath: directory).appending(path: ".grappe"), withIntermediateDirectories: true)
  }
}
extension CompleteCommand: ConfinedCommand {
  var writesForPrograms: Bool { true }
}
extension DevCommand: ConfinedCommand {
  var accessPolicy: AccessPolicy { .development(of: directory) }
}
extension PageCommand: ConfinedCommand {
  var accessPolicy: AccessPolicy { AccessPolicy.output(rendering.output) }
  /// The output of `print` stays out of a page on standard output.
  var writesForPrograms: Bool { options.json || rendering.writesForPrograms }
}
extension ReportCommand: ConfinedCommand {
  var accessPolicy: AccessPolicy {
    AccessPolicy.output(rendering.output).adding(.output(profiling.speedscope))
  }
  /// The output of `print` stays out of a report on standard output.
  var writesForPrograms: Bool { options.json || rendering.output == nil || rendering.writesForPrograms }
}
extension ImportCommand: ConfinedCommand {
  /// The file, and the output folder of the refused rows if they are kept.
  var accessPolicy: AccessPolicy {
    guard let file else { return AccessPolicy() }
    var accessPolicy = importArguments.keepsRefused ? AccessPolicy.output(importArguments.refused ?? file) : AccessPolicy()
    accessPolicy.readable.append(file)
    return accessPolicy
  }
}
extension ExportCommand: ConfinedCommand {
  var accessPolicy: AccessPolicy { .output(output) }
  var writesForPrograms: Bool { true }
}
extension PublishCommand: ConfinedCommand {
  var accessPolicy: AccessPolicy { AccessPolicy(writable: [folder]) }
}
extension RunCommand: ConfinedCommand {
  var accessPolicy: AccessPolicy { .output(profiling.speedscope) }
}
extension ScriptCommand: ConfinedCommand {
  var accessPolicy: AccessPolicy {
    var accessPolicy = AccessPolicy.output(rendering.output).adding(.output(profiling.speedscope))
    accessPolicy.readable.append(file)
    return accessPolicy
  }
  var writesForPrograms: Bool { options.json || rendering.writesForPrograms }
}
extension EvalCommand: ConfinedCommand {
  var accessPolicy: AccessPolicy { .output(profiling.speedscope) }
}
extension ServeCommand: ConfinedCommand {
  /// The folder of backups that the settings name outside of the workspace; nothing for the front of the portal.
  var accessPolicy: AccessPolicy {
    if webRole == .front { return AccessPolicy() }
    let folder = options.workspaceFolder.flatMap(Workspace.outerBackupFolder)
    return AccessPolicy(writable: folder.map { [$0] } ?? [])
  }
  /// Standard output is the log, whose lines are all the host's own.
  var writesForPrograms: Bool { true }
  /// The front of the portal has no workspace; its sockets are inherited.
  var usesWorkspace: Bool { webRole != .front }
  /// The supervisor of the portal starts programs, and runs no plugin code.
  var confinement: CommandConfinement { isSupervisor ? .withoutPluginCode : confinedToWorkspace }
}
extension JobsCommand: ConfinedCommand {}
extension ShellCommand: ConfinedCommand {
  /// The paths of the shell's own commands: bundles to install, a folder for report files, terminal descriptions. Not the
  /// user's home folder, which has keys and mail.
  var accessPolicy: AccessPolicy {
    let here = URL(filePath: FileManager.default.currentDirectoryPath)
    let home = ProcessInfo.processInfo.environment["HOME"] ?? "/"
    let isPrivate = (home + "/").hasPrefix(here.path.hasSuffix("/") ? here.path : here.path + "/")
    let bundles = ["bundles", "../bundles"].map { here.appending(path: $0).standardizedFileURL.path }
    return AccessPolicy(
      readable: (isPrivate ? [] : [here.path]) + bundles + read + Self.terminals(home), writable: writeTo,
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
  var accessPolicy: AccessPolicy { AccessPolicy(readable: [file, file + "-wal", folder.path], outputFolders: [folder.path]) }
  var usesWorkspace: Bool { false }
}
extension BackupCommand: ConfinedCommand {
  /// The backup's folder is writable, not readable; only the file created here is readable.
  var accessPolicy: AccessPolicy {
    var accessPolicy = AccessPolicy.output(file)
    accessPolicy.readable += preparedPath.map { [$0] } ?? []
    return accessPolicy
  }
}
extension RestoreCommand: ConfinedCommand { var accessPolicy: AccessPolicy { AccessPolicy(readable: [file]) } }
extension RollbackCommand: ConfinedCommand {}
extension CompactCommand: ConfinedCommand {}
extension ListCommand: ConfinedCommand {}
extension TopCommand: ConfinedCommand {}
extension KillCommand: ConfinedCommand {}
extension LogCommand: ConfinedCommand {}
extension HistoryCommand: ConfinedCommand {}
extension UndoCommand: ConfinedCommand {}
extension DuplicatesCommand: ConfinedCommand {}
extension MergeCommand: ConfinedCommand {}
extension ProposalsCommand: ConfinedCommand {}
extension PlaceCommand: ConfinedCommand {}
extension PersonCommand: ConfinedCommand {}
extension RetentionCommand: ConfinedCommand {}
extension QuarantineCommand: ConfinedCommand {}

extension InitCommand: CommandWithoutPluginCode {}
extension NewCommand: CommandWithoutPluginCode {}
/// It may write the secrets folder, which no process with plugin code may reach.
extension SettingsCommand: CommandWithoutPluginCode {}
/// It makes and prints secrets of the portal, and runs no plugin code.
extension WebCommand: CommandWithoutPluginCode {}
/// It deletes the secrets of a purged plugin, and runs no plugin code.
extension UninstallCommand: CommandWithoutPluginCode {}
extension PackCommand: CommandWithoutPluginCode {}
extension SignCommand: CommandWithoutPluginCode {}
extension VerifyCommand: CommandWithoutPluginCode {}
extension SearchCommand: ConfinedCommand { var accessPolicy: AccessPolicy { index.accessPolicy } }
extension OutdatedCommand: ConfinedCommand { var accessPolicy: AccessPolicy { index.accessPolicy } }
extension CompletionsCommand: CommandWithoutPluginCode {}
extension ReferenceCommand: CommandWithoutPluginCode {}
extension VersionCommand: CommandWithoutPluginCode {}
