import Cells
import Ecosystem
import Identifiers
import Localization

/// Maps each column of a CSV file to a field, as the user's options say or by its name (`ColumnNames`).
///
/// An amount of money is in major units under the name or label of its field (`budget`, `Budget`), in cents under `budget.cents`; its
/// currency is in `budget.currency`, `Budget (devise)`, or for all amounts of a row in a column such as `Currency`.
///
/// Actors have further columns: `identifier.BE-BCE_KBO`, or a column with the register's usual name, holds a number in a register. A
/// column `refused`, as in the file of refused rows, is ignored.
struct ColumnMatch {
  /// The target of a column.
  enum Target {
    case field(RecordColumns.Column)
    /// The number of an actor in a register.
    case number(scheme: String)
    /// The VAT number of an actor, whose country decides the register.
    case vatNumber
    /// The currency of all amounts of a row that have none of their own.
    case rowCurrency
    /// A column that is not read.
    case ignored

    /// Whether the column is imported; fields that the store itself maintains are ignored.
    var isRead: Bool {
      switch self {
      case .field(let column): column.field.isWritable
      case .number, .vatNumber, .rowCurrency: true
      case .ignored: false
      }
    }

    /// The content of its cells.
    var content: CellContent {
      switch self {
      case .field(let column): column.content
      case .rowCurrency: .currency
      case .number, .vatNumber, .ignored: .value(.text)
      }
    }

    /// Whether its cells hold personal data, which no message shows.
    var isPersonal: Bool {
      if case .field(let column) = self { return column.field.isPersonal }
      return false
    }

    /// The field of the record.
    var fieldID: String? {
      if case .field(let column) = self { return column.field.id }
      return nil
    }

    /// The name of the column; nil for one that is not read.
    var name: String? {
      switch self {
      case .field(let column): column.name
      case .number(let scheme): ColumnNames.numberPrefix + scheme
      case .vatNumber: "identifier"
      case .rowCurrency: "currency"
      case .ignored: nil
      }
    }

    /// The value that only one column may give: an amount is the same in major units and in cents. Nil for a column that is not read.
    var subject: String? {
      if case .field(let column) = self, column.content == .cents { return column.field.id }
      return name
    }

    var isRowCurrency: Bool {
      if case .rowCurrency = self { return true }
      return false
    }
  }

  /// The headers of the file's columns, and the names of the constants after them.
  let header: [String]
  /// Number of the file's own columns.
  let fileColumnCount: Int
  /// The constants.
  let constants: [String]
  /// The targets of the columns, in their order.
  private(set) var targets: [Target]

  /// The column with the reasons in the file of refused rows.
  static let reasonColumn = "refused"

  /// The problems of columns: unknown ones, those open to several readings, two of one field, cents of an earlier version. Such columns
  /// are not read.
  private(set) var problems: [ImportError] = []

  let entity: EntityDescription
  private let names: ColumnNames

  /// - Throws: `ImportError.columnAbsent` when an option names a column that the file does not have.
  init(_ fileHeader: [String], _ entity: EntityDescription, options: ImportOptions, file: String) throws {
    self.entity = entity
    let added = options.constants.keys.sorted()
    (header, fileColumnCount, constants) = (fileHeader + added, fileHeader.count, added.map { options.constants[$0] ?? "" })
    let wishes = options.columns.merging(ExactDictionary(added.map { ($0, $0) }) { first, _ in first }) { wish, _ in wish }
    names = ColumnNames(entity)
    let map = try Self.map(wishes, header, file: file)
    let meanings = header.map { [names] in names.meaning(of: $0, wish: map[$0]) }
    targets = meanings.map { $0.count == 1 ? $0[0] : .ignored }
    let strangers = zip(header, meanings).filter { $1.isEmpty }.map(\.0)
    let misdirected = wishes.values.sorted().filter { [names] in !$0.isEmpty && names.meaning(named: $0).isEmpty }
    if !misdirected.isEmpty || !strangers.isEmpty && !options.ignoresUnknownColumns {
      problems.append(unknown(misdirected.isEmpty ? strangers : misdirected, file))
    }
    for (name, targets) in zip(header, meanings) where targets.count > 1 {
      problems.append(.columnAmbiguous(file: file, column: name, fields: targets.compactMap(\.name)))
    }
    refuseTwice(header, file)
    refuseFormerCents(header, file)
  }

  // MARK: Matching

  /// Returns the fields that the user assigned, by the header of the column.
  ///
  /// A header may be written in another Unicode normalisation: when none has the same bytes, the only one that is equal after
  /// normalisation is used.
  private static func map(
    _ wishes: ExactDictionary<String>, _ header: [String], file: String
  ) throws -> ExactDictionary<String> {
    var map: ExactDictionary<String> = [:]
    for (name, field) in wishes.sortedByKey {
      let alike = header.filter { $0 == name }
      let exact = alike.first { $0.isExactly(name) }
      guard let column = exact ?? (alike.count == 1 ? alike[0] : nil) else {
        throw ImportError.columnAbsent(file: file, column: name, header: header)
      }
      if exact != nil || map[column] == nil { map[column] = field }
    }
    return map
  }

  // MARK: Errors

  private func unknown(_ strangers: [String], _ file: String) -> ImportError {
    let candidates = names.candidates
    let columns = strangers.prefix(ImportError.unknownColumnsMax).map { name in
      ImportError.UnknownColumn(name: name, nearest: NearestName.suggest(name, among: candidates.keys).flatMap { candidates[$0] })
    }
    return .columnUnknown(file: file, columns: columns, total: strangers.count, entity: entity.id, known: names.fieldColumns.map(\.name))
  }

  private mutating func refuseTwice(_ header: [String], _ file: String) {
    var seen: ExactDictionary<String> = [:]
    for (index, name) in header.enumerated() {
      guard let field = targets[index].subject else { continue }
      guard let first = seen.updateValue(name, forKey: field) else { continue }
      problems.append(
        index < fileColumnCount
          ? .columnTwice(file: file, columns: [first, name], field: field)
          : .constantTwice(file: file, column: first, constant: name, field: field))
      targets[index] = .ignored
    }
  }

  /// Refuses the columns of an export of an earlier version, which wrote cents under `budget.amount`. Only an export has the fields
  /// that the store maintains.
  private mutating func refuseFormerCents(_ header: [String], _ file: String) {
    guard header.containsExactly("created_at"), header.containsExactly("updated_at") else { return }
    let former = zip(header, targets).first { name, target in
      target.content == .amount && target.fieldID.map { name.isExactly($0 + ".amount") } == true
    }
    guard let former, let field = former.1.fieldID else { return }
    problems.append(.columnFormerCents(file: file, column: former.0, replacement: field + ".cents"))
  }
}
