import Ecosystem
import Localization

// The messages of import errors, except those of single rows.

extension EngineError {
  /// The maximum number of duplicates listed.
  private static let duplicatesListedMax = 20

  /// Returns the lines of the message; empty for errors that do not belong to an import.
  func importLines(in language: Language) -> [any ArgumentConvertible] {
    switch self {
    case .duplicatesUndecided(let file, let duplicates, let total):
      [
        Message("engine.engine-error-import.duplicates", ["file": file, "count": total]),
        Self.list(duplicates, total, language), Message("engine.engine-error-import.decide"),
      ]
    case .columnUnknown(let file, let columns, let total, let entity, let known):
      [
        Message("engine.engine-error-import.column-unknown", ["file": file, "count": total, "entity": entity]),
        Self.lines(columns, total, language),
        columns.allSatisfy { $0.nearest != nil } ? "" : Message("engine.engine-error-import.fields", ["known": known]),
        Message("engine.engine-error-import.map-columns"),
      ]
    case .columnTwice(let file, let columns, let field):
      [Message("engine.engine-error-import.column-twice", ["file": file, "columns": Self.quoted(columns), "field": field])]
    case .columnAbsent(let file, let column, let header):
      [
        Message(
          "engine.engine-error-import.column-absent", ["file": file, "column": column, "header": Self.listed(header)])
      ]
    case .refusedFileExists(let path): [Message("engine.engine-error-import.refused-file-exists", ["path": path])]
    case .importStopped(let line):
      [line.map { Message("engine.engine-error-import.stopped-at", ["line": $0]) } ?? Message("engine.engine-error-import.stopped")]
    case .importUnfinished(let file, let line):
      [Message("engine.engine-error-import.unfinished", ["file": file, "line": line])]
    case .importChanged(let file, let isOtherFile):
      isOtherFile
        ? [Message("engine.engine-error-import.file-changed", ["file": file])]
        : [Message("engine.engine-error-import.options-changed", ["file": file])]
    default: []
    }
  }

  /// The names of columns in quotation marks.
  private static func quoted(_ columns: [String]) -> LocalizedText {
    LocalizedText(composing: { language in
      Typography(language).list(
        columns.map { Message("engine.engine-error-import.quoted", ["name": $0]).text(in: language) })
    })
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
    let name = short(column.name)
    let message =
      column.nearest.map { Message("engine.engine-error-import.column-near", ["name": name, "nearest": $0]) }
      ?? Message("engine.engine-error-import.column", ["name": name])
    return message.text(in: language)
  }

  private static func list(_ duplicates: [Duplicate], _ total: Int, _ language: Language) -> String {
    var lines = duplicates.prefix(duplicatesListedMax).map { duplicate in
      let criterion = duplicate.criterion.text(in: language)
      let name = "\(duplicate.change.title) (\(duplicate.change.id))"
      return Message("engine.engine-error-import.line", ["line": duplicate.line, "name": name, "sign": criterion]).text(in: language)
    }
    if total > lines.count {
      lines.append(Message("engine.engine-error-import.more-2", ["count": total - lines.count]).text(in: language))
    }
    return lines.joined(separator: "\n")
  }
}
