import Ecosystem
import Localization
import TextLayout

/// Values as people read them: records and lists of records as aligned tables, the rest as Lua's `print` would show it.
///
///     for line in ValueText(width: 80, isColored: true, language: .fr).lines(of: values) { print(line) }
public struct ValueText: Sendable {
  private let width: Int?
  private let isColored: Bool
  private let language: Language

  /// - Parameter width: columns of the terminal; nil for no limit, then every column of a table is shown whole.
  public init(width: Int?, isColored: Bool, language: Language) {
    self.width = width
    self.isColored = isColored
    self.language = language
  }

  /// The lines of several values, scalars that follow one another on one.
  public func lines(of values: [FieldValue]) -> [String] {
    var lines: [String] = []
    var scalars: [String] = []
    for value in values {
      if let text = value.scalarText {
        scalars.append(text)
        continue
      }
      if !scalars.isEmpty { lines.append(scalars.joined(separator: "  ")) }
      scalars = []
      lines += self.lines(of: value)
    }
    return scalars.isEmpty ? lines : lines + scalarLines(scalars)
  }

  /// Writes values, each on lines of its own; long texts piece by piece.
  ///
  /// - Throws: the errors of the sink.
  public func write(_ values: [FieldValue], to sink: ByteSink) throws {
    for value in values {
      switch value {
      case .list(let elements) where !elements.allSatisfy(\.isRecord):
        for element in elements { try write(element.lineText, to: sink, SafeText.line) }
      case .map(let fields):
        let table = table(of: fields)
        let layout = TextTableLayout(table, width: width, isColored: isColored)
        for entry in table.entries { try layout.write(entry, to: sink) }
      case .text(let text): try write(text, to: sink) { SafeText.lines($0) }
      default: for line in lines(of: value) { try sink.writeLine(line) }
      }
    }
  }

  private func write(_ text: String, to sink: ByteSink, _ shown: (String) -> String) throws {
    for piece in TextPieces(text) { try sink.write(shown(piece.text)) }
    try sink.writeLine()
  }

  /// The lines of one value.
  ///
  /// - Parameters:
  ///   - columns: the columns of records in their order, where that is known.
  ///   - leftOut: number of elements of the list that are left out.
  public func lines(of value: FieldValue, columns: [String]? = nil, leftOut: Int = 0) -> [String] {
    let lines: [String] =
      switch value {
      case .list(let elements) where elements.isEmpty: [dim(said("reports.value-text.empty"))]
      case .list(let elements) where elements.allSatisfy(\.isRecord): records(elements.compactMap(\.members), columns)
      case .list(let elements): elements.map { SafeText.line($0.lineText) }
      case .map(let fields): self.fields(fields)
      default: scalarLines([value.scalarText ?? ""])
      }
    guard leftOut > 0 else { return lines }
    return lines + [dim(said("reports.value-text.more", ["count": MessageArgument.grouped(leftOut)]))]
  }

  private func scalarLines(_ texts: [String]) -> [String] {
    SafeText.lines(texts.joined(separator: "  ")).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private func fields(_ fields: ExactDictionary<FieldValue>) -> [String] {
    table(of: fields).lines(width: width, isColored: isColored)
  }

  private func table(of fields: ExactDictionary<FieldValue>) -> TextTable {
    var table = TextTable(
      columns: [TextTable.Column("", .left, overflow: .keep), TextTable.Column("")], hasHeader: false)
    for name in ValueColumns.ordered(fields.keys) { table.add([.init(name, .dim), .init(fields[name]?.lineText ?? "")]) }
    return table
  }

  private func records(_ rows: [ExactDictionary<FieldValue>], _ known: [String]?) -> [String] {
    let texts = rows.map { $0.mapValues(\.lineText) }
    let columns = ValueColumns(texts, known: known, width: width)
    var table = TextTable(
      columns: columns.shown.map { name in
        let isNumber = rows.allSatisfy { $0[name]?.isNumber ?? true }
        return TextTable.Column(name, isNumber ? .right : .left, overflow: .cut)
      })
    for row in texts { table.add(columns.shown.map { .init(row[$0] ?? "") }) }
    return table.lines(width: width, isColored: isColored) + note(columns.hidden)
  }

  /// Returns the note on the columns that do not fit on the line.
  private func note(_ hidden: [String]) -> [String] {
    guard !hidden.isEmpty else { return [] }
    let names = hidden.joined(separator: ", ")
    let text = said("reports.value-text.also", ["names": names])
    return DisplayWidth.wrap(SafeText.line(text), to: width ?? 80).map(dim)
  }

  private func dim(_ text: String) -> String { TerminalStyle.dim.styled(text, isColored: isColored) }

  private func said(_ id: String, _ arguments: [String: any ArgumentConvertible] = [:]) -> String {
    Message(id, arguments).text(in: language)
  }
}

extension FieldValue {
  var members: ExactDictionary<FieldValue>? {
    guard case .map(let members) = self else { return nil }
    return members
  }

  fileprivate var isRecord: Bool { members?.isEmpty == false }

  fileprivate var isNumber: Bool {
    switch self {
    case .integer, .number, .null: true
    default: false
    }
  }

  /// The value where it is no table.
  fileprivate var scalarText: String? {
    switch self {
    case .null: "nil"
    case .boolean(let flag): "\(flag)"
    case .integer(let integer): "\(integer)"
    case .number(let number): "\(number)"
    case .text(let text): text
    case .list, .map: nil
    }
  }

  /// The value on one line, as people read it: a list by its elements, a table as JSON.
  public var lineText: String {
    switch self {
    case .list(let elements): elements.map(\.lineText).joined(separator: ", ")
    case .map: json
    default: scalarText ?? ""
    }
  }
}
