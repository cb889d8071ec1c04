import Ecosystem

// Events: recorded in the transaction that causes them, when they have listeners.

extension StoreQueue {
  /// Records an event that a plugin sends, when it has listeners.
  ///
  /// - Parameters:
  ///   - name: the full name, `wallonia:labelled`.
  ///   - now: the timestamp, RFC 3339 in UTC.
  /// - Throws: `EventCascade` when the chain of events is too long.
  public func record(event name: String, payload: FieldValue, now: String) throws {
    try record(name, entity: nil, id: nil, payload: payload, before: nil, now: now)
  }

  /// Records an event of a record, when it has listeners.
  func note(
    _ change: RecordEvent, of entity: String, _ record: Record, before: Record? = nil, now: String? = nil
  ) throws {
    try self.record(
      "\(entity).\(change.rawValue)", entity: entity, id: record.id, payload: .map(record.fields),
      before: before.map { .map($0.fields) }, now: now)
  }

  /// Whether an event of an entity has listeners.
  func hasListeners(_ change: RecordEvent, of entity: String) throws -> Bool {
    try !transaction.registrations.listeners(to: "\(entity).\(change.rawValue)").isEmpty
  }

  private func record(
    _ name: String, entity: String?, id: String?, payload: @autoclosure () -> FieldValue,
    before: @autoclosure () -> FieldValue?, now: String?
  ) throws {
    let connection = try writable()
    let listeners = try transaction.registrations.listeners(to: name)
    guard !listeners.isEmpty else { return }
    let depth = transaction.events.depth + 1
    guard depth <= EventCascade.depthMax else { throw EventCascade(depth: depth) }
    let sql = """
      INSERT INTO outbox (name, plugin, entity, record, payload, before, depth, recorded_at, cascade)
      VALUES (?, ?, ?, ?, ?, ?, ?, coalesce(?, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), ?) RETURNING number
      """
    let cascade = try explaining { try countDeliveries(listeners.count, of: name, connection) }
    let values: [SQLValue] = [
      .text(name), .text(transaction.events.source), SQLValue(entity), SQLValue(id), .text(payload().json), SQLValue(before()?.json),
      .integer(Int64(depth)), SQLValue(now), .integer(cascade.number),
    ]
    try explaining {
      let number = try connection.first(sql, values) { $0.integer(0) } ?? 0
      for listener in listeners { try queue(number, for: listener, setAsideAt: cascade.setAsideAt, connection) }
    }
    transaction.events.count += 1
  }

  private func queue(
    _ event: Int64, for listener: EventListener, setAsideAt: String?, _ connection: Connection
  ) throws {
    try connection.run(
      "INSERT INTO delivery (event, plugin, name, position, set_aside_at) VALUES (?, ?, ?, ?, ?)",
      [
        .integer(event), .text(listener.plugin), .text(listener.event), .integer(Int64(listener.position)),
        SQLValue(setAsideAt),
      ])
  }
}
