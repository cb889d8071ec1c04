import ArgumentParser
import Backups
import Ecosystem
import Engine
import Foundation
import Localization
import Synchronization

/// `grappe backup`: writes the workspace into one file; other processes can write meanwhile.
struct BackupCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "backup",
      abstract: wording(
        "grappe.backup.writes-backup-workspace-into"),
      discussion: wording("grappe.backup.file-holds-database-one") + "\n\n"
        + example("grappe backup ../cluster.sqlite"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording("grappe.backup.file-write"), valueName: "file"))
  var file: String

  @Flag(help: ArgumentHelp(wording("grappe.backup.replace-file-if-exists")))
  var force = false

  /// Created before the process is confined; see `prepare`.
  private static let prepared = Mutex<Result<BackupTarget, any Error>?>(nil)

  /// Creates the temporary file while its folder can still be opened.
  func prepare() {
    let target = Result { try BackupTarget(path: file, isReplacing: force, protecting: options.workspaceFolder) }
    Self.prepared.withLock { $0 = target }
  }

  /// The temporary file; nil when it could not be created, which `run` reports.
  var preparedPath: String? { Self.prepared.withLock { try? $0?.get().temporary } }

  func run() throws {
    let prepared = Self.prepared.withLock { $0 } ?? Result { try BackupTarget(path: file, isReplacing: force) }
    let target = try prepared.get()
    let outcome: BackupOutcome
    do {
      let workspace = try options.openWorkspace()
      outcome = try CopyWatch.run { try workspace.backUp(to: target, progress: $0) }
    } catch {
      target.discard()
      throw error
    }
    if options.json { Output.json(outcome.json) } else { BackupView.print(outcome) }
  }
}

/// Formats the content of a backup as text.
enum BackupView {
  static func print(_ outcome: BackupOutcome) {
    let size = QuantityFormat.size(bytes: outcome.bytes)
    let (records, bundles): (MessageArgument, MessageArgument) = (
      .counted("grappe.count.records", outcome.records), .counted("grappe.count.bundles", outcome.bundles)
    )
    Output.line(
      wording(
        "grappe.backup.checked-records-bundles-generation",
        ["path": outcome.path, "size": size, "records": records, "bundles": bundles, "generation": outcome.generation]))
    let settings = outcome.settings.joined(separator: ", ")
    if !settings.isEmpty { Output.line(wording("grappe.backup.with", ["settings": settings])) }
    for plugin in outcome.missing {
      Output.line(
        wording(
          "grappe.backup.note-bundle-missing-altered", ["name": plugin.name, "version": plugin.version]))
    }
  }
}
