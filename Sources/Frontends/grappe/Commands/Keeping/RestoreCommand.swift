import ArgumentParser
import Backups
import Ecosystem
import Engine
import Foundation
import Localization
import Store

/// `grappe restore`: replaces the workspace's content with that of a backup.
struct RestoreCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "restore",
      abstract: wording(
        "grappe.restore.brings-workspace-back-backup"),
      discussion: wording("grappe.restore.file-first-checked-whole") + "\n\n"
        + example("grappe backup ../cluster.sqlite && grappe restore ../cluster.sqlite"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(
    help: ArgumentHelp(
      wording("grappe.restore.file-grappe-backup-wrote"), valueName: "file"))
  var file: String

  @Flag(
    help: ArgumentHelp(
      wording(
        "grappe.restore.check-file-say-what")))
  var dryRun = false

  mutating func run() async throws {
    let outcome = try await restore(URL(filePath: file).standardizedFileURL)
    if options.json { Output.json(outcome.json) } else { RestoreView(outcome).print() }
  }

  private func restore(_ source: URL) async throws -> RestoreOutcome {
    let workspace: Workspace
    do { workspace = try options.openWorkspace() } catch {
      guard let folder = options.workspaceFolder, Self.isLost(error, folder) else { throw error }
      return try Workspace.replaceDatabase(in: folder, by: source, isDryRun: dryRun)
    }
    return try await CopyWatch.run { try await workspace.restore(from: source, isDryRun: dryRun, progress: $0) }
  }

  /// Whether the workspace's database is missing or cannot be opened.
  private static func isLost(_ error: any Error, _ folder: URL) -> Bool {
    switch error {
    case EngineError.workspaceMissing: FileManager.default.fileExists(atPath: folder.appending(path: "blobs").path)
    case let error as StoreError: error.kind == .corrupt || error.kind == .notGrappe
    default: false
    }
  }
}

/// Formats the result of a restore as text.
struct RestoreView {
  private let outcome: RestoreOutcome

  init(_ outcome: RestoreOutcome) { self.outcome = outcome }

  func print() {
    printContent()
    printQueue()
    printFiles()
    guard let generation = outcome.generation else {
      return Output.line(wording("grappe.restore.trial-nothing-was-changed"))
    }
    Output.line(wording("grappe.restore.generation", ["generation": generation]))
    guard let former = outcome.former else { return }
    let isDamaged = former.contains(".damaged.")
    Output.line(
      isDamaged
        ? wording(
          "grappe.restore.former-files-kept-they", ["former": former])
        : wording(
          "grappe.restore.what-was-there-kept", ["former": former]))
  }

  private func printContent() {
    let made = outcome.label.map {
      wording("grappe.restore.made", ["change-view": ChangeView.moment($0.madeAt)])
    }
    Output.line(
      wording(
        "grappe.restore.backup-order", ["source": outcome.source, "made": made ?? ""]))
    if let foreign = outcome.foreign { Output.line(wording("grappe.restore.of-another-workspace", ["id": foreign.id])) }
    let (before, after) = (QuantityFormat.count(Int64(outcome.records.before)), QuantityFormat.count(Int64(outcome.records.after)))
    if outcome.wasUnreadable {
      Output.line(
        wording(
          "grappe.restore.present-database-could-not", ["count": MessageArgument.grouped(outcome.records.after)]))
    } else {
      Output.line(
        wording(
          "grappe.restore.records-later-changes-go",
          ["before": before, "after": after, "count": MessageArgument.grouped(outcome.changesGone)]))
    }
    let names = (outcome.plugins.before.map(Self.text), outcome.plugins.after.map(Self.text))
    if names.0 != names.1 {
      Output.line(wording("grappe.restore.plugins") + "\(Self.list(names.0)) → \(Self.list(names.1))")
    }
  }

  private func printQueue() {
    let queue = outcome.queue
    if !queue.onceAgain.isEmpty {
      let names = queue.onceAgain.joined(separator: ", ")
      Output.line(
        wording(
          "grappe.restore.once-only-jobs-done", ["names": names]))
    }
    if !queue.caughtUp.isEmpty {
      let names = queue.caughtUp.joined(separator: ", ")
      Output.line(
        wording("grappe.restore.jobs-caught-up-once", ["names": names]))
    }
    if queue.deliveredAgain > 0 {
      Output.line(
        wording(
          "grappe.restore.deliveries-made-since-gone", ["count": queue.deliveredAgain]))
    }
    if queue.deliveriesGone > 0 {
      Output.line(
        wording(
          "grappe.restore.waiting-deliveries-go-changes", ["count": queue.deliveriesGone]))
    }
  }

  private func printFiles() {
    if outcome.erasedAgain > 0 { Output.line(wording("grappe.restore.erased-again", ["count": outcome.erasedAgain])) }
    if outcome.withdrawnAgain > 0 { Output.line(wording("grappe.restore.withdrawn-again", ["count": outcome.withdrawnAgain])) }
    for path in outcome.filesRestored { Output.line(wording("grappe.restore.restored", ["path": path])) }
    for path in outcome.filesKept {
      Output.line(
        wording(
          "grappe.restore.note-stays-backup-has", ["path": path]))
    }
    for plugin in outcome.missing {
      Output.line(
        wording(
          "grappe.restore.note-bundle-former-version", ["self": Self.text(plugin)]))
    }
  }

  private static func text(_ plugin: InstalledPlugin) -> String { "\(plugin.name) \(plugin.version)" }

  private static func list(_ names: [String]) -> String { names.isEmpty ? "∅" : names.joined(separator: ", ") }
}
