import ArgumentParser
import Engine
import Localization

/// `grappe compact`: gives free space back, and deletes what the retention of journal and log no longer keeps.
struct CompactCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "compact", abstract: wording("grappe.compact.abstract"),
      discussion: wording("grappe.compact.discussion") + "\n\n" + example("grappe compact --dry-run"))
  }

  @OptionGroup var options: GlobalOptions

  @Flag(help: ArgumentHelp(wording("grappe.compact.dry-run")))
  var dryRun = false

  func run() async throws {
    let compaction = try await options.openHost().compact(isDryRun: dryRun)
    if options.json { return Output.json(compaction.json) }
    Output.line(
      wording(
        "grappe.compact.pruned",
        [
          "changes": MessageArgument.counted("grappe.count.changes", compaction.changes),
          "invocations": MessageArgument.counted("grappe.count.invocations", compaction.invocations),
        ]))
    let size = { QuantityFormat.size(bytes: $0) }
    let (before, after) = (compaction.before, compaction.after)
    Output.line(
      wording(
        dryRun ? "grappe.compact.would" : "grappe.compact.done",
        ["before": size(before.database), "free": size(before.free), "log": size(before.log), "after": size(after.database)]))
  }
}
