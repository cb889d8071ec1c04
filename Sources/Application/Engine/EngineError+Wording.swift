import Ecosystem
import Localization
import Lua
import Store

// The messages of engine errors: one line for the error, one for the remedy.

extension EngineError: Explainable {
  /// A stable name of the kind of error, for scripts.
  public var code: String {
    switch self {
    case .workspaceMissing: "workspace.missing"
    case .workspaceExists: "workspace.exists"
    case .pathUnusable: "path.unusable"
    case .workspaceFileGiven: "path.workspace"
    case .fileUnreadable: "file.unreadable"
    case .blobDamaged: "bundle.damaged"
    case .settingInvalid: "config.invalid"
    case .writerBusy: "store.busy"
    case .undoBlocked: "undo.conflict"
    case .pluginNotInstalled: "plugin.not-installed"
    case .entryUnknown: "entry.unknown"
    case .parameterUnknown: "parameter.unknown"
    case .documentMissing: "script.no_document"
    case .parameterMissing: "parameter.missing"
    case .parameterInvalid: "parameter.invalid"
    case .downgrade: "version.downgrade"
    case .sameVersionOtherContent: "version.other-content"
    case .notApproved: "permission.not-granted"
    case .upgradeOfNothing: "plugin.not-installed"
    case .planStale: "plan.stale"
    case .givenTwice: "plugin.given-twice"
    case .neededBy: "dependency.needed"
    case .signatureMissing: "signature.missing"
    case .signersMissing: "signature.no-signers"
    case .nothingToRollBack: "rollback.nothing"
    case .rollbackBlocked: "rollback.conflict"
    case .noRollbackToUndo: "rollback.none-to-undo"
    case .rollbackNotApproved: "rollback.not-approved"
    case .databaseReplaced: "database.replaced"
    case .folderNotEmpty: "folder.not-empty"
    case .developedElsewhere: "plugin.developed-elsewhere"
    case .pluginNameInvalid: "plugin.bad-name"
    case .checkFailed: "check.failed"
    case .workspaceUnsound: "workspace.unsound"
    case .luaFailure: "plugin.failed"
    case .stopped(_, let kill): "limit.\(kill.limit)"
    case .quarantined: "limit.quarantined"
    case .notQuarantined: "quarantine.none"
    case .invocationUnknown: "invocation.unknown"
    case .notRunning: "invocation.not-running"
    case .killUnanswered: "invocation.not-ending"
    case .rowsRefused: "import.rows-refused"
    case .columnUnknown: "import.column-unknown"
    case .duplicatesUndecided: "import.duplicates"
    case .columnTwice: "import.column-twice"
    case .columnAbsent: "import.column-absent"
    case .refusedFileExists: "import.refused-file-exists"
    case .importStopped: "import.stopped"
    case .importUnfinished: "import.unfinished"
    case .importChanged: "import.changed"
    case .formatUnknown: "import.format-unknown"
    case .entityUnknown: "entity.unknown"
    }
  }

  public func message(in language: Language) -> String {
    let wording = wording(in: language)
    return wording.remedy.isEmpty ? wording.what : "\(wording.what)\n\(wording.remedy)"
  }

  private func wording(in language: Language) -> (what: String, remedy: String) {
    switch language {
    case .fr: french
    default: english
    }
  }

  private var french: (what: String, remedy: String) {
    switch self {
    case .workspaceMissing(let path, let isSearched):
      (
        "Pas d'espace de travail dans \(path)\(isSearched ? " ni au-dessus" : "").",
        "Créez-en un avec grappe init DOSSIER, ou nommez-le avec --workspace DOSSIER."
      )
    case .workspaceExists(let path):
      ("\(path) contient déjà un espace de travail ; rien n'a été changé.", "Choisissez un autre dossier.")
    case .pathUnusable(let path, let reason):
      ("\(path) ne peut pas être écrit : \(reason).", "Vérifiez le chemin et les droits.")
    case .workspaceFileGiven(let path):
      ("\(path) est un fichier de l'espace de travail lui-même ; rien n'a été écrit.", "Nommez un autre fichier.")
    case .fileUnreadable(let path, let reason):
      ("\(path) ne peut pas être lu : \(reason).", "Vérifiez le chemin et le contenu.")
    case .blobDamaged(let id):
      (
        "Le bundle installé \(id) manque ou a été altéré dans l'espace de travail.",
        "Réinstallez-le à partir de son fichier .grappe."
      )
    case .settingInvalid(let file, let line, let name, let wanted):
      ("\(file), ligne \(line) : « \(name) » n'y a pas sa place ou a une valeur hors limites.", "Attendu : \(wanted).")
    case .writerBusy(let milliseconds, let present):
      (
        "Une autre écriture occupe l'espace de travail depuis plus de \(milliseconds) ms : \(present.map { Self.french($0.writer, $0.process) } ?? "par un programme qui ne dit pas qui il est").",
        "Réessayez quand elle sera finie ; store.writer_wait_seconds de config.toml fixe l'attente."
      )
    case .undoBlocked(let invocation, let reason):
      ("\(invocation) ne peut pas être annulée, rien n'a été changé.", reason.message(in: .fr))
    case .pluginNotInstalled(let name, let nearest):
      (
        "Aucun greffon « \(name) » n'est installé.",
        nearest.map { "Vouliez-vous dire « \($0) » ?" } ?? "grappe list les montre tous."
      )
    case .entryUnknown(let kind, let name, let nearest, _):
      (
        "\(kind.none) « \(name) ».",
        nearest.map { "Vouliez-vous dire « \($0) » ?" } ?? "\(kind.lister), sans nom, en donne la liste."
      )
    case .parameterUnknown(let entry, let name, let nearest, let known):
      (
        "\(entry) n'a pas de paramètre --\(name).",
        Self.hint(nearest.map { "--\($0)" }, known, "Vouliez-vous dire", "Ses paramètres :", "Il n'en prend aucun.")
      )
    case .parameterMissing(let entry, let name):
      ("\(entry) demande le paramètre --\(name).", "Ajoutez --\(name) VALEUR.")
    case .parameterInvalid(let entry, let name, let found, let wanted):
      ("\(entry) : --\(name) ne peut pas être « \(found) ».", "Attendu : \(wanted[.fr]).")
    case .downgrade(let name, let installed, let offered):
      (
        "\(name) \(offered) est plus ancien que \(installed), la plus haute version déjà installée.",
        "Ajoutez --downgrade pour revenir en arrière."
      )
    case .sameVersionOtherContent(let name, let version):
      (
        "\(name) \(version) est installé avec un autre contenu.",
        "Donnez une version plus haute au nouveau bundle dans plugin.toml."
      )
    case .notApproved(let name, let running):
      (
        "\(name) : ce qui est demandé n'est pas approuvé ; rien n'a été installé\(running.isEmpty ? "" : ", \(Self.list(running)) continue").",
        "Lisez les demandes (grappe inspect FICHIER les montre) et ajoutez --yes pour les approuver."
      )
    case .upgradeOfNothing(let name):
      ("\(name) n'est pas installé : il n'y a rien à mettre à niveau.", "Installez-le avec grappe install FICHIER.")
    case .planStale(let name):
      ("\(name) a changé entre le plan et son exécution ; rien n'a été changé.", "Relancez la commande.")
    case .givenTwice(let name):
      ("Deux bundles de \(name) sont donnés à la fois ; rien n'a été installé.", "N'en donnez qu'un.")
    case .signatureMissing(let file):
      (
        "\(file) n'est pas signé : \(file).sig manque.",
        "Demandez la signature à qui l'a fait, ou tenez-le pour sûr par son identifiant avec grappe install --trust."
      )
    case .signersMissing(let file, let fingerprint):
      (
        "\(file) est signé avec la clé \(fingerprint), mais rien ne dit s'il faut s'y fier.",
        "Donnez --allowed-signers FICHIER, ou lancez la commande dans un espace de travail."
      )
    case .nothingToRollBack(let name):
      (
        name.map { "\($0) n'a aucun changement à annuler." } ?? "Il n'y a aucun changement de greffon à annuler.",
        "grappe list montre ce qui est installé."
      )
    case .noRollbackToUndo:
      (
        "La génération présente n'est pas celle d'un retour en arrière ; rien n'a été changé.",
        "Annulez d'abord ce qui est venu depuis : grappe rollback."
      )
    case .rollbackNotApproved:
      ("Le retour en arrière n'a pas été approuvé ; rien n'a été changé.", "Répondez o, ou ajoutez --yes.")
    case .databaseReplaced(let path):
      (
        "\(path) a été remplacé ou supprimé pendant le service ; l'hôte s'est arrêté.",
        "Vérifiez l'espace de travail avec grappe doctor, puis relancez grappe serve."
      )
    case .rollbackBlocked(let change, let reason):
      (
        "\(change) ne peut pas être annulé, les données ont changé depuis ; rien n'a été changé.",
        reason.message(in: .fr)
      )
    case .developedElsewhere(let name):
      (
        "Un autre grappe dev travaille déjà à \(name) dans cet espace de travail.",
        "Terminez-le avec Ctrl-C, ou ajoutez --scratch pour des données jetables."
      )
    case .folderNotEmpty(let path):
      ("\(path) contient déjà quelque chose ; rien n'a été écrit.", "Choisissez un autre dossier, ou videz celui-ci.")
    case .pluginNameInvalid(let name):
      (
        "« \(name) » n'est pas un nom de greffon.",
        "Donnez --name avec 2 à 32 minuscules, chiffres ou _, une lettre d'abord ; « grappe » est pris."
      )
    case .checkFailed(let directory, let problems):
      ("\(directory) : \(problems) problème(s).", "Corrigez-les et relancez grappe check.")
    case .workspaceUnsound(let path, let problems):
      (
        "\(path) : \(problems) dommage(s).",
        "Réinstallez les bundles nommés ; rétablissez une sauvegarde si la base est atteinte."
      )
    case .neededBy(let name, let dependents):
      (
        "\(name) ne peut pas être retiré : \(dependents.joined(separator: ", ")) en dépend.",
        "Retirez d'abord ce qui en dépend."
      )
    case .documentMissing(let script):
      (
        "\(script) ne construit pas de document, que --format ou -o demandent.",
        "Commencez-en un : local doc = grappe.document{ title = \"…\" } ; ou ôtez --format et -o."
      )
    case .luaFailure(let place, let failure): ("\(place) a échoué : \(failure.message)", failure.help(in: .fr))
    case .stopped(let place, let kill) where kill.isEndedFromOutside:
      ("\(place) a été arrêté : \(kill.usage(in: .fr)).", kill.help(in: .fr))
    case .stopped(let place, let kill):
      ("\(place) a été arrêté par la limite \(kill.limit) : \(kill.usage(in: .fr)).", kill.help(in: .fr))
    case .quarantined(let plugin):
      (
        "\(plugin.name) est en quarantaine depuis \(plugin.since) : "
          + (plugin.isStuck
            ? "dans une tâche, une livraison ou au chargement, son code ne s'est pas arrêté à sa limite."
            : "dans des tâches, des livraisons ou au chargement, son code a été arrêté par une limite trois fois en une heure."),
        "Voyez pourquoi avec grappe quarantine \(plugin.name), puis levez-la avec grappe quarantine \(plugin.name) --lift."
      )
    case .notQuarantined(let name, let known):
      (
        "\(name) n'est pas en quarantaine.",
        known.isEmpty ? "Aucun greffon ne l'est." : "En quarantaine : \(known.joined(separator: ", "))."
      )
    case .invocationUnknown(let id):
      ("Le journal n'a pas d'invocation « \(id) ».", "grappe log montre les dernières, chacune avec son identifiant.")
    case .notRunning(let id, let known):
      (
        "Rien ne s'exécute sous le numéro \(id).",
        known.isEmpty ? "Rien ne s'exécute en ce moment." : "En cours : \(known.joined(separator: ", "))."
      )
    case .killUnanswered(let id, let process):
      (
        "\(id) n'a pas pris fin : le processus \(process) ne répond pas.",
        "Mettez fin au processus lui-même avec kill \(process) ; sa transaction sera défaite."
      )
    case .rowsRefused(let file, let rows, let total):
      ("\(file) : \(total) ligne(s) refusée(s) ; rien n'a été importé.", Self.list(rows, total, .fr))
    case .duplicatesUndecided, .columnUnknown, .columnTwice, .columnAbsent, .refusedFileExists, .importStopped, .importUnfinished,
      .importChanged:
      importWording(in: .fr)
    case .formatUnknown(let file, let known):
      ("\(file) : format inconnu.", "Formats connus, d'après l'extension : \(known.joined(separator: ", ")). Un tableur enregistre ses feuilles en CSV.")
    case .entityUnknown(let name, let nearest, let known):
      ("Il n'y a pas d'entité « \(name) ».", Self.hint(nearest, known, "Vouliez-vous dire", "Les entités :", ""))
    }
  }

  private var english: (what: String, remedy: String) {
    switch self {
    case .workspaceMissing(let path, let isSearched):
      (
        "No workspace in \(path)\(isSearched ? " or above it" : "").",
        "Create one with grappe init DIR, or name it with --workspace DIR."
      )
    case .workspaceExists(let path):
      ("\(path) already holds a workspace; nothing was changed.", "Choose another folder.")
    case .pathUnusable(let path, let reason):
      ("\(path) cannot be written: \(reason).", "Check the path and its permissions.")
    case .workspaceFileGiven(let path):
      ("\(path) is a file of the workspace itself; nothing was written.", "Name another file.")
    case .fileUnreadable(let path, let reason):
      ("\(path) cannot be read: \(reason).", "Check the path and what it holds.")
    case .blobDamaged(let id):
      ("The installed bundle \(id) is missing or altered in the workspace.", "Install it again from its .grappe file.")
    case .settingInvalid(let file, let line, let name, let wanted):
      ("\(file), line \(line): \"\(name)\" does not belong there or is out of range.", "Wanted: \(wanted).")
    case .writerBusy(let milliseconds, let present):
      (
        "Another writer has had the workspace for more than \(milliseconds) ms: \(present.map { Self.english($0.writer, $0.process) } ?? "a program that does not say who it is").",
        "Try again when it is done; store.writer_wait_seconds in config.toml sets how long to wait."
      )
    case .undoBlocked(let invocation, let reason):
      ("\(invocation) cannot be undone, nothing was changed.", reason.message(in: .en))
    case .pluginNotInstalled(let name, let nearest):
      (
        "No plugin \"\(name)\" is installed.",
        nearest.map { "Did you mean \"\($0)\"?" } ?? "grappe list shows them all."
      )
    case .entryUnknown(let kind, let name, let nearest, _):
      (
        "There is no \(kind.rawValue) \"\(name)\".",
        nearest.map { "Did you mean \"\($0)\"?" } ?? "\(kind.lister) without a name lists them."
      )
    case .parameterUnknown(let entry, let name, let nearest, let known):
      (
        "\(entry) has no parameter --\(name).",
        Self.hint(nearest.map { "--\($0)" }, known, "Did you mean", "Its parameters:", "It takes none.")
      )
    case .parameterMissing(let entry, let name): ("\(entry) needs the parameter --\(name).", "Add --\(name) VALUE.")
    case .parameterInvalid(let entry, let name, let found, let wanted):
      ("\(entry): --\(name) cannot be \"\(found)\".", "Wanted: \(wanted[.en]).")
    case .downgrade(let name, let installed, let offered):
      (
        "\(name) \(offered) is older than \(installed), the newest version ever installed.",
        "Add --downgrade to go back."
      )
    case .sameVersionOtherContent(let name, let version):
      ("\(name) \(version) is installed with other content.", "Give the new bundle a higher version in plugin.toml.")
    case .notApproved(let name, let running):
      (
        "\(name): what is asked for is not approved; nothing was installed\(running.isEmpty ? "" : ", \(Self.list(running)) runs on").",
        "Read the requests (grappe inspect FILE shows them) and add --yes to approve them."
      )
    case .upgradeOfNothing(let name):
      ("\(name) is not installed: there is nothing to upgrade.", "Install it with grappe install FILE.")
    case .planStale(let name):
      ("\(name) changed between the plan and its execution; nothing was changed.", "Run the command again.")
    case .givenTwice(let name):
      ("Two bundles of \(name) are given at once; nothing was installed.", "Give one of them.")
    case .signatureMissing(let file):
      (
        "\(file) is not signed: \(file).sig is missing.",
        "Ask whoever made it for the signature, or trust it by its id with grappe install --trust."
      )
    case .signersMissing(let file, let fingerprint):
      (
        "\(file) is signed with the key \(fingerprint), but nothing says whether to trust it.",
        "Give --allowed-signers FILE, or run the command in a workspace."
      )
    case .nothingToRollBack(let name):
      (
        name.map { "\($0) has no change to roll back." } ?? "There is no change of plugins to roll back.",
        "grappe list shows what is installed."
      )
    case .noRollbackToUndo:
      (
        "The present generation was not made by a rollback; nothing was changed.",
        "First undo what came since: grappe rollback."
      )
    case .rollbackNotApproved: ("The rollback was not approved; nothing was changed.", "Answer y, or add --yes.")
    case .databaseReplaced(let path):
      (
        "\(path) was replaced or removed while it was served; the host has ended.",
        "Check the workspace with grappe doctor, then start grappe serve again."
      )
    case .rollbackBlocked(let change, let reason):
      ("\(change) cannot be rolled back, the data has changed since; nothing was changed.", reason.message(in: .en))
    case .developedElsewhere(let name):
      (
        "Another grappe dev is at work on \(name) in this workspace.",
        "End it with Ctrl-C, or add --scratch for throw-away data."
      )
    case .folderNotEmpty(let path):
      ("\(path) already holds something; nothing was written.", "Choose another folder, or empty this one.")
    case .pluginNameInvalid(let name):
      (
        "\"\(name)\" is no name for a plugin.",
        "Give --name with 2 to 32 lower-case letters, digits or _, a letter first; \"grappe\" is taken."
      )
    case .checkFailed(let directory, let problems):
      ("\(directory): \(problems) problem(s).", "Correct them and run grappe check again.")
    case .workspaceUnsound(let path, let problems):
      (
        "\(path): \(problems) damage(s).",
        "Install the bundles named again; restore a backup where the database is concerned."
      )
    case .neededBy(let name, let dependents):
      (
        "\(name) cannot be removed: \(dependents.joined(separator: ", ")) depends on it.",
        "Remove what depends on it first."
      )
    case .documentMissing(let script):
      (
        "\(script) builds no document, which --format or -o ask for.",
        "Begin one: local doc = grappe.document{ title = \"…\" }; or leave out --format and -o."
      )
    case .luaFailure(let place, let failure): ("\(place) failed: \(failure.message)", failure.help(in: .en))
    case .stopped(let place, let kill) where kill.isEndedFromOutside:
      ("\(place) was stopped: \(kill.usage(in: .en)).", kill.help(in: .en))
    case .stopped(let place, let kill):
      ("\(place) was stopped by the limit \(kill.limit): \(kill.usage(in: .en)).", kill.help(in: .en))
    case .quarantined(let plugin):
      (
        "\(plugin.name) is under quarantine since \(plugin.since): "
          + (plugin.isStuck
            ? "in a job, a delivery or while it was loaded, its code did not end when it was stopped."
            : "in jobs, deliveries or while it was loaded, its code was stopped by a limit three times within an hour."),
        "See why with grappe quarantine \(plugin.name), then lift it with grappe quarantine \(plugin.name) --lift."
      )
    case .notQuarantined(let name, let known):
      (
        "\(name) is not under quarantine.",
        known.isEmpty ? "No plugin is." : "Under quarantine: \(known.joined(separator: ", "))."
      )
    case .invocationUnknown(let id):
      ("The log has no invocation \"\(id)\".", "grappe log shows the last ones, each with its id.")
    case .notRunning(let id, let known):
      (
        "Nothing runs under the number \(id).",
        known.isEmpty ? "Nothing is running now." : "Running: \(known.joined(separator: ", "))."
      )
    case .killUnanswered(let id, let process):
      (
        "\(id) did not end: process \(process) does not answer.",
        "End the process itself with kill \(process); its transaction will be rolled back."
      )
    case .rowsRefused(let file, let rows, let total):
      ("\(file): \(total) row(s) refused; nothing was imported.", Self.list(rows, total, .en))
    case .duplicatesUndecided, .columnUnknown, .columnTwice, .columnAbsent, .refusedFileExists, .importStopped, .importUnfinished,
      .importChanged:
      importWording(in: .en)
    case .formatUnknown(let file, let known):
      ("\(file): unknown format.", "Known formats, by the extension: \(known.joined(separator: ", ")). A spreadsheet program saves its sheets as CSV.")
    case .entityUnknown(let name, let nearest, let known):
      ("There is no entity \"\(name)\".", Self.hint(nearest, known, "Did you mean", "The entities:", ""))
    }
  }

  private static func list(_ words: [String]) -> String { words.joined(separator: ", ") }

  private static func hint(_ nearest: String?, _ known: [String], _ ask: String, _ list: String, _ none: String)
    -> String
  {
    if let nearest { return ask.hasPrefix("V") ? "\(ask) « \(nearest) » ?" : "\(ask) \"\(nearest)\"?" }
    return known.isEmpty ? none : "\(list) \(known.joined(separator: ", "))."
  }

  private static func list(_ rows: [RefusedRow], _ total: Int, _ language: Language) -> String {
    var lines = rows.map { "  " + $0.listed(in: language) }
    if total > rows.count {
      lines.append(Message("engine.engine-error.more", ["count": total - rows.count]).text(in: language))
    }
    lines.append(
      Message("engine.engine-error.correct-these-lines-import").text(in: language))
    return lines.joined(separator: "\n")
  }

  private static func french(_ writer: Writer, _ process: Int32) -> String {
    "processus \(process), \(writer.plugin) (\(writer.kind) \(writer.name)), depuis \(writer.since)"
  }

  private static func english(_ writer: Writer, _ process: Int32) -> String {
    "process \(process), \(writer.plugin) (\(writer.kind) \(writer.name)), since \(writer.since)"
  }
}

extension EntryKind {
  /// The French words for "no such entry".
  fileprivate var none: String {
    switch self {
    case .report: "Aucun rapport"
    case .command: "Aucune commande"
    case .importer: "Aucun importateur"
    }
  }

  /// The command that lists the entries.
  fileprivate var lister: String {
    switch self {
    case .report: "grappe report"
    case .command: "grappe run"
    case .importer: "grappe import"
    }
  }
}
