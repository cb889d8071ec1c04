import ArgumentParser
import DeveloperKit
import Dispatch
import Ecosystem
import Engine
import Foundation
import Localization
import Reports
import Synchronization
import WebLink

/// `grappe dev`: keeps a plugin's folder loaded during its development.
struct DevCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "dev",
      abstract: wording(
        "grappe.dev.reloads-plugin-s-folder"),
      discussion: wording("grappe.dev.workspace-folder-workspace-folder") + "\n\n" + example("grappe dev ../plugins/europe --once"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording("grappe.dev.plugin-s-folder"), valueName: "dir"))
  var directory: String

  @Flag(
    help: ArgumentHelp(
      wording(
        "grappe.dev.once-throw-away-data")))
  var once = false

  @Flag(
    help: ArgumentHelp(
      wording("grappe.dev.throw-away-data-tests")))
  var scratch = false

  @Option(help: ArgumentHelp(wording("grappe.dev.web"), valueName: "address"))
  var web: String?

  @Flag(help: .approval) var yes = false

  /// The process that serves the pages, where one was asked for; it ends with this one.
  static nonisolated(unsafe) private var portal: OwnedProcess?

  func validate() throws {
    guard let web else { return }
    guard isInWorkspace else { throw ValidationError(wording("grappe.dev.web-workspace")) }
    guard ["127.0.0.1", "[::1]"].contains(where: { web == $0 || web.hasPrefix($0 + ":") }) else {
      throw ValidationError(wording("grappe.dev.web-loopback", ["address": web]))
    }
  }

  /// Starts the process that serves the pages: this one runs plugin code, and has no network once it is confined.
  func prepare() {
    guard let web, let folder = options.workspaceFolder else { return }
    let more = options.json ? ["--json"] : []
    Self.portal = OwnedProcess(
      "/proc/self/exe",
      arguments: ["grappe", "serve", "--development", "--web", web, "--lang", language.rawValue, "--workspace", folder.path] + more)
  }

  mutating func run() async throws {
    let folder = URL(filePath: directory)
    if isInWorkspace { try await developInWorkspace(folder) } else { try await developOnScratch(folder) }
  }

  /// Whether a workspace was named, or is that of this folder; one named only by the environment is not used.
  private var isInWorkspace: Bool {
    let here = URL(filePath: FileManager.default.currentDirectoryPath)
    return !once && !scratch && (options.workspace != nil || Workspace.folder(nearest: here) != nil)
  }

  // MARK: In a workspace

  private func developInWorkspace(_ folder: URL) async throws {
    let host = try options.openHost()
    let view = DevelopmentView(isJSON: options.json, workspace: host.workspace.directory.path)
    let (isApproved, isJSON) = (yes, options.json)
    let watch = try FolderWatch(folder)
    let stop = Stop()
    let interrupts = Self.interrupts {
      stop.isWanted.store(true, ordering: .relaxed)
      watch.stop()
    }
    let development = WorkspaceDevelopment(folder: folder, host: host) { plan in
      if !isJSON { InstallPlanView(plan: plan).print() }
      try InstallOptions.approve(plan, isApproved: isApproved, isJSON: isJSON) { stop.isWanted.load(ordering: .relaxed) }
    }
    try await development.reload { view.show($0) }
    for await changed in watch.changes {
      view.begin(changed)
      // An error of the first activation is reported here; those of later reloads are shown by the view.
      do { try await development.reload { view.show($0) } } catch { view.show(.failed(CommandLineFront.explain(error).text)) }
    }
    withExtendedLifetime(interrupts) {}
    Self.portal = nil
    guard try await development.close({ view.show($0) }) else { throw ExitCode(ExitStatus.conflict.rawValue) }
  }

  // MARK: In a throw-away workspace

  private func developOnScratch(_ folder: URL) async throws {
    let workspace = options.workspaceFolder == nil ? nil : try options.openWorkspace()
    let watch = try FolderWatch(folder)
    let interrupts = Self.interrupts { watch.stop() }
    let development = DevelopmentRun(
      folder: folder, dependencies: DependencySource(workspace: workspace), language: language)
    defer { development.close() }
    let view = DevelopmentView(isJSON: options.json)
    let outcome = await development.reload { view.show($0) }
    if once {
      guard let status = Self.status(of: outcome) else { return }
      throw ExitCode(status.rawValue)
    }
    for await changed in watch.changes {
      view.begin(changed)
      await development.reload(changed) { view.show($0) }
    }
    withExtendedLifetime(interrupts) {}
  }

  /// Returns the exit code of `grappe check` for a folder with problems, else that of `grappe test`; nil when both are content.
  private static func status(of outcome: DevelopmentRun.Outcome) -> ExitStatus? {
    if outcome.problems > 0 { return .refused }
    if let error = outcome.error { return FailureReport(error).exitStatus }
    return outcome.failedTests > 0 ? .failed : nil
  }

  /// Makes Ctrl-C, SIGTERM and SIGHUP end the watch, from the start: running work may finish, and everything temporary is
  /// removed.
  private static func interrupts(_ stop: @escaping @Sendable () -> Void) -> (Interruption, any DispatchSourceSignal) {
    signal(SIGHUP, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: SIGHUP)
    source.setEventHandler(handler: stop)
    source.resume()
    return (Interruption(graceMilliseconds: restoringMilliseconds, stop), source)
  }

  /// The time limit for restoring the former version, data included.
  private static let restoringMilliseconds = 10_000

  /// Whether Ctrl-C came.
  private final class Stop: Sendable {
    let isWanted = Atomic(false)
  }
}
