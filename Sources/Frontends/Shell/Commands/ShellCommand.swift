import Ecosystem
import Localization

/// A shell command that begins with a colon: its name, its arguments, its help.
struct ShellCommand: Sendable {
  /// The type of its argument, for completion.
  enum Argument: Sendable { case none, path, report, command, plugin, seat, entity, language, word, running, other }

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
    _ name: String, _ usage: LocalizedText = LocalizedText(verbatim: ""), _ argument: Argument = .none,
    delegate: String? = nil, doc: LocalizedText, examples: [String]
  ) {
    (self.name, self.usage, self.argument, self.examples) = (name, usage, argument, examples)
    self.delegate = delegate
    summary = doc
  }

  /// Returns the shell's commands, given those of the program around it, in the order of the help.
  static func all(knowing commands: Set<String>) -> [ShellCommand] {
    table.filter { $0.delegate.map(commands.contains) ?? true }
  }

  private static let table: [ShellCommand] = [
    ShellCommand(
      "help", LocalizedText("shell.shell.name"), .word,
      doc: "shell.shell.list-help-name-command",
      examples: [":help", ":help actors", ":help actors.kind", ":help funding.check"]),
    ShellCommand(
      "plugins", delegate: "list", doc: "shell.shell.installed-plugins", examples: [":plugins"]),
    ShellCommand(
      "install", LocalizedText("shell.shell.file"), .path,
      delegate: "install", doc: "shell.shell.installs-bundles-all-none",
      examples: [":install ../bundles/paca-1.0.0.grappe"]),
    ShellCommand(
      "upgrade", LocalizedText("shell.shell.file-2"), .path,
      delegate: "upgrade", doc: "shell.shell.replaces-plugin-another-version",
      examples: [":upgrade ../bundles/paca-1.0.0.grappe"]),
    ShellCommand(
      "reload", LocalizedText("shell.shell.name"), .plugin,
      doc: "shell.shell.opens-fresh-sandbox-plugin",
      examples: [":reload", ":reload wallonia"]),
    ShellCommand(
      "as", LocalizedText("shell.shell.name-2"), .seat,
      doc: "shell.shell.enters-plugin-s-own",
      examples: [":as wallonia", ":as admin"]),
    ShellCommand(
      "report", LocalizedText("shell.shell.name-parameter-value"), .report,
      delegate: "report", doc: "shell.shell.prints-report-without-name",
      examples: [":report wallonia:cartographie --city Namur"]),
    ShellCommand(
      "run", LocalizedText("shell.shell.name-parameter-value"), .command,
      delegate: "run", doc: "shell.shell.runs-plugin-s-command", examples: [":run wallonia:audit"]),
    ShellCommand(
      "sql", LocalizedText("shell.shell.select"), .other,
      doc: "shell.shell.reads-public-views-one",
      examples: [":sql SELECT kind, count(*) AS n FROM actors GROUP BY kind ORDER BY n DESC"]),
    ShellCommand(
      "undo", LocalizedText("shell.shell.invocation"), .other, delegate: "undo",
      doc: "shell.shell.undoes-what-invocation-changed",
      examples: [":undo"]),
    ShellCommand(
      "history", LocalizedText("shell.shell.entity-id"), .entity, delegate: "history",
      doc: "shell.shell.says-who-changed-record",
      examples: [":history actor kikk"]),
    ShellCommand(
      "jobs", LocalizedText("shell.shell.run-id-retry-id-discard"), .other, delegate: "jobs",
      doc: "shell.shell.jobs-plugins-runs-retries",
      examples: [":jobs"]),
    ShellCommand(
      "top", delegate: "top", doc: "shell.shell.what-runs-now", examples: [":top"]),
    ShellCommand(
      "kill", LocalizedText("shell.shell.number"), .running, delegate: "kill",
      doc: "shell.shell.ends-what-runs-under", examples: [":kill"]),
    ShellCommand(
      "log", LocalizedText("shell.shell.invocation"), .other,
      delegate: "log", doc: "shell.shell.last-invocations-one-them", examples: [":log"]),
    ShellCommand(
      "doctor", delegate: "doctor", doc: "shell.shell.looks-workspace-over-says", examples: [":doctor"]),
    ShellCommand(
      "lang", LocalizedText(verbatim: Language.codes), .language, doc: "shell.shell.changes-language",
      examples: [":lang en"]),
    ShellCommand("quit", doc: "shell.shell.leaves-so-does-ctrl", examples: [":quit"]),
  ]
}
