import Cells
import Ecosystem
import Identifiers
import Localization

/// The names under which the columns of a file are known: the identifier of a field (`name`, `name.fr`), its label in a language of the
/// product, or one of its headings in lists (`FieldDescription.headings`); case, accents and punctuation do not count. The label in French
/// or English comes before the others, a label before a heading, a field of the model before one of a plugin.
///
/// Actors have further columns, for their numbers in registers: `identifier.BE-BCE_KBO`, or the register's usual name (`SIRET`, `TVA`).
struct ColumnNames {
  typealias Column = RecordColumns.Column

  /// The columns of the fields, without those of cents.
  let fieldColumns: [Column]
  /// The prefix of a column with numbers of a register.
  static let numberPrefix = "identifier."

  private let entity: EntityDescription
  private let columns: [Column]
  /// The columns by identifier and by the plain form of their names; several for an ambiguous name.
  private let byName: ExactDictionary<[Column]>

  init(_ entity: EntityDescription) {
    self.entity = entity
    let ofEntity = RecordColumns(entity)
    fieldColumns = ofEntity.columns
    columns = ofEntity.columns + ofEntity.centsColumns
    byName = Self.names(columns)
  }

  /// Returns the targets that the header of a column may mean: none for an unknown name, several for an ambiguous one.
  /// - Parameter wish: the field that the user assigned; empty for a column to leave out.
  func meaning(of header: String, wish: String?) -> [ColumnMatch.Target] {
    if let wish { return wish.isEmpty ? [.ignored] : meaning(named: wish) }
    let found = meaning(named: header)
    return found.isEmpty && header == ColumnMatch.reasonColumn ? [.ignored] : found
  }

  /// Returns the targets that a name may mean.
  func meaning(named name: String) -> [ColumnMatch.Target] {
    let plain = Self.plain(name)
    if let found = byName[name] ?? byName[plain] { return found.map { .field($0) } }
    if let column = RecordColumns(entity).column(inLanguage: name) { return [.field(column)] }
    if CurrencyHeader.words.contains(plain), entity.fields.contains(where: { $0.type == .money }) { return [.rowCurrency] }
    if Self.territoryCodes.contains(plain), let column = byName["territory"]?.first { return [.field(column)] }
    guard entity.id == "actor" else { return [] }
    if name.hasPrefix(Self.numberPrefix) {
      let scheme = String(name.dropFirst(Self.numberPrefix.count))
      return IdentifierSchemes.builtIn.isKnown(scheme) ? [.number(scheme: scheme)] : []
    }
    if Self.vatWords.contains(plain) { return [.vatNumber] }
    return (Self.registers[plain] ?? []).map { .number(scheme: $0) }
  }

  /// The names near which an unknown one may be, with the name of the column that each means.
  var candidates: ExactDictionary<String> {
    var candidates: ExactDictionary<String> = [:]
    for column in fieldColumns {
      for name in Self.headings(of: column) + Self.labels(of: column, Language.all) + [column.name] { candidates[name] = column.name }
    }
    if entity.id == "actor" {
      for scheme in IdentifierSchemes.builtIn.ids { candidates[Self.numberPrefix + scheme] = Self.numberPrefix + scheme }
    }
    return candidates
  }

  /// Returns a name in plain form: without case, accents, and characters that are neither letter nor digit.
  static func plain(_ name: String) -> String { Folding.words(name) }

  // MARK: Fields

  private static func names(_ columns: [Column]) -> ExactDictionary<[Column]> {
    var names: ExactDictionary<[Column]> = [:]
    let levels: [(Column) -> [String]] = [
      { labels(of: $0, [.fr, .en]) }, { labels(of: $0, Language.all) }, { headings(of: $0) },
    ]
    for level in levels {
      let before = names
      for column in columns {
        for name in Set(level(column).map(plain)) where before[name] == nil {
          if names[name] == nil || column.field.plugin == nil { names[name, default: []].append(column) }
        }
      }
    }
    if names["identifier"] == nil { names["identifier"] = columns.filter { $0.name == CommonFields.id.id } }
    for column in columns { names[column.name] = [column] }
    return names
  }

  /// Returns the labels of a column. A localized text's own label means its part in the language of the label, and that of money its
  /// amount.
  private static func labels(of column: Column, _ languages: [Language]) -> [String] {
    let (field, part) = (column.field, column.part)
    let labels = [field.id] + languages.map { field.label[$0] }
    guard let part else { return labels }
    guard case .value = column.content else { return amountNames(labels, column.content) }
    let whole = [column.name] + languages.map { "\(field.label[$0]) \(part)" }
    guard field.type == .localizedText, let language = Language(code: part), languages.contains(language) else { return whole }
    return whole + [field.label[language]]
  }

  /// Returns the headings of a column in lists; none for a text by language, whose headings do not tell the language.
  private static func headings(of column: Column) -> [String] {
    guard column.part != nil else { return column.field.headings }
    if case .value = column.content { return [] }
    return amountNames(column.field.headings, column.content)
  }

  /// Returns the names of a part of an amount of money whose field has these names.
  private static func amountNames(_ names: [String], _ content: CellContent) -> [String] {
    func with(_ words: [String]) -> [String] { names.flatMap { name in words.map { "\(name) \($0)" } } }
    return switch content {
    case .amount: names + with(amountWords)
    case .cents: with(centsWords)
    case .currency: with(CurrencyHeader.words)
    case .value, .momentOrDay: names
    }
  }

  /// The words for the parts of an amount of money in the header of a column, in plain form.
  private static let amountWords = ["amount", "montant", "betrag"]
  private static let centsWords = ["cents", "in cents", "en cents", "centimes", "en centimes", "cent", "in cent"]

  // MARK: Registers

  /// The names of columns with the code of a territory, in plain form.
  private static let territoryCodes: Set<String> = [
    "insee", "code insee", "code insee commune", "code commune", "code commune insee", "nis", "code nis", "nis code", "code ins", "ins",
    "nuts", "code nuts", "nuts code", "lau", "code lau",
  ]

  /// The names of columns with VAT numbers, in plain form.
  private static let vatWords: Set<String> = [
    "tva", "n tva", "n de tva", "no tva", "numero tva", "numero de tva", "tva intracommunautaire", "n tva intracommunautaire",
    "n de tva intracommunautaire", "numero de tva intracommunautaire", "vat", "vat no", "vat n", "vat number", "vat id", "btw", "btw nr",
    "btw nummer", "ust id", "ust idnr", "ust id nr", "umsatzsteuer id", "mwst nr", "mwst nummer",
  ]

  /// Registers by their usual column names, in plain form; several where countries have one of the same name.
  private static let registers: ExactDictionary<[String]> = {
    let belgian = [
      "bce", "kbo", "numero bce", "n bce", "no bce", "be bce kbo", "tva belgique", "numero d entreprise", "n d entreprise", "n entreprise",
      "no entreprise", "numero entreprise", "enterprise number", "ondernemingsnummer", "kbo nummer", "unternehmensnummer",
    ]
    let names: [(scheme: String, names: [String])] = [
      ("BE-BCE_KBO", belgian),
      ("FR-SIREN", ["siren", "numero siren", "n siren", "no siren", "fr siren"]),
      ("FR-SIRET", ["siret", "numero siret", "n siret", "no siret", "fr siret"]),
      ("FR-RNA", ["rna", "numero rna", "n rna", "no rna", "fr rna", "identifiant rna"]),
      ("FR-RCS", ["rcs", "n rcs", "numero rcs", "fr rcs", "rcs france"]),
      ("LU-RCS", ["rcs", "n rcs", "numero rcs", "lu rcs", "rcs luxembourg", "rcsl"]),
      ("FR-VAT", ["fr vat", "tva france"]), ("LU-VAT", ["lu vat", "tva luxembourg"]),
      ("XI-LEI", ["lei", "xi lei"]), ("ISNI", ["isni"]), ("WIKIDATA", ["wikidata"]), ("XI-GRID", ["grid"]), ("FUNDREF", ["fundref"]),
      ("XI-ROR", ["ror", "xi ror"]),
    ]
    var schemes: ExactDictionary<[String]> = [:]
    for register in names { for name in register.names { schemes[name, default: []].append(register.scheme) } }
    return schemes
  }()
}
