import Ecosystem
import Localization

/// A shell command that begins with a colon: its name, its arguments, its help.
struct MetaCommand: Sendable {
  /// The type of its argument, for completion.
  enum Argument: Sendable {
    case none, path, file, sql, report, command, plugin, interpreter, entity, record, language, word, running, invocation, proposal, other
  }

  let name: String
  /// The arguments as shown in help.
  let usage: LocalizedText
  let summary: LocalizedText
  let argument: Argument
  /// Examples that can be typed unchanged.
  let examples: [String]
  /// The command of the command line that it runs; nil for the shell's own.
  let delegate: String?

  private init(
    _ name: String, _ usage: LocalizedText = LocalizedText(verbatim: ""), argument: Argument = .none,
    delegate: String? = nil, doc: LocalizedText, examples: [String]
  ) {
    (self.name, self.usage, self.argument, self.examples) = (name, usage, argument, examples)
    self.delegate = delegate
    summary = doc
  }

  /// Returns the shell's commands, given those of the program around it, in the order of the help.
  static func all(knowing commands: Set<String>) -> [MetaCommand] {
    table.filter { $0.delegate.map(commands.contains) ?? true }
  }

  private static let table: [MetaCommand] = [
    MetaCommand(
      "help", LocalizedText("shell.shell.name"), argument: .word,
      doc: "shell.shell.list-help-name-command",
      examples: [":help", ":help actors", ":help actors.kind", ":help funding.check"]),
    MetaCommand(
      "plugins", delegate: "list", doc: "shell.shell.installed-plugins", examples: [":plugins"]),
    MetaCommand(
      "install", LocalizedText("shell.shell.file"), argument: .path,
      delegate: "install", doc: "shell.shell.installs-bundles-all-none",
      examples: [":install ../bundles/paca-1.1.0.grappe"]),
    MetaCommand(
      "upgrade", LocalizedText("shell.shell.file-2"), argument: .path,
      delegate: "upgrade", doc: "shell.shell.replaces-plugin-another-version",
      examples: [":upgrade ../bundles/paca-1.1.0.grappe"]),
    MetaCommand(
      "uninstall", LocalizedText("shell.shell.name"), argument: .plugin, delegate: "uninstall",
      doc: "shell.shell.removes-plugin", examples: [":uninstall paca"]),
    MetaCommand("rollback", delegate: "rollback", doc: "shell.shell.former-generation", examples: [":rollback --dry-run"]),
    MetaCommand(
      "inspect", LocalizedText("shell.shell.name-or-file"), argument: .path, delegate: "inspect",
      doc: "shell.shell.what-bundle-is", examples: [":inspect wallonia"]),
    MetaCommand(
      "reload", LocalizedText("shell.shell.name"), argument: .plugin,
      doc: "shell.shell.opens-fresh-sandbox-plugin",
      examples: [":reload", ":reload wallonia"]),
    MetaCommand(
      "as", LocalizedText("shell.shell.name-2"), argument: .interpreter,
      doc: "shell.shell.enters-plugin-s-own",
      examples: [":as wallonia", ":as public", ":as admin"]),
    MetaCommand(
      "report", LocalizedText("shell.shell.name-parameter-value"), argument: .report,
      delegate: "report", doc: "shell.shell.prints-report-without-name",
      examples: [":report wallonia:cartographie --city Namur"]),
    MetaCommand(
      "run", LocalizedText("shell.shell.name-parameter-value"), argument: .command,
      delegate: "run", doc: "shell.shell.runs-plugin-s-command", examples: [":run wallonia:audit"]),
    MetaCommand(
      "export", LocalizedText("shell.shell.entity-option-value"), argument: .entity, delegate: "export",
      doc: "shell.shell.writes-records", examples: [":export actor --format csv"]),
    MetaCommand(
      "import", LocalizedText("shell.shell.file-as-entity"), argument: .file, delegate: "import",
      doc: "shell.shell.reads-records", examples: [":import list.csv --as actor --dry-run"]),
    MetaCommand(
      "settings", LocalizedText("shell.shell.plugin-key-value"), argument: .plugin, delegate: "settings",
      doc: "shell.shell.settings-of-plugins", examples: [":settings", ":settings wallonia"]),
    MetaCommand(
      "sql", LocalizedText("shell.shell.select"), argument: .sql,
      doc: "shell.shell.reads-public-views-one",
      examples: [":sql SELECT kind, count(*) AS n FROM actors GROUP BY kind ORDER BY n DESC"]),
    MetaCommand(
      "undo", LocalizedText("shell.shell.invocation"), argument: .invocation, delegate: "undo",
      doc: "shell.shell.undoes-what-invocation-changed",
      examples: [":undo"]),
    MetaCommand(
      "history", LocalizedText("shell.shell.entity-id"), argument: .record, delegate: "history",
      doc: "shell.shell.says-who-changed-record",
      examples: [":history actor kikk"]),
    MetaCommand(
      "proposals", LocalizedText("shell.shell.proposals-arguments"), argument: .proposal, delegate: "proposals",
      doc: "shell.shell.proposals", examples: [":proposals"]),
    MetaCommand("redo", doc: "shell.shell.repeats-last-line", examples: [":redo"]),
    MetaCommand("edit", doc: "shell.shell.opens-last-line-in-editor", examples: [":edit"]),
    MetaCommand("timing", doc: "shell.shell.says-time-of-lines", examples: [":timing"]),
    MetaCommand(
      "jobs", LocalizedText("shell.shell.run-id-retry-id-discard"), argument: .other, delegate: "jobs",
      doc: "shell.shell.jobs-plugins-runs-retries",
      examples: [":jobs"]),
    MetaCommand(
      "top", delegate: "top", doc: "shell.shell.what-runs-now", examples: [":top"]),
    MetaCommand(
      "kill", LocalizedText("shell.shell.number"), argument: .running, delegate: "kill",
      doc: "shell.shell.ends-what-runs-under", examples: [":kill"]),
    MetaCommand(
      "log", LocalizedText("shell.shell.invocation"), argument: .invocation,
      delegate: "log", doc: "shell.shell.last-invocations-one-them", examples: [":log"]),
    MetaCommand(
      "backup", LocalizedText("shell.shell.one-file"), argument: .file, delegate: "backup",
      doc: "shell.shell.writes-backup", examples: [":backup cluster.sqlite"]),
    MetaCommand(
      "restore", LocalizedText("shell.shell.one-file"), argument: .file, delegate: "restore",
      doc: "shell.shell.puts-backup-back", examples: [":restore cluster.sqlite --dry-run"]),
    MetaCommand(
      "doctor", delegate: "doctor", doc: "shell.shell.looks-workspace-over-says", examples: [":doctor"]),
    MetaCommand(
      "lang", LocalizedText(verbatim: Language.codes), argument: .language, doc: "shell.shell.changes-language",
      examples: [":lang en"]),
    MetaCommand("quit", doc: "shell.shell.leaves-so-does-ctrl", examples: [":quit"]),
  ]
}
