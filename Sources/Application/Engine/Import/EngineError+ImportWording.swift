import Ecosystem
import Localization

// The messages of import errors, except those of single rows.

extension EngineError {
  /// The maximum number of duplicates listed.
  private static let duplicatesListedMax = 20

  /// Returns the message and the remedy; empty for errors that do not belong to an import.
  func importWording(in language: Language) -> (what: String, remedy: String) {
    language == .fr ? frenchImport : englishImport
  }

  private var frenchImport: (what: String, remedy: String) {
    switch self {
    case .duplicatesUndecided(let file, let duplicates, let total):
      (
        "\(file) : \(total) ligne(s) sont des fiches qui existent déjà ; rien n'a été importé.",
        Self.list(duplicates, total, .fr)
          + "\nDécidez avec --duplicates : update les met à jour, skip les laisse, add en ajoute d'autres ; --dry-run montre ce qui changerait."
      )
    case .columnUnknown(let file, let columns, let total, let entity, let known):
      (
        "\(file) : \(total == 1 ? "une colonne n'est pas un champ" : "\(total) colonnes ne sont pas des champs") de \(entity) :",
        Self.lines(columns, total, .fr) + Self.fields(columns, known, "\nLes champs :")
          + "\nDites-le avec --map \"Colonne=champ\", ou passez-les avec --ignore-unknown."
      )
    case .columnTwice(let file, let columns, let field):
      (
        "\(file) : les colonnes \(columns.map { "« \($0) »" }.joined(separator: " et ")) sont toutes deux « \(field) ».",
        "Ôtez-en une, ou donnez un autre champ à l'une avec --map \"Colonne=champ\"."
      )
    case .columnAbsent(let file, let column, let header):
      ("\(file) n'a pas de colonne « \(column) ».", "Ses colonnes : \(Self.listed(header)).")
    case .refusedFileExists(let path):
      (
        "\(path) existe déjà ; rien n'a été importé.",
        "Corrigez et importez ce qu'il contient, ôtez-le, ou donnez un autre nom avec --refused FICHIER."
      )
    case .importStopped(let line):
      line.map { ("Interrompu : ce qui précède la ligne \($0) est importé par lots entiers.", "Continuez avec --resume.") }
        ?? ("Interrompu : rien n'a été importé.", "Relancez la commande.")
    case .importUnfinished(let file, let line):
      (
        "Un import de \(file) s'est arrêté après la ligne \(line).",
        "Continuez-le avec --resume, ou recommencez avec --no-resume."
      )
    case .importChanged(let file, let isOtherFile):
      (
        isOtherFile
          ? "\(file) a changé depuis l'import qui s'est arrêté : il ne peut pas continuer."
          : "L'import de \(file) qui s'est arrêté avait d'autres options : il ne peut pas continuer avec celles-ci.",
        isOtherFile
          ? "Remettez le fichier d'alors, ou recommencez avec --no-resume." : "Donnez les mêmes options, ou recommencez avec --no-resume."
      )
    default: ("", "")
    }
  }

  private var englishImport: (what: String, remedy: String) {
    switch self {
    case .duplicatesUndecided(let file, let duplicates, let total):
      (
        "\(file): \(total) row(s) are records that are there already; nothing was imported.",
        Self.list(duplicates, total, .en)
          + "\nDecide with --duplicates: update changes them, skip leaves them, add adds others; --dry-run shows what would change."
      )
    case .columnUnknown(let file, let columns, let total, let entity, let known):
      (
        "\(file): \(total == 1 ? "one column is not a field" : "\(total) columns are not fields") of \(entity):",
        Self.lines(columns, total, .en) + Self.fields(columns, known, "\nThe fields:")
          + "\nSay it with --map \"Column=field\", or pass over them with --ignore-unknown."
      )
    case .columnTwice(let file, let columns, let field):
      (
        "\(file): the columns \(columns.map { "\"\($0)\"" }.joined(separator: " and ")) are both \"\(field)\".",
        "Take one out, or give one of them another field with --map \"Column=field\"."
      )
    case .columnAbsent(let file, let column, let header):
      ("\(file) has no column \"\(column)\".", "Its columns: \(Self.listed(header)).")
    case .refusedFileExists(let path):
      (
        "\(path) is there already; nothing was imported.",
        "Correct and import what it holds, take it away, or give another name with --refused FILE."
      )
    case .importStopped(let line):
      line.map { ("Interrupted: what comes before line \($0) is imported, in whole batches.", "Go on with --resume.") }
        ?? ("Interrupted: nothing was imported.", "Run the command again.")
    case .importUnfinished(let file, let line):
      ("An import of \(file) was stopped after line \(line).", "Go on with --resume, or begin anew with --no-resume.")
    case .importChanged(let file, let isOtherFile):
      (
        isOtherFile
          ? "\(file) has changed since the import that was stopped: it cannot go on."
          : "The import of \(file) that was stopped had other options: it cannot go on with these.",
        isOtherFile
          ? "Put the file of then back, or begin anew with --no-resume." : "Give the same options, or begin anew with --no-resume."
      )
    default: ("", "")
    }
  }

  /// The maximum number of unknown columns listed, and of letters of each.
  static let (unknownColumnsMax, columnLettersMax) = (50, 200)

  private static func lines(_ columns: [UnknownColumn], _ total: Int, _ language: Language) -> String {
    var lines = columns.map { line($0, language) }
    if total > columns.count {
      let more = total - columns.count
      lines.append(Message("engine.engine-error-import.more", ["more": more]).text(in: language))
    }
    return lines.joined(separator: "\n")
  }

  private static func listed(_ header: [String]) -> String {
    header.prefix(unknownColumnsMax).map(short).joined(separator: ", ") + (header.count > unknownColumnsMax ? ", …" : "")
  }

  private static func short(_ name: String) -> String {
    name.utf8.count <= columnLettersMax ? name : name.prefix(columnLettersMax) + "…"
  }

  private static func line(_ column: UnknownColumn, _ language: Language) -> String {
    switch language {
    case .fr: "  « \(short(column.name)) »" + (column.nearest.map { " — vouliez-vous dire « \($0) » ?" } ?? "")
    default: "  \"\(short(column.name))\"" + (column.nearest.map { " — did you mean \"\($0)\"?" } ?? "")
    }
  }

  /// Lists all fields if some column has no suggestion.
  private static func fields(_ columns: [UnknownColumn], _ known: [String], _ words: String) -> String {
    columns.allSatisfy { $0.nearest != nil } ? "" : "\(words) \(known.joined(separator: ", "))."
  }

  private static func list(_ duplicates: [Duplicate], _ total: Int, _ language: Language) -> String {
    var lines = duplicates.prefix(duplicatesListedMax).map { duplicate in
      let sign = duplicate.sign.text(in: language)
      let name = "\(duplicate.change.title) (\(duplicate.change.id))"
      return Message("engine.engine-error-import.line", ["line": duplicate.line, "name": name, "sign": sign]).text(in: language)
    }
    if total > lines.count {
      lines.append(Message("engine.engine-error-import.more-2", ["count": total - lines.count]).text(in: language))
    }
    return lines.joined(separator: "\n")
  }
}
