import Ecosystem

/// Which field each column of a CSV file is: by its identifier (`name`, `name.fr`), by what the user says, or by its label in
/// French or English, letter case, accents and punctuation aside.
///
/// For actors there are columns beside the fields: `identifier.BE-BCE_KBO` holds a number in a register, and so does a column that
/// has the register's usual name. A column `refused`, which the file of refused rows has, is read past.
struct ColumnMatch {
  /// What a column holds.
  enum Target {
    case field(RecordColumns.Column)
    /// The number of an actor in a register.
    case number(scheme: String)
    /// Nothing that is read.
    case ignored

    /// Whether the column brings something; what the store itself keeps is read past.
    var isRead: Bool {
      switch self {
      case .field(let column): column.field.isWritable
      case .number: true
      case .ignored: false
      }
    }
  }

  /// What the columns hold, in their order.
  let targets: [Target]

  /// The column with the reasons in the file of refused rows.
  static let reasonColumn = "refused"
  /// What a column with the numbers of a register begins with.
  private static let numberPrefix = "identifier."

  private let entity: EntityDescription
  private let columns: [RecordColumns.Column]
  /// The columns by identifier and by the plain form of their labels; nil for a label that several have.
  private let byName: ExactDictionary<RecordColumns.Column?>

  /// - Throws: `EngineError.columnUnknown` with all that are unknown, `.columnTwice` where two columns are one field.
  init(_ header: [String], _ entity: EntityDescription, _ options: ImportOptions, file: String) throws {
    self.entity = entity
    columns = RecordColumns(entity).columns
    byName = Self.names(columns)
    var found: [Target?] = []
    let map = try Self.map(options.columns, header, file)
    for name in header { found.append(Self.target(of: name, entity, byName, map)) }
    let strangers = zip(header, found).filter { $1 == nil }.map(\.0)
    targets = found.map { $0 ?? .ignored }
    let names = byName
    let misdirected = options.columns.values.sorted().filter { Self.target(named: $0, entity, names) == nil }
    if !misdirected.isEmpty || !strangers.isEmpty && !options.ignoresUnknownColumns {
      throw unknown(misdirected.isEmpty ? strangers : misdirected, file)
    }
    try refuseTwice(header, file)
  }

  // MARK: Finding

  /// The fields that the user gives columns, by the columns as the file heads them.
  ///
  /// A heading is people's words: where none has the bytes of the name, the only one that differs in its Unicode normalisation alone is meant.
  private static func map(
    _ wishes: ExactDictionary<String>, _ header: [String], _ file: String
  ) throws -> ExactDictionary<String> {
    var map: ExactDictionary<String> = [:]
    for (name, field) in wishes.sortedByKey {
      let alike = header.filter { $0 == name }
      let exact = alike.first { $0.isExactly(name) }
      guard let column = exact ?? (alike.count == 1 ? alike[0] : nil) else {
        throw EngineError.columnAbsent(file: file, column: name, header: header)
      }
      if exact != nil || map[column] == nil { map[column] = field }
    }
    return map
  }

  private static func target(
    of name: String, _ entity: EntityDescription, _ byName: ExactDictionary<RecordColumns.Column?>, _ map: ExactDictionary<String>
  ) -> Target? {
    if let wished = map[name] { return target(named: wished, entity, byName) }
    if let found = target(named: name, entity, byName) { return found }
    return name == reasonColumn ? .ignored : nil
  }

  private static func target(
    named name: String, _ entity: EntityDescription, _ byName: ExactDictionary<RecordColumns.Column?>
  ) -> Target? {
    if let found = byName[name] ?? byName[plain(name)], let column = found { return .field(column) }
    guard entity.id == "actor" else { return nil }
    if name.hasPrefix(numberPrefix) { return .number(scheme: String(name.dropFirst(numberPrefix.count))) }
    return registers[plain(name)].map { .number(scheme: $0) }
  }

  /// Registers by the names that columns usually have, in their plain form. RCS alone is no register: France and Luxembourg have one each.
  private static let registers: ExactDictionary<String> = [
    "bce": "BE-BCE_KBO", "kbo": "BE-BCE_KBO", "numero bce": "BE-BCE_KBO", "n bce": "BE-BCE_KBO", "be bce kbo": "BE-BCE_KBO",
    "siren": "FR-SIREN", "numero siren": "FR-SIREN", "n siren": "FR-SIREN", "fr siren": "FR-SIREN",
    "siret": "FR-SIRET", "numero siret": "FR-SIRET", "n siret": "FR-SIRET", "fr siret": "FR-SIRET",
    "fr rcs": "FR-RCS", "lu rcs": "LU-RCS", "rcs luxembourg": "LU-RCS", "rcsl": "LU-RCS",
    "lu vat": "LU-VAT", "tva luxembourg": "LU-VAT", "fr vat": "FR-VAT", "tva france": "FR-VAT", "ror": "XI-ROR", "xi ror": "XI-ROR",
  ]

  private static func names(_ columns: [RecordColumns.Column]) -> ExactDictionary<RecordColumns.Column?> {
    var names: ExactDictionary<RecordColumns.Column?> = [:]
    for column in columns {
      for label in Set(labels(of: column).map(plain)) {
        // A label that two fields have says neither, but a plugin's does not hide one of the model.
        if names[label] != nil, column.field.plugin != nil { continue }
        names.updateValue(names[label] == nil ? column : nil, forKey: label)
      }
    }
    for column in columns { names[column.name] = column }
    return names
  }

  /// How people may head a column. A localized text's own label is that of its part in the language of the label.
  private static func labels(of column: RecordColumns.Column) -> [String] {
    let (field, part) = (column.field, column.part)
    guard let part else { return [field.id, field.label[.fr], field.label[.en]] }
    let whole = [column.name, "\(field.label[.fr]) \(part)", "\(field.label[.en]) \(part)"]
    guard field.type == .localizedText, let language = Language(code: part) else { return whole }
    return whole + [field.label[language]]
  }

  /// A name without regard to case, accents, and what is neither letter nor digit.
  static func plain(_ name: String) -> String {
    Folding.fold(name).split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
  }

  // MARK: Refusing

  private func unknown(_ strangers: [String], _ file: String) -> EngineError {
    var candidates: ExactDictionary<String> = [:]
    for column in columns {
      for label in Self.labels(of: column) + [column.name] { candidates[label] = column.name }
    }
    let columns = strangers.prefix(EngineError.unknownColumnsMax).map { name in
      EngineError.UnknownColumn(name: name, nearest: NearestName.suggest(name, among: candidates.keys).flatMap { candidates[$0] })
    }
    return .columnUnknown(file: file, columns: columns, total: strangers.count, entity: entity.id, known: self.columns.map(\.name))
  }

  private func refuseTwice(_ header: [String], _ file: String) throws {
    var seen: ExactDictionary<String> = [:]
    for (name, target) in zip(header, targets) {
      let field: String
      switch target {
      case .field(let column): field = column.name
      case .number(let scheme): field = Self.numberPrefix + scheme
      case .ignored: continue
      }
      if let first = seen.updateValue(name, forKey: field) {
        throw EngineError.columnTwice(file: file, columns: [first, name], field: field)
      }
    }
  }
}
