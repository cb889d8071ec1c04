import Cells
import Ecosystem
import Localization

// The messages of import errors, except those of single rows.

extension ImportError: Explainable {
  /// A stable name of the kind of error, for scripts.
  public var code: String {
    switch self {
    case .rowsRefused: "import.rows-refused"
    case .columnUnknown: "import.column-unknown"
    case .duplicatesUndecided: "import.duplicates"
    case .columnTwice: "import.column-twice"
    case .columnAmbiguous: "import.column-ambiguous"
    case .constantTwice: "import.constant-twice"
    case .columnsUnclear: "import.columns-unclear"
    case .columnFormerCents: "import.column-former-cents"
    case .columnAbsent: "import.column-absent"
    case .refusedFileExists: "import.refused-file-exists"
    case .stopped: "import.stopped"
    case .unfinished: "import.unfinished"
    case .changed: "import.changed"
    case .formatUnknown: "import.format-unknown"
    case .formatUnfit: "import.format-unfit"
    case .several(let errors): errors.first?.code ?? "import.several"
    }
  }

  public func message(in language: Language) -> String {
    lines(in: language).map { $0.argument.text(in: language) }.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// The maximum number of duplicates listed.
  private static let duplicatesListedMax = 20

  private func lines(in language: Language) -> [any ArgumentConvertible] {
    switch self {
    case .rowsRefused(let file, let rows, let total):
      [Message("importing.import-error.rows-refused", ["file": file, "count": total]), Self.list(rows, total, in: language)]
    case .duplicatesUndecided(let file, let duplicates, let total):
      [
        Message("importing.import-error.duplicates", ["file": file, "count": total]),
        Self.list(duplicates, total, in: language), Message("importing.import-error.decide"),
      ]
    case .columnUnknown(let file, let columns, let total, let entity, let known):
      [
        Message("importing.import-error.column-unknown", ["file": file, "count": total, "entity": entity]),
        Self.lines(columns, total, in: language),
        columns.allSatisfy { $0.nearest != nil } ? "" : Message("importing.import-error.fields", ["known": known]),
        Message("importing.import-error.map-columns"),
      ]
    case .columnTwice(let file, let columns, let field):
      [
        Message(
          "importing.import-error.column-twice",
          ["file": file, "columns": Self.quoted(columns), "field": field, "first": Self.short(columns.first ?? "")])
      ]
    case .columnAmbiguous(let file, let column, let fields):
      [
        Message(
          "importing.import-error.column-ambiguous",
          ["file": file, "column": Self.short(column), "fields": fields, "first": fields.first ?? ""])
      ]
    case .constantTwice(let file, let column, let constant, let field):
      [
        Message(
          "importing.import-error.constant-twice",
          ["file": file, "column": Self.short(column), "constant": Self.short(constant), "field": field])
      ]
    case .columnsUnclear(let file, let columns):
      [Message("importing.import-error.columns-unclear", ["file": file, "count": columns.count])]
        + columns.map { Self.unclear($0) } + Self.remedies(columns)
    case .columnFormerCents(let file, let column, let replacement):
      [
        Message(
          "importing.import-error.column-former-cents", ["file": file, "column": column, "replacement": replacement])
      ]
    case .columnAbsent(let file, let column, let header):
      [
        Message(
          "importing.import-error.column-absent", ["file": file, "column": column, "header": Self.listed(header)])
      ]
    case .refusedFileExists(let path): [Message("importing.import-error.refused-file-exists", ["path": path])]
    case .stopped(let line):
      [line.map { Message("importing.import-error.stopped-at", ["line": $0]) } ?? Message("importing.import-error.stopped")]
    case .unfinished(let file, let line):
      [Message("importing.import-error.unfinished", ["file": file, "line": line])]
    case .changed(let file, let isOtherFile):
      isOtherFile
        ? [Message("importing.import-error.file-changed", ["file": file])]
        : [Message("importing.import-error.options-changed", ["file": file])]
    case .formatUnfit(let file, let format, let entity):
      [Message("importing.import-error.format-unfit", ["file": file, "format": format, "entity": entity])]
    case .formatUnknown(let file, let known):
      [Message("importing.import-error.format-unknown", ["file": file, "known": known])]
    case .several(let errors): errors.map { $0.message(in: language) }
    }
  }

  private static func unclear(_ column: UnclearColumn) -> Message {
    let samples = column.problem.samples
    let arguments: [String: any ArgumentConvertible] = [
      "column": short(column.name), "line": samples[0].line, "text": short(samples[0].text),
    ]
    guard samples.count > 1 else {
      return switch column.problem.subject {
      case .decimalMark: Message("importing.import-error.decimal-ambiguous", arguments)
      case .dateOrder: Message("importing.import-error.dates-ambiguous", arguments)
      }
    }
    let others: [String: any ArgumentConvertible] = ["other-line": samples[1].line, "other-text": short(samples[1].text)]
    let both = arguments.merging(others) { _, new in new }
    return switch column.problem.subject {
    case .decimalMark: Message("importing.import-error.decimal-mixed", both)
    case .dateOrder: Message("importing.import-error.dates-mixed", both)
    }
  }

  private static func remedies(_ columns: [UnclearColumn]) -> [Message] {
    let subjects = Set(columns.map(\.problem.subject))
    return (subjects.contains(.decimalMark) ? [Message("importing.import-error.say-decimal")] : [])
      + (subjects.contains(.dateOrder) ? [Message("importing.import-error.say-dates")] : [])
  }

  /// The names of columns in quotation marks.
  private static func quoted(_ columns: [String]) -> LocalizedText {
    LocalizedText(composing: { language in
      Typography(language).list(
        columns.map { Message("importing.import-error.quoted", ["name": $0]).text(in: language) })
    })
  }

  /// The maximum number of unknown columns listed, and of letters of each.
  static let (unknownColumnsMax, columnLettersMax) = (50, 200)

  private static func lines(_ columns: [UnknownColumn], _ total: Int, in language: Language) -> String {
    var lines = columns.map { line($0, language) }
    if total > columns.count {
      let more = total - columns.count
      lines.append(Message("importing.import-error.more", ["count": more]).text(in: language))
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
      column.nearest.map { Message("importing.import-error.column-near", ["name": name, "nearest": $0]) }
      ?? Message("importing.import-error.column", ["name": name])
    return message.text(in: language)
  }

  private static func list(_ rows: [RefusedRow], _ total: Int, in language: Language) -> String {
    var lines = rows.map { "  " + $0.listed(in: language) }
    if total > rows.count {
      lines.append(Message("importing.import-error.more-rows", ["count": total - rows.count]).text(in: language))
    }
    lines.append(
      Message("importing.import-error.correct-these-lines").text(in: language))
    return lines.joined(separator: "\n")
  }

  private static func list(_ duplicates: [Duplicate], _ total: Int, in language: Language) -> String {
    var lines = duplicates.prefix(duplicatesListedMax).map { duplicate in
      let criterion = duplicate.criterion.text(in: language)
      let name = duplicate.change.name
      return Message("importing.import-error.line", ["line": duplicate.line, "name": name, "sign": criterion]).text(in: language)
    }
    if total > lines.count {
      lines.append(Message("importing.import-error.more-2", ["count": total - lines.count]).text(in: language))
    }
    return lines.joined(separator: "\n")
  }
}
