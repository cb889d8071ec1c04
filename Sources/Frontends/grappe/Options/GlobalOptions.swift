import ArgumentParser
import Bundles
import Engine
import Foundation
import Localization

/// The options of every command.
struct GlobalOptions: ParsableArguments {
  /// The host of the shell that runs the command; nil on the command line.
  @TaskLocal static var sharedHost: PluginHost?

  @Option(
    name: .reserved(.workspace),
    help: ArgumentHelp(
      wording(
        "grappe.global-options.workspace-else-grappe-workspace"), valueName: "dir"))
  var workspace: String?

  @Option(
    name: .reserved(.lang),
    help: ArgumentHelp(
      wording("grappe.global-options.language-of-texts"), valueName: Language.codes))
  var lang: String?

  @Flag(name: .reserved(.json), help: ArgumentHelp(wording("grappe.global-options.write-json-machines")))
  var json = false

  @Flag(name: [.short, .reserved(.quiet)], help: ArgumentHelp(wording("grappe.global-options.quiet")))
  var quiet = false

  @Flag(name: [.short, .reserved(.verbose)], help: ArgumentHelp(wording("grappe.global-options.verbose")))
  var verbose = false

  func validate() throws {
    guard let lang, Language(available: lang) == nil else { return }
    throw ValidationError(wording("grappe.global-options.lang-unknown", ["lang": lang, "languages": Language.codes]))
  }

  /// The folder of the workspace named by the options, the environment or the current folder; nil when there is none.
  var workspaceFolder: URL? { Self.workspaceFolder(named: workspace) }

  /// Returns the folder of a workspace, given the value of `--workspace`.
  static func workspaceFolder(named path: String?) -> URL? {
    let environment = getenv("GRAPPE_WORKSPACE").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    if let path = path ?? environment { return URL(filePath: path) }
    return Workspace.folder(nearest: URL(filePath: FileManager.default.currentDirectoryPath))
  }

  /// Returns that folder, and throws if there is none; its database need not open.
  /// - Throws: `EngineError.workspaceMissing`.
  func requiredWorkspaceFolder() throws -> URL {
    if let host = Self.sharedHost { return host.workspace.directory }
    if let folder = workspaceFolder { return folder }
    throw EngineError.workspaceMissing(path: FileManager.default.currentDirectoryPath, isSearched: true)
  }

  /// Opens the workspace named by the options, the environment or the current folder.
  func openWorkspace() throws -> Workspace {
    if let host = Self.sharedHost { return host.workspace }
    let environment = ProcessInfo.processInfo.environment["GRAPPE_WORKSPACE"].flatMap { $0.isEmpty ? nil : $0 }
    if let path = workspace ?? environment { return try Workspace.open(at: URL(filePath: path)) }
    return try Workspace.nearest(from: URL(filePath: FileManager.default.currentDirectoryPath))
  }

  /// The trust settings of the workspace; nil outside of a workspace.
  func trustPolicy() throws -> TrustPolicy? {
    do { return try openWorkspace().trust.policy() } catch EngineError.workspaceMissing(_, isSearched: true) { return nil }
  }

  /// Opens the workspace and a host for its plugins. Failures of the deliveries that a command makes before it ends are
  /// reported on standard error.
  func openHost() throws -> PluginHost {
    if let host = Self.sharedHost { return host }
    let note = Progress.note
    return try PluginHost(
      workspace: try openWorkspace(), language: language,
      output: { channel, line in
        note?.clear()
        PluginHost.printLine(channel, line)
      },
      notice: { notice in
        note?.clear()
        if notice.isFailure { Output.errorLine("grappe: \(notice.message(in: language))") }
      })
  }
}
