import Ecosystem

// Registrations of bundles: listeners and jobs.

/// Data that the file holds of each plugin beside its records: listeners and jobs it registers, fields it declares, settings, private
/// storage, the version of its data.
public struct StoreRegistrations: TransactionFacet {
  package let transaction: StoreTransaction
}

extension StoreTransaction {
  /// The registrations and data of plugins.
  public var registrations: StoreRegistrations { StoreRegistrations(transaction: self) }
}

extension StoreRegistrations {
  /// Saves the registrations of a bundle's `init.lua`. They are in force while the present generation includes the bundle.
  ///
  /// - Parameters:
  ///   - events: the names of the events, one for each listener, in the order they were registered; a validator is kept as a
  ///     listener to `EventListener.validation(of:)`.
  ///   - jobs: the jobs.
  ///   - id: the id of the bundle.
  /// - Throws: `StoreError.readOnly` or `.closed` when it cannot write; `.busy` or `.overtaken` without the write lock; `.disk`;
  ///   `.constraint` for two jobs of one id.
  public func register(events: [String], jobs: [JobRegistration], ofBundle id: String) throws {
    let connection = try writable()
    try explaining {
      try connection.run("DELETE FROM plugin_registration WHERE bundle_id = ?", [.text(id)])
      var positions: [String: Int64] = [:]
      for event in events {
        try insert("listener", event, position: positions[event, default: 0], description: "{}", id: id, connection: connection)
        positions[event, default: 0] += 1
      }
      for job in jobs { try insert("job", job.id, position: 0, description: job.description.json, id: id, connection: connection) }
    }
  }

  /// Reads the listeners of all installed plugins.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func listeners() throws -> [EventListener] {
    let connection = try open()
    var all: [EventListener] = []
    try explaining {
      try connection.run(StoreRegistrations.registeredSQL("listener")) {
        all.append(EventListener(plugin: $0.text(0), event: $0.text(2), position: Int($0.integer(3))))
      }
    }
    return all
  }

  /// Returns the validators of an entity's records, by plugin in the order they were registered, cached for the transaction.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func validators(of entity: String) throws -> [EventListener] {
    try listeners(to: EventListener.validation(of: entity))
  }

  /// Returns the listeners to one event, cached for the transaction: bundles it installs itself are not included.
  func listeners(to event: String) throws -> [EventListener] {
    if let known = transaction.listenersByEvent { return known[event] ?? [] }
    let grouped = Dictionary(grouping: try listeners(), by: \.event)
    transaction.listenersByEvent = grouped
    return grouped[event] ?? []
  }

  /// Selects plugin, bundle, name, position and description of the present generation's registrations.
  static func registeredSQL(_ kind: String) -> String {
    """
    SELECT p.name AS plugin, p.bundle_id AS bundle, r.name AS name, r.position AS position, r.description FROM generation_plugin p
    JOIN plugin_registration r ON r.bundle_id = p.bundle_id AND r.kind = '\(kind)'
    WHERE p.generation = (SELECT max(number) FROM generation) ORDER BY p.name, r.name, r.position
    """
  }

  private func insert(
    _ kind: String, _ name: String, position: Int64, description: String, id: String, connection: Connection
  ) throws {
    try connection.run(
      "INSERT INTO plugin_registration VALUES (?, ?, ?, ?, ?)",
      [.text(id), .text(kind), .text(name), .integer(position), .text(description)])
  }
}
