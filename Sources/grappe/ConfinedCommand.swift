import Confinement
import Engine
import Foundation

/// A command that runs plugin code, or code of the admin's: before anything of it is loaded, the process gives up every
/// right that the command does not need.
protocol ConfinedCommand {
  /// What the command touches, beside the workspace.
  var reach: Reach { get }
  /// Whether the command works in the workspace; true unless it says otherwise.
  var usesWorkspace: Bool { get }
  var options: GlobalOptions { get }
  /// Opens or makes what cannot be opened or made any more once the process is confined.
  func prepare()
}

extension ConfinedCommand {
  func prepare() {}
  var reach: Reach { Reach() }
  var usesWorkspace: Bool { true }

  /// Confines the process, on its first thread and before any other runs. It never fails: `Confinement.status` says what is
  /// in force.
  func confine() {
    prepare()
    var reach = reach
    if usesWorkspace, let workspace = options.workspaceFolder {
      // SQLite keeps what is too large for memory in files without a name; they lie here too.
      setenv("SQLITE_TMPDIR", workspace.path, 1)
      reach.writable += Self.folders(of: workspace)
    }
    Confinement.apply(reach)
  }

  /// The folder, and what in it may be a link to elsewhere. SQLite keeps its log beside the file that a link leads to.
  private static func folders(of workspace: URL) -> [String] {
    let database = workspace.appending(path: "grappe.sqlite").resolvingSymlinksInPath()
    let inside = ["blobs", "trust", "run"].map { workspace.appending(path: $0).path }
    return [workspace.path, database.deletingLastPathComponent().path] + inside
  }
}

extension Reach {
  /// Bundles named on the command line, each with the signature beside it.
  static func bundles(_ paths: [String]) -> Reach { Reach(readable: paths.flatMap { [$0, $0 + ".sig"] }) }

  /// A plugin's folder; the plugins it depends on lie beside it or in the workspace, and its throw-away workspace in the
  /// temporary folder.
  static func development(of folder: String) -> Reach {
    let beside = URL(filePath: folder).standardizedFileURL.deletingLastPathComponent()
    return Reach(readable: [folder, beside.path], writable: [FileManager.default.temporaryDirectory.path])
  }

  /// The folder of a file that is written, or the folder that files are written into.
  static func output(_ file: String?) -> Reach {
    Reach(
      outputFolders: file.map { path in
        let url = URL(filePath: path)
        return [RenderingOptions.isFolder(path) ? url.path : url.deletingLastPathComponent().path]
      } ?? [])
  }
}

// What each command that runs Lua touches; the doctor, to say what is in force; and those that read or write whole workspaces.
extension InstallCommand: ConfinedCommand { var reach: Reach { .bundles(paths) } }
extension UpgradeCommand: ConfinedCommand { var reach: Reach { .bundles([path]) } }
extension InspectCommand: ConfinedCommand { var reach: Reach { .bundles([subject]) } }
extension CheckCommand: ConfinedCommand {
  var reach: Reach { Reach(readable: [directory]) }
  var usesWorkspace: Bool { false }
}
extension TestCommand: ConfinedCommand {
  var reach: Reach { .development(of: directory) }
}
extension DevCommand: ConfinedCommand {
  var reach: Reach { .development(of: directory) }
}
extension ReportCommand: ConfinedCommand { var reach: Reach { .output(rendering.output) } }
extension RunCommand: ConfinedCommand {}
extension ScriptCommand: ConfinedCommand {
  var reach: Reach { Reach(readable: [file], outputFolders: Reach.output(rendering.output).outputFolders) }
}
extension EvalCommand: ConfinedCommand {}
extension ServeCommand: ConfinedCommand {}
extension JobsCommand: ConfinedCommand {}
extension ShellCommand: ConfinedCommand {
  /// What the shell's own commands need: bundles to install, a folder for the files of reports, descriptions of terminals. Not the
  /// user's folder itself, where keys and letters lie.
  var reach: Reach {
    let here = URL(filePath: FileManager.default.currentDirectoryPath)
    let home = ProcessInfo.processInfo.environment["HOME"] ?? "/"
    let isPrivate = (home + "/").hasPrefix(here.path.hasSuffix("/") ? here.path : here.path + "/")
    let bundles = ["bundles", "../bundles"].map { here.appending(path: $0).standardizedFileURL.path }
    return Reach(
      readable: (isPrivate ? [] : [here.path]) + bundles + read + Self.terminals(home),
      outputFolders: isPrivate ? [] : [here.path])
  }

  /// Where terminals and the keys of line editing are described (terminfo(5), editrc(5)).
  private static func terminals(_ home: String) -> [String] {
    ["/etc/terminfo", "/usr/share/terminfo", "\(home)/.terminfo", "\(home)/.editrc"]
  }
}
extension DoctorCommand: ConfinedCommand {}
extension BackupCommand: ConfinedCommand {
  /// The folder of the backup is written, not read; in it only the file that is made here is read as well.
  var reach: Reach {
    Reach(readable: preparedPath.map { [$0] } ?? [], outputFolders: Reach.output(file).outputFolders)
  }
}
extension RestoreCommand: ConfinedCommand { var reach: Reach { Reach(readable: [file]) } }
