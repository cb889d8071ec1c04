import Ecosystem

// Deliveries: each event to each of its listeners, in order for each listener.

extension StoreQueue {
  /// Reads the next delivery of each listener: later ones to the same listener wait for it, to keep their order.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func nextDeliveries() throws -> [Delivery] {
    let connection = try open()
    let sql = "SELECT min(number) FROM delivery WHERE plugin = ? AND name = ? AND position = ? AND set_aside_at IS NULL"
    var numbers: [Int64] = []
    for listener in try transaction.registrations.listeners() {
      let values: [SQLValue] = [.text(listener.plugin), .text(listener.event), .integer(Int64(listener.position))]
      try explaining {
        try connection.run(sql, values) { if !$0.isNull(0) { numbers.append($0.integer(0)) } }
      }
    }
    return try numbers.sorted().compactMap { try delivery($0) }
  }

  /// Reads the first pending deliveries of a listener, without their events, in their order.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func pending(for listener: EventListener, atMost count: Int) throws -> [PendingDelivery] {
    let connection = try open()
    let sql = """
      SELECT number, due_ms, attempts FROM delivery
      WHERE plugin = ? AND name = ? AND position = ? AND set_aside_at IS NULL ORDER BY number LIMIT ?
      """
    let values: [SQLValue] = [
      .text(listener.plugin), .text(listener.event), .integer(Int64(listener.position)), .integer(Int64(count)),
    ]
    var found: [PendingDelivery] = []
    try explaining {
      try connection.run(sql, values) {
        found.append(
          PendingDelivery(number: $0.integer(0), listener: listener, dueMilliseconds: $0.integer(1), attempts: Int($0.integer(2))))
      }
    }
    return found
  }

  /// Reads the delivery of that number; nil when it was delivered.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func delivery(_ number: Int64) throws -> Delivery? {
    try deliveries("WHERE d.number = ?", [.integer(number)]).first
  }

  /// Reads the deliveries that failed too often and wait for an admin, the oldest first, without those of set-aside cascades.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func deliveriesSetAside() throws -> [Delivery] {
    try deliveries(
      """
      WHERE d.set_aside_at IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM cascade c WHERE c.number = o.cascade AND c.set_aside_at IS NOT NULL) ORDER BY d.number
      """, [])
  }

  /// Counts the pending deliveries.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func deliveriesWaiting() throws -> Int {
    let connection = try open()
    let sql = "SELECT count(*) FROM delivery WHERE set_aside_at IS NULL"
    return try explaining { try connection.first(sql) { Int($0.integer(0)) } } ?? 0
  }

  /// Deletes a completed delivery, in the transaction of its handler's writes; with the last one also its event.
  /// - Throws: `StoreError.readOnly` or `.closed` when it cannot write; `.busy` or `.overtaken` without the write lock; `.disk`.
  public func finish(_ delivery: Delivery) throws {
    let connection = try writable()
    let event = SQLValue.integer(delivery.event.number)
    try explaining {
      // A handler of the same event may have begun the cascade since the delivery was read.
      let cascade = try connection.first("SELECT cascade FROM outbox WHERE number = ?", [event]) {
        $0.isNull(0) ? nil : $0.integer(0)
      }
      try connection.run("DELETE FROM delivery WHERE number = ?", [.integer(delivery.number)])
      try connection.run(
        "DELETE FROM outbox WHERE number = ? AND NOT EXISTS (SELECT 1 FROM delivery WHERE event = outbox.number)", [event])
      guard let number = cascade.flatMap(\.self) else { return }
      try connection.run(
        "DELETE FROM cascade WHERE number = ? AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.cascade = cascade.number)",
        [.integer(number)])
    }
  }

  /// Saves a failed delivery: its attempts, next attempt and whether it is set aside.
  /// - Throws: `StoreError.readOnly` or `.closed` when it cannot write; `.busy` or `.overtaken` without the write lock; `.disk`.
  public func save(_ delivery: Delivery) throws {
    let connection = try writable()
    // A delivery of a set-aside cascade remains set aside.
    let sql = """
      UPDATE delivery SET attempts = ?, due_ms = ?, set_aside_at = coalesce(?, (
        SELECT c.set_aside_at FROM outbox o JOIN cascade c ON c.number = o.cascade WHERE o.number = delivery.event)), detail = ?
      WHERE number = ?
      """
    let values: [SQLValue] = [
      .integer(Int64(delivery.attempts)), .integer(delivery.dueMilliseconds), SQLValue(delivery.setAsideAt),
      SQLValue(delivery.detail), .integer(delivery.number),
    ]
    try explaining { try connection.run(sql, values) }
  }

  /// Deletes deliveries to listeners that the present generation does not have, and events without deliveries.
  func dropDeliveriesWithoutListener() throws {
    let connection = try writable()
    try explaining {
      try connection.run(
        """
        DELETE FROM delivery WHERE NOT EXISTS (
          SELECT 1 FROM (\(StoreRegistrations.registeredSQL("listener"))) AS l
          WHERE l.plugin = delivery.plugin AND l.name = delivery.name AND l.position = delivery.position)
        """)
      try connection.run("DELETE FROM outbox WHERE NOT EXISTS (SELECT 1 FROM delivery WHERE event = outbox.number)")
      try dropFinishedCascades(connection)
    }
  }

  private func deliveries(_ condition: String, _ values: [SQLValue]) throws -> [Delivery] {
    let connection = try open()
    let sql = """
      SELECT d.number, d.plugin, d.name, d.position, d.attempts, d.due_ms, d.set_aside_at, d.detail,
        o.number, o.name, o.plugin, o.entity, o.record, o.payload, o.before, o.depth, o.recorded_at, o.cascade
      FROM delivery d JOIN outbox o ON o.number = d.event \(condition)
      """
    var found: [Delivery] = []
    try explaining { try connection.run(sql, values) { found.append(try StoreQueue.delivery($0)) } }
    return found
  }

  private static func delivery(_ row: PreparedStatement) throws -> Delivery {
    Delivery(
      number: row.integer(0),
      listener: EventListener(plugin: row.text(1), event: row.text(2), position: Int(row.integer(3))),
      event: RecordedEvent(
        number: row.integer(8), name: row.text(9), plugin: row.text(10), entity: row.optionalText(11),
        record: row.optionalText(12), payload: try StoredColumn.payload.value(row.text(13), row: row.text(8)),
        before: try row.optionalText(14).map { try StoredColumn.before.value($0, row: row.text(8)) }, depth: Int(row.integer(15)),
        recordedAt: row.text(16), cascade: row.isNull(17) ? nil : row.integer(17)),
      attempts: Int(row.integer(4)), dueMilliseconds: row.integer(5), setAsideAt: row.optionalText(6),
      detail: row.optionalText(7))
  }
}

extension StoreQueue {
  /// Reads the numbers of the pending deliveries, those set aside left out.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func deliveryNumbers() throws -> [Int64] {
    let connection = try open()
    var numbers: [Int64] = []
    try explaining {
      try connection.run("SELECT number FROM delivery WHERE set_aside_at IS NULL") { numbers.append($0.integer(0)) }
    }
    return numbers
  }
}
