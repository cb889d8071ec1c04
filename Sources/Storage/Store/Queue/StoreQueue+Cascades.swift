import Ecosystem

/// A cascade that exceeded its limit of deliveries: the remaining ones wait for an admin's decision.
public struct SetAsideCascade: Sendable, Hashable {
  public var number: Int64
  /// The plugin whose code recorded its first event; `admin` for the command line.
  public var plugin: String
  /// The first event.
  public var name: String
  /// RFC 3339 in UTC.
  public var startedAt: String
  /// RFC 3339 in UTC.
  public var setAsideAt: String
  /// Number of deliveries it caused, completed ones included.
  public var deliveries: Int
  /// Upper bound of its deliveries.
  public var allowed: Int
  /// Number of pending deliveries.
  public var waiting: Int
}

// Cascades: the deliveries that one origin causes, counted together. An invocation of a plugin outside of handlers is one origin
// for all events it records. So is an operation of an admin, such as an import; deliveries of the records the admin changes are
// not counted, those that their handlers cause are counted together.

extension StoreQueue {
  /// Sets the event whose handler runs from now on; nil outside of a handler. Recorded events belong to its cascade.
  public func beginHandling(_ event: RecordedEvent?) {
    transaction.events.depth = event?.depth ?? 0
    transaction.events.cause = event?.number
    transaction.events.cascade = nil
  }

  /// Counts deliveries of an event about to be recorded, and sets the cascade aside when the limit is exceeded.
  ///
  /// - Returns: the cascade and when it was set aside.
  func countDeliveries(
    _ count: Int, of event: String, _ connection: Connection
  ) throws -> (number: Int64, setAsideAt: String?) {
    let number = try cascadeNumber(beginningWith: event, connection)
    let isCounted = transaction.events.depth > 0 || transaction.events.source != "admin"
    let sql = "UPDATE cascade SET deliveries = deliveries + ? WHERE number = ? RETURNING deliveries > allowed, set_aside_at"
    var (isOver, setAsideAt): (Bool, String?) = (false, nil)
    try connection.run(sql, [.integer(Int64(isCounted ? count : 0)), .integer(number)]) {
      (isOver, setAsideAt) = ($0.integer(0) != 0, $0.optionalText(1))
    }
    if isOver, setAsideAt == nil { setAsideAt = try setAside(cascade: number, connection) }
    return (number, setAsideAt)
  }

  /// Makes this transaction part of the operation of `former`, so that both are one origin: for an import in batches.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func continueOrigin(of former: StoreTransaction) throws {
    guard let number = former.events.cascade else { return }
    let connection = try open()
    // The cascade ends with its last delivery, and a new one begins.
    let sql = "SELECT number FROM cascade WHERE number = ?"
    transaction.events.cascade = try explaining { try connection.first(sql, [.integer(number)]) { $0.integer(0) } }
  }

  private func cascadeNumber(beginningWith event: String, _ connection: Connection) throws -> Int64 {
    if let cascade = transaction.events.cascade { return cascade }
    let known = try transaction.events.cause.flatMap { cause in
      try connection.first("SELECT cascade FROM outbox WHERE number = ?", [.integer(cause)]) {
        $0.isNull(0) ? nil : $0.integer(0)
      }
    }
    let number = try known.flatMap(\.self) ?? addCascade(beginningWith: event, connection)
    transaction.events.cascade = number
    return number
  }

  private func addCascade(beginningWith event: String, _ connection: Connection) throws -> Int64 {
    let sql = """
      INSERT INTO cascade (plugin, name, started_at, allowed)
      VALUES (?, ?, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), ?) RETURNING number
      """
    let values: [SQLValue] = [.text(transaction.events.source), .text(event), .integer(Int64(EventCascade.deliveriesMax))]
    let number = try connection.first(sql, values) { $0.integer(0) } ?? 0
    if let cause = transaction.events.cause {
      try connection.run("UPDATE outbox SET cascade = ? WHERE number = ?", [.integer(number), .integer(cause)])
    }
    return number
  }

  private func setAside(cascade number: Int64, _ connection: Connection) throws -> String {
    let sql = "UPDATE cascade SET set_aside_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE number = ? RETURNING set_aside_at"
    let moment = try connection.first(sql, [.integer(number)]) { $0.text(0) } ?? ""
    try connection.run(
      "UPDATE delivery SET set_aside_at = ? WHERE set_aside_at IS NULL AND event IN (SELECT number FROM outbox WHERE cascade = ?)",
      [.text(moment), .integer(number)])
    return moment
  }

  // MARK: Admin

  /// Reads the cascades that were set aside, the oldest first.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func cascadesSetAside() throws -> [SetAsideCascade] {
    let connection = try open()
    let sql = """
      SELECT c.number, c.plugin, c.name, c.started_at, c.set_aside_at, c.deliveries, c.allowed,
        (SELECT count(*) FROM outbox o JOIN delivery d ON d.event = o.number WHERE o.cascade = c.number)
      FROM cascade c WHERE c.set_aside_at IS NOT NULL ORDER BY c.number
      """
    var found: [SetAsideCascade] = []
    try explaining {
      try connection.run(sql) {
        found.append(
          SetAsideCascade(
            number: $0.integer(0), plugin: $0.text(1), name: $0.text(2), startedAt: $0.text(3), setAsideAt: $0.text(4),
            deliveries: Int($0.integer(5)), allowed: Int($0.integer(6)), waiting: Int($0.integer(7))))
      }
    }
    return found
  }

  /// Resumes a cascade that was set aside, with the same number of deliveries allowed again.
  ///
  /// - Returns: false when no cascade of that number is set aside.
  /// - Throws: `StoreError.readOnly` or `.closed` when it cannot write; `.busy` or `.overtaken` without the write lock; `.disk`.
  public func resume(cascade number: Int64) throws -> Bool {
    let connection = try writable()
    let sql = """
      UPDATE cascade SET set_aside_at = NULL, allowed = deliveries + \(EventCascade.deliveriesMax)
      WHERE number = ? AND set_aside_at IS NOT NULL RETURNING number
      """
    return try explaining {
      guard try connection.first(sql, [.integer(number)], body: { _ in true }) == true else { return false }
      try connection.run(
        """
        UPDATE delivery SET set_aside_at = NULL, attempts = 0, due_ms = 0
        WHERE event IN (SELECT number FROM outbox WHERE cascade = ?)
        """, [.integer(number)])
      return true
    }
  }

  /// Deletes the deliveries of a cascade that was set aside, and its events.
  ///
  /// - Returns: number of deleted deliveries; nil when no cascade of that number is set aside.
  /// - Throws: `StoreError.readOnly` or `.closed` when it cannot write; `.busy` or `.overtaken` without the write lock; `.disk`.
  public func discard(cascade number: Int64) throws -> Int? {
    let connection = try writable()
    let isSetAside = "SELECT 1 FROM cascade WHERE number = ? AND set_aside_at IS NOT NULL"
    return try explaining {
      guard try connection.first(isSetAside, [.integer(number)], body: { _ in true }) == true else { return nil }
      var count = 0
      let sql = "DELETE FROM delivery WHERE event IN (SELECT number FROM outbox WHERE cascade = ?) RETURNING number"
      try connection.run(sql, [.integer(number)]) { _ in count += 1 }
      try connection.run("DELETE FROM outbox WHERE cascade = ?", [.integer(number)])
      try connection.run("DELETE FROM cascade WHERE number = ?", [.integer(number)])
      return count
    }
  }

  /// Deletes the cascades without events.
  func dropFinishedCascades(_ connection: Connection) throws {
    try connection.run(
      "DELETE FROM cascade WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.cascade = cascade.number)")
  }
}
