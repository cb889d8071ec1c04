import Calendar
import Ecosystem
import Engine
import Feeds
import Store

/// Writes the records of an entity in a format that programs of others read.
public struct FeedExport {
  /// The options of a feed.
  public struct Options: Sendable {
    /// Its readers: what they may not see is not in it.
    public var audience = ReadScope.admin
    /// Leaves out the records whose persons have not consented to it, and below the staff every reference to them; nil for no purpose
    /// that needs consent.
    public var purpose: String?
    /// Whether the sessions of events are events of their own, in a calendar.
    public var hasSessions = false
    /// The licence of the whole, as an address or a name.
    public var licence: String?
    /// The addresses of records' pages; nil for those of the portal that the settings name.
    public var pages: RecordPages?
    /// The number of entries of a feed of changes, the last ones first; nil for all.
    public var entriesMax: Int?

    public init() {}
  }

  /// The number of records that were written, and of those that have no form in the format: events whose day is not known, grants
  /// without a known party.
  public struct Outcome: Sendable, Hashable {
    public var written = 0
    public var leftOut = 0
    /// The last change of a record that was written, as RFC 3339 writes it.
    public var modified: String?
  }

  private let host: PluginHost
  private let entityName: String
  private let format: FeedFormat
  private let options: Options

  public init(host: PluginHost, entity: String, format: FeedFormat, options: Options = Options()) {
    (self.host, entityName, self.format, self.options) = (host, entity, format, options)
  }

  /// Streams the records that match `filter` to `deliver`, and logs that.
  ///
  /// - Throws: `ExportError.formatUnfit`, `EngineError.entityUnknown`, and `EcosystemError` for a filter that is invalid for the entity.
  public func run(filter: FieldValue, to deliver: (String) throws -> Void) throws -> Outcome {
    let scope = try host.scope(options.audience, consentedTo: options.purpose)
    let (now, transaction) = (Instant.now(), try host.workspace.store.begin(.read, for: scope))
    defer { transaction.rollback() }
    let outcome = try run(filter: filter, in: transaction, to: deliver)
    transaction.rollback()
    host.workspace.note(.export, name: "\(entityName) \(format.rawValue) \(options.audience.audience.rawValue)", startedAt: now)
    return outcome
  }

  /// Streams the records that match `filter`, as a transaction sees them, without a note in the log.
  ///
  /// - Throws: as `run(filter:to:)`.
  public func run(filter: FieldValue, in transaction: StoreTransaction, to deliver: (String) throws -> Void) throws -> Outcome {
    let entity = try host.entity(named: entityName, in: transaction)
    guard format.fits(entity) else {
      let fitting = transaction.schema.entities.filter(format.fits).map(\.id)
      throw ExportError.formatUnfit(format: format.rawValue, entity: entity.id, entities: fitting)
    }
    var query = try query(filter, order: format == .atom ? ["-updated_at", "id"] : ["id"], for: entity)
    if format == .atom { query.limit = options.entriesMax ?? query.limit }
    try transaction.checkValues(of: query.filter, on: entity)
    var context = try FeedLookup(transaction).context(host)
    if let pages = options.pages ?? host.workspace.settings.portal.address.map(RecordPages.portal) {
      let schema = transaction.schema
      context.page = { entity, id in schema.entity(entity).flatMap { pages.address($0, id) } }
    }
    // The same records give the same bytes.
    var newest = try self.query(filter, order: ["-updated_at"], for: entity)
    newest.limit = 1
    if let last = try transaction.find(entity.id, newest).first?["updated_at"].textValue.flatMap(Instant.init) { context.now = last }
    var source = FeedSource(transaction: transaction, entity: entity, query: query, context: context, options: options)
    if format == .geojson, entity.id == "territory" { source.outlines = try host.territoryOutlines() }
    switch format {
    case .ics: return try source.writeCalendar(deliver)
    case .geojson: return try source.writeGeoJSON(deliver)
    case .jsonld: return try source.writeLinkedData(deliver)
    case .atom: return try source.writeAtom(deliver)
    case .threeSixtyGiving: return try source.writeGrants(deliver)
    }
  }

  private func query(_ filter: FieldValue, order: [String], for entity: EntityDescription) throws -> Query {
    var options: ExactDictionary<FieldValue> = ["order": .list(order.map { .text($0) })]
    if entity.concernsPersons { options["purpose"] = self.options.purpose.map(FieldValue.text) }
    return try Query(filter, options: .map(options), for: entity)
  }
}
