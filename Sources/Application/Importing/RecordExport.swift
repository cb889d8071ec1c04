import CSV
import Calendar
import Ecosystem
import Engine
import Store

/// Writes the records of an entity as a file that `RecordImport` reads back without changes.
public struct RecordExport {
  public enum Format: String, Sendable, CaseIterable {
    case csv, json, jsonl
  }

  /// The records' columns and the form of their values.
  public struct Options: Sendable {
    /// The form of CSV.
    public var style = CSVStyle()
    /// The names of the columns, or of fields for all their columns, in their order; nil for all.
    public var columns: [String]?
    /// Whether the fields that the store maintains are left out.
    public var leavesOutBookkeeping = false
    /// Whether terms and territories are written by their labels instead of their codes.
    public var hasLabels = false

    public init() {}
  }

  private let host: PluginHost
  private let entity: String
  private let format: Format
  private let options: Options
  private let scope: ReadScope

  /// - Parameter scope: the records and fields that the readers of the file may see.
  public init(host: PluginHost, entity: String, format: Format, options: Options = Options(), for scope: ReadScope) {
    self.host = host
    self.entity = entity
    self.format = format
    self.options = options
    self.scope = scope
  }

  /// Returns the header of an empty CSV file: the columns that an import accepts, without those that the store maintains.
  ///
  /// - Throws: `EngineError.entityUnknown`, `ExportError.columnUnknown`.
  public func template() throws -> String {
    let transaction = try host.workspace.store.begin(.read, for: scope)
    defer { transaction.rollback() }
    let columns = try chosen(RecordColumns(try host.entity(named: entity, in: transaction)).withoutBookkeeping)
    return options.style.beginning + CSVWriter.row(columns.names, delimiter: options.style.delimiter)
  }

  /// Streams the records that match `filter`, in the order of their ids, to `deliver`, and logs that.
  ///
  /// - Parameter purpose: leaves out the records whose persons have not consented to it, and below the staff every reference to them; nil
  ///   for no purpose that needs consent.
  /// - Returns: the number of records left out so, and whether a record has a value in a personal field.
  /// - Throws: `EngineError.entityUnknown`, `ExportError.columnUnknown`, and `EcosystemError` for a filter or purpose that is invalid
  ///   for the entity.
  @discardableResult
  public func run(
    filter: FieldValue, purpose: String? = nil, to deliver: (String) throws -> Void
  ) throws -> (leftOut: Int, isPersonal: Bool) {
    let now = Instant.now()
    let consented = try host.scope(scope, consentedTo: purpose)
    let transaction = try host.workspace.store.begin(.read, for: consented)
    defer { transaction.rollback() }
    let isPersonal = try run(filter: filter, purpose: purpose, in: transaction, to: deliver)
    transaction.rollback()
    host.workspace.note(.export, name: "\(entity) \(scope.audience.rawValue)", startedAt: now)
    return (try purpose.map { try leftOut(filter, purpose: $0, of: consented) } ?? 0, isPersonal)
  }

  /// Counts the records that a purpose leaves out.
  /// - Parameter consented: the scope of the export for that purpose.
  private func leftOut(_ filter: FieldValue, purpose: String, of consented: ReadScope) throws -> Int {
    let all = try count(filter, purpose: nil, for: scope)
    return max(0, all - (try count(filter, purpose: purpose, for: consented)))
  }

  /// Streams the records that match `filter`, as a transaction sees them, without a note in the log.
  ///
  /// - Returns: whether a record has a value in a personal field.
  /// - Throws: as `run(filter:purpose:to:)`.
  @discardableResult
  public func run(
    filter: FieldValue, purpose: String? = nil, in transaction: StoreTransaction, to deliver: (String) throws -> Void
  ) throws -> Bool {
    let entity = try host.entity(named: entity, in: transaction)
    let query = try query(filter, purpose: purpose, for: entity)
    try transaction.checkValues(of: query.filter, on: entity)
    let columns = try chosen(RecordColumns(entity))
    let cursor = try transaction.cursor(entity.id, query)
    var labels = options.hasLabels ? try TermLabels(entity, transaction, language: host.language) : nil
    let personal = Set(columns.columns.filter(\.field.isPersonal).map(\.field.id))
    var isPersonal = false
    func next() throws -> Record? {
      guard let record = try cursor.next() else { return nil }
      if !isPersonal { isPersonal = personal.contains { !record[$0].isNull } }
      return labels?.labelled(record, entity) ?? record
    }
    switch format {
    case .csv: try writeCSV(columns, next, deliver: deliver)
    case .jsonl: while let record = try next() { try deliver(Self.json(record, columns) + "\n") }
    case .json: try writeJSON(columns, next, deliver: deliver)
    }
    return isPersonal
  }

  private func query(_ filter: FieldValue, purpose: String?, for entity: EntityDescription) throws -> Query {
    var options: ExactDictionary<FieldValue> = ["order": .text("id")]
    // The scope leaves persons out of the references of other entities.
    if entity.concernsPersons { options["purpose"] = purpose.map(FieldValue.text) }
    return try Query(filter, options: .map(options), for: entity)
  }

  private func count(_ filter: FieldValue, purpose: String?, for scope: ReadScope) throws -> Int {
    let transaction = try host.workspace.store.begin(.read, for: scope)
    defer { transaction.rollback() }
    let entity = try host.entity(named: entity, in: transaction)
    return try transaction.count(entity.id, try query(filter, purpose: purpose, for: entity).filter)
  }

  private func chosen(_ columns: RecordColumns) throws -> RecordColumns {
    let chosen = try options.columns.map { names throws(ExportError) in try columns.chosen(names) } ?? columns
    return options.leavesOutBookkeeping ? chosen.withoutBookkeeping : chosen
  }

  private func writeCSV(_ columns: RecordColumns, _ next: () throws -> Record?, deliver: (String) throws -> Void) throws {
    let style = options.style
    try deliver(style.beginning + CSVWriter.row(columns.names, delimiter: style.delimiter))
    while let record = try next() { try deliver(CSVWriter.row(columns.cells(of: record, style), delimiter: style.delimiter)) }
  }

  /// Returns the chosen fields of a record; a field of which one column was chosen is whole.
  private static func json(_ record: Record, _ columns: RecordColumns) -> String {
    let fields = columns.fieldIDs
    return FieldValue.map(record.fields.filter { fields.contains(ExactString($0.key)) }).json
  }

  private func writeJSON(_ columns: RecordColumns, _ next: () throws -> Record?, deliver: (String) throws -> Void) throws {
    try deliver("[")
    var separator = "\n"
    while let record = try next() {
      try deliver(separator + "  " + Self.json(record, columns))
      separator = ",\n"
    }
    try deliver(separator == "\n" ? "]\n" : "\n]\n")
  }
}

extension PluginHost {
  /// Returns the scope of an export for a purpose: below the staff, without the persons who have not consented to it.
  ///
  /// - Parameter purpose: the code of the purpose; nil returns the scope as it is.
  /// - Throws: `EcosystemError` for a code that is no purpose.
  func scope(_ scope: ReadScope, consentedTo purpose: String?) throws -> ReadScope {
    guard let purpose else { return scope }
    if let known = ConsentPurpose(rawValue: purpose) { return scope.consented(to: known) }
    // The query of persons says which purposes there are.
    _ = try Query(.map([:]), options: .map(["purpose": .text(purpose)]), for: .person)
    return scope
  }
}
