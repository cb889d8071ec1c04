import Ecosystem
import Store

// What is in the workspace, for who types names of it.

extension PluginHost {
  /// The number of the present generation; 0 before the first.
  public func generationNumber() throws -> Int { try generation().number }

  /// The model with the fields of the installed plugins.
  public func schema() throws -> Schema { try presentSchema() }

  /// The codes of a vocabulary, in their order; none when there is no such vocabulary.
  ///
  /// - Parameter limit: the most that are given.
  public func codes(ofScheme scheme: String, limit: Int) throws -> [String] {
    try values(of: "code", in: "concept", ["scheme": .text(scheme)], limit)
  }

  /// The ids of territories.
  ///
  /// - Parameter limit: the most that are given.
  public func territories(limit: Int) throws -> [String] { try values(of: "id", in: "territory", [:], limit) }

  private func values(
    of field: String, in entityID: String, _ filter: ExactDictionary<FieldValue>, _ limit: Int
  ) throws -> [String] {
    let transaction = try workspace.store.begin(.read)
    defer { transaction.rollback() }
    let entity = try entity(named: entityID, in: transaction)
    var query = Query(filter: try Filter(.map(filter), for: entity))
    query.limit = limit
    return try transaction.find(entity.id, query).compactMap { $0[field].textValue }
  }
}
