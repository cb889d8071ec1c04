import Ecosystem
import Store

// The names in the workspace, for completion.

extension PluginHost {
  /// The number of the active generation; 0 before the first.
  ///
  /// - Throws: `StoreError` when the database cannot be read.
  public func generationNumber() throws -> Int { try generation().number }

  /// The model with the fields of the installed plugins.
  ///
  /// - Throws: `StoreError` when the database cannot be read.
  public func schema() throws -> Schema { try presentSchema() }

  /// Returns the codes of a vocabulary, in order; empty for an unknown one.
  ///
  /// - Parameter limit: the maximum number of codes.
  /// - Throws: `StoreError` when the database cannot be read.
  public func codes(ofScheme scheme: String, limit: Int) throws -> [String] {
    try values(of: "code", in: "concept", ["scheme": .text(scheme)], limit)
  }

  /// Returns the ids of territories.
  ///
  /// - Parameter limit: the maximum number of ids.
  /// - Throws: `StoreError` when the database cannot be read.
  public func territories(limit: Int) throws -> [String] { try values(of: "id", in: "territory", [:], limit) }

  /// Returns ids of records that begin with `prefix`, in order.
  ///
  /// - Parameters:
  ///   - entity: its id or the name of its collection.
  ///   - limit: the maximum number of ids.
  /// - Throws: `EngineError.entityUnknown`; `StoreError` when the database cannot be read.
  public func ids(of entity: String, beginningWith prefix: String, limit: Int) throws -> [String] {
    let order = FieldValue.map(["order": .text("id"), "limit": .integer(Int64(limit))])
    return try values(of: "id", in: entity, prefix.isEmpty ? [:] : ["id": .map(["ge": .text(prefix)])], options: order)
      .filter { $0.hasExactPrefix(prefix) }
  }

  private func values(
    of field: String, in entityID: String, _ filter: ExactDictionary<FieldValue>, options: FieldValue
  ) throws -> [String] {
    let transaction = try workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    let entity = try entity(named: entityID, in: transaction)
    return try transaction.find(entity.id, try Query(.map(filter), options: options, for: entity)).compactMap { $0[field].textValue }
  }

  private func values(
    of field: String, in entityID: String, _ filter: ExactDictionary<FieldValue>, _ limit: Int
  ) throws -> [String] {
    let transaction = try workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    let entity = try entity(named: entityID, in: transaction)
    var query = Query(filter: try Filter(.map(filter), for: entity))
    query.limit = limit
    return try transaction.find(entity.id, query).compactMap { $0[field].textValue }
  }
}
