import Cells
import Ecosystem
import Identifiers
import Localization

/// Maps each column of a CSV file to a field: by its identifier (`name`, `name.fr`), by the user's options, or by its label in a
/// language of the product, ignoring case, accents and punctuation. A label in French or English takes precedence over others.
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
    /// The currency of all amounts of a row that have none of their own.
    case rowCurrency
    /// A column that is not read.
    case ignored

    /// Whether the column is imported; fields that the store itself maintains are ignored.
    var isRead: Bool {
      switch self {
      case .field(let column): column.field.isWritable
      case .number, .rowCurrency: true
      case .ignored: false
      }
    }

    /// The content of its cells.
    var content: CellContent {
      switch self {
      case .field(let column): column.content
      case .rowCurrency: .currency
      case .number, .ignored: .value(.text)
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
  /// The prefix of a column with numbers of a register.
  private static let numberPrefix = "identifier."

  /// The problems of columns: unknown ones, two of one field, cents of an earlier version. Such columns are not read.
  private(set) var problems: [ImportError] = []

  let entity: EntityDescription
  private let columns: [RecordColumns.Column]
  /// The columns by identifier and by the plain form of their labels; nil for an ambiguous label.
  private let byName: ExactDictionary<RecordColumns.Column?>

  /// - Throws: `ImportError.columnAbsent` when an option names a column that the file does not have.
  init(_ fileHeader: [String], _ entity: EntityDescription, options: ImportOptions, file: String) throws {
    self.entity = entity
    let names = options.constants.keys.sorted()
    (header, fileColumnCount, constants) = (fileHeader + names, fileHeader.count, names.map { options.constants[$0] ?? "" })
    let wishes = options.columns.merging(ExactDictionary(names.map { ($0, $0) }) { first, _ in first }) { wish, _ in wish }
    let ofEntity = RecordColumns(entity)
    columns = ofEntity.columns + ofEntity.centsColumns
    byName = Self.names(columns)
    var found: [Target?] = []
    let map = try Self.map(wishes, header, file: file)
    for name in header { found.append(Self.target(of: name, entity, byName, map: map)) }
    let strangers = zip(header, found).filter { $1 == nil }.map(\.0)
    targets = found.map { $0 ?? .ignored }
    let known = byName
    let misdirected = wishes.values.sorted().filter { Self.target(named: $0, entity, known) == nil }
    if !misdirected.isEmpty || !strangers.isEmpty && !options.ignoresUnknownColumns {
      problems.append(unknown(misdirected.isEmpty ? strangers : misdirected, file))
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

  private static func target(
    of name: String, _ entity: EntityDescription, _ byName: ExactDictionary<RecordColumns.Column?>, map: ExactDictionary<String>
  ) -> Target? {
    if let wished = map[name] { return target(named: wished, entity, byName) }
    if let found = target(named: name, entity, byName) { return found }
    return name == reasonColumn ? .ignored : nil
  }

  private static func target(
    named name: String, _ entity: EntityDescription, _ byName: ExactDictionary<RecordColumns.Column?>
  ) -> Target? {
    if let found = byName[name] ?? byName[plain(name)], let column = found { return .field(column) }
    if let column = RecordColumns(entity).column(inLanguage: name) { return .field(column) }
    if currencyWords.contains(plain(name)), entity.fields.contains(where: { $0.type == .money }) { return .rowCurrency }
    if territoryCodes.contains(plain(name)), let column = byName["territory"] ?? nil { return .field(column) }
    guard entity.id == "actor" else { return nil }
    if name.hasPrefix(numberPrefix) {
      let scheme = String(name.dropFirst(numberPrefix.count))
      return IdentifierSchemes.builtIn.isKnown(scheme) ? .number(scheme: scheme) : nil
    }
    return registers[plain(name)].map { .number(scheme: $0) }
  }

  /// The names of columns with the code of a territory, in plain form.
  private static let territoryCodes: Set<String> = [
    "insee", "code insee", "code insee commune", "code commune", "code commune insee", "nis", "code nis", "nis code", "code ins", "ins",
    "nuts", "code nuts", "nuts code", "lau", "code lau",
  ]

  /// Registers by their usual column names, in plain form. RCS is missing because it is ambiguous: France and Luxembourg have
  /// one each.
  private static let registers: ExactDictionary<String> = [
    "bce": "BE-BCE_KBO", "kbo": "BE-BCE_KBO", "numero bce": "BE-BCE_KBO", "n bce": "BE-BCE_KBO", "be bce kbo": "BE-BCE_KBO",
    "siren": "FR-SIREN", "numero siren": "FR-SIREN", "n siren": "FR-SIREN", "fr siren": "FR-SIREN",
    "siret": "FR-SIRET", "numero siret": "FR-SIRET", "n siret": "FR-SIRET", "fr siret": "FR-SIRET",
    "tva belgique": "BE-BCE_KBO", "numero d entreprise": "BE-BCE_KBO", "n d entreprise": "BE-BCE_KBO", "ondernemingsnummer": "BE-BCE_KBO",
    "rna": "FR-RNA", "numero rna": "FR-RNA", "n rna": "FR-RNA", "fr rna": "FR-RNA", "identifiant rna": "FR-RNA",
    "lei": "XI-LEI", "xi lei": "XI-LEI", "isni": "ISNI", "wikidata": "WIKIDATA", "grid": "XI-GRID", "fundref": "FUNDREF",
    "fr rcs": "FR-RCS", "lu rcs": "LU-RCS", "rcs luxembourg": "LU-RCS", "rcsl": "LU-RCS",
    "lu vat": "LU-VAT", "tva luxembourg": "LU-VAT", "fr vat": "FR-VAT", "tva france": "FR-VAT", "ror": "XI-ROR", "xi ror": "XI-ROR",
  ]

  private static func names(_ columns: [RecordColumns.Column]) -> ExactDictionary<RecordColumns.Column?> {
    var names: ExactDictionary<RecordColumns.Column?> = [:]
    for languages in [[Language.fr, .en], Language.all] {
      let before = names
      for column in columns {
        for label in Set(labels(of: column, languages).map(plain)) where before[label] == nil {
          // A label of two fields is ambiguous, but a plugin's field does not hide one of the model.
          if names[label] != nil, column.field.plugin != nil { continue }
          names.updateValue(names[label] == nil ? column : nil, forKey: label)
        }
      }
    }
    if names["identifier"] == nil { names["identifier"] = columns.first { $0.name == CommonFields.id.id } }
    for column in columns { names[column.name] = column }
    return names
  }

  /// Returns the accepted headers of a column. A localized text's own label means its part in the language of the label, and that of
  /// money its amount.
  private static func labels(of column: RecordColumns.Column, _ languages: [Language]) -> [String] {
    let (field, part) = (column.field, column.part)
    let labels = [field.id] + languages.map { field.label[$0] }
    guard let part else { return labels }
    switch column.content {
    case .amount: return labels + labels.flatMap { label in amountWords.map { "\(label) \($0)" } }
    case .cents: return labels.flatMap { label in centsWords.map { "\(label) \($0)" } }
    case .currency: return labels.flatMap { label in currencyWords.map { "\(label) \($0)" } }
    case .value:
      let whole = [column.name] + languages.map { "\(field.label[$0]) \(part)" }
      guard field.type == .localizedText, let language = Language(code: part), languages.contains(language) else { return whole }
      return whole + [field.label[language]]
    }
  }

  /// The words for the parts of an amount of money in the header of a column, in plain form.
  private static let amountWords = ["amount", "montant", "betrag"]
  private static let centsWords = ["cents", "in cents", "en cents", "centimes", "en centimes", "cent", "in cent"]
  private static let currencyWords = ["currency", "devise", "monnaie", "wahrung"]

  /// Returns a name in plain form: without case, accents, and characters that are neither letter nor digit.
  static func plain(_ name: String) -> String { Folding.words(name) }

  // MARK: Errors

  private func unknown(_ strangers: [String], _ file: String) -> ImportError {
    var candidates: ExactDictionary<String> = [:]
    for column in columns {
      for label in Self.labels(of: column, Language.all) + [column.name] { candidates[label] = column.name }
    }
    if entity.id == "actor" {
      for scheme in IdentifierSchemes.builtIn.ids { candidates[Self.numberPrefix + scheme] = Self.numberPrefix + scheme }
    }
    let columns = strangers.prefix(ImportError.unknownColumnsMax).map { name in
      ImportError.UnknownColumn(name: name, nearest: NearestName.suggest(name, among: candidates.keys).flatMap { candidates[$0] })
    }
    return .columnUnknown(file: file, columns: columns, total: strangers.count, entity: entity.id, known: self.columns.map(\.name))
  }

  private mutating func refuseTwice(_ header: [String], _ file: String) {
    var seen: ExactDictionary<String> = [:]
    for (index, name) in header.enumerated() {
      let field: String
      switch targets[index] {
      case .field(let column): field = column.content == .cents ? column.field.id : column.name
      case .number(let scheme): field = Self.numberPrefix + scheme
      case .rowCurrency: field = "currency"
      case .ignored: continue
      }
      if let first = seen.updateValue(name, forKey: field) {
        problems.append(.columnTwice(file: file, columns: [first, name], field: field))
        targets[index] = .ignored
      }
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
