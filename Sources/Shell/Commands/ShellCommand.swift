import Ecosystem

/// One of the commands that begin with a colon: its name, its arguments, what it does.
struct ShellCommand: Sendable {
  /// What its arguments are, for completion.
  enum Argument: Sendable { case none, path, report, command, plugin, seat, entity, language, word, running, other }

  let name: String
  /// The arguments as help writes them.
  let usage: LocalizedText
  let summary: LocalizedText
  let argument: Argument
  /// What may be typed as it stands here.
  let examples: [String]
  /// The command of the command line that it is; nil for the shell's own.
  let delegate: String?

  private init(
    _ name: String, _ usage: LocalizedText = LocalizedText(fr: "", en: ""), _ argument: Argument = .none,
    delegate: String? = nil, fr: String, en: String, examples: [String]
  ) {
    (self.name, self.usage, self.argument, self.examples) = (name, usage, argument, examples)
    self.delegate = delegate
    summary = LocalizedText(fr: fr, en: en)
  }

  /// Those of a shell around which the program has these commands, in the order help lists them.
  static func all(knowing commands: Set<String>) -> [ShellCommand] {
    table.filter { $0.delegate.map(commands.contains) ?? true }
  }

  private static let table: [ShellCommand] = [
    ShellCommand(
      "help", LocalizedText(fr: "[NOM]", en: "[NAME]"), .word,
      fr: "Cette liste, ou l'aide sur un nom : une commande, un module, une collection, une fonction, un champ.",
      en: "This list, or help on a name: a command, a module, a collection, a function, a field.",
      examples: [":help", ":help actors", ":help actors.kind", ":help funding.check"]),
    ShellCommand(
      "plugins", delegate: "list", fr: "Les greffons installés.", en: "The installed plugins.", examples: [":plugins"]),
    ShellCommand(
      "install", LocalizedText(fr: "FICHIER…", en: "FILE…"), .path,
      delegate: "install", fr: "Installe des bundles, tous ou aucun ; montre d'abord ce qu'ils demandent.",
      en: "Installs bundles, all or none; shows first what they ask for.",
      examples: [":install ../bundles/paca-1.0.0.grappe"]),
    ShellCommand(
      "upgrade", LocalizedText(fr: "FICHIER", en: "FILE"), .path,
      delegate: "upgrade", fr: "Remplace un greffon par une autre version, après en avoir montré les changements.",
      en: "Replaces a plugin by another version, after showing what changes.",
      examples: [":upgrade ../bundles/paca-1.0.0.grappe"]),
    ShellCommand(
      "reload", LocalizedText(fr: "[NOM]", en: "[NAME]"), .plugin,
      fr: "Ouvre un bac à sable neuf : celui du greffon, ou celui où vous êtes ; ses variables sont perdues.",
      en: "Opens a fresh sandbox: the plugin's, or the one you are in; its variables are lost.",
      examples: [":reload", ":reload wallonia"]),
    ShellCommand(
      "as", LocalizedText(fr: "NOM", en: "NAME"), .seat,
      fr: "Passe dans le bac à sable d'un greffon, avec ses permissions ; :as admin en revient.",
      en: "Enters a plugin's own sandbox, with its permissions; :as admin returns.",
      examples: [":as wallonia", ":as admin"]),
    ShellCommand(
      "report", LocalizedText(fr: "[NOM] [--paramètre valeur]", en: "[NAME] [--parameter value]"), .report,
      delegate: "report", fr: "Imprime un rapport ; sans nom, en donne la liste.", en: "Prints a report; without a name, lists them.",
      examples: [":report wallonia:cartographie --city Namur"]),
    ShellCommand(
      "run", LocalizedText(fr: "[NOM] [--paramètre valeur]", en: "[NAME] [--parameter value]"), .command,
      delegate: "run", fr: "Exécute une commande d'un greffon ; sans nom, en donne la liste.",
      en: "Runs a plugin's command; without a name, lists them.", examples: [":run wallonia:audit"]),
    ShellCommand(
      "sql", LocalizedText(fr: "SELECT …", en: "SELECT …"), .other,
      fr: "Lit avec SQL les vues publiques, une par collection.", en: "Reads the public views, one a collection, by SQL.",
      examples: [":sql SELECT kind, count(*) AS n FROM actors GROUP BY kind ORDER BY n DESC"]),
    ShellCommand(
      "undo", LocalizedText(fr: "[INVOCATION]", en: "[INVOCATION]"), .other, delegate: "undo",
      fr: "Annule ce qu'une invocation a changé ; sans identifiant, la dernière ligne d'ici qui a écrit.",
      en: "Undoes what an invocation changed; without an id, the last line here that wrote.",
      examples: [":undo"]),
    ShellCommand(
      "history", LocalizedText(fr: "ENTITÉ ID", en: "ENTITY ID"), .entity, delegate: "history",
      fr: "Dit qui a changé une fiche, quand, et comment.", en: "Says who changed a record, when, and how.",
      examples: [":history actor kikk"]),
    ShellCommand(
      "jobs", LocalizedText(fr: "[run ID|retry ID|discard ID]", en: "[run ID|retry ID|discard ID]"), .other, delegate: "jobs",
      fr: "Les tâches des greffons ; en exécute ou en retente une.", en: "The jobs of plugins; runs or retries one.",
      examples: [":jobs"]),
    ShellCommand(
      "top", delegate: "top", fr: "Ce qui s'exécute en ce moment.", en: "What runs now.", examples: [":top"]),
    ShellCommand(
      "kill", LocalizedText(fr: "[NUMÉRO]", en: "[NUMBER]"), .running, delegate: "kill",
      fr: "Met fin à ce qui s'exécute sous un numéro de :top, dans quelque processus que ce soit.",
      en: "Ends what runs under a number of :top, in whatever process.", examples: [":kill"]),
    ShellCommand(
      "log", LocalizedText(fr: "[INVOCATION]", en: "[INVOCATION]"), .other,
      delegate: "log", fr: "Les dernières exécutions, ou l'une d'elles avec son erreur.",
      en: "The last invocations, or one of them with its error.", examples: [":log"]),
    ShellCommand(
      "doctor", delegate: "doctor", fr: "Vérifie l'espace de travail ; dit ce qui confine le processus.",
      en: "Looks the workspace over; says what confines the process.", examples: [":doctor"]),
    ShellCommand(
      "lang", LocalizedText(fr: "fr|en", en: "fr|en"), .language, fr: "Change de langue.", en: "Changes the language.",
      examples: [":lang en"]),
    ShellCommand("quit", fr: "Quitte ; Ctrl-D aussi.", en: "Leaves; so does Ctrl-D.", examples: [":quit"]),
  ]
}
