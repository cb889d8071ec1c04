import Ecosystem

/// A cascade that caused more deliveries than it may: none of those that are left is made until an admin decides.
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
  /// How many deliveries it caused, made ones included.
  public var deliveries: Int
  /// How many it may cause.
  public var allowed: Int
  /// How many of them are left.
  public var waiting: Int
}

// Cascades: the deliveries that one origin causes, counted together. An invocation of a plugin outside of handlers is one origin
// for all events it records. So is an operation of an admin, such as an import; the deliveries of the records that the admin changes are not
// counted, those that their handlers cause are, all together.

extension StoreTransaction {
  /// Sets the event whose handler works from now on; nil when it does not answer one. Events recorded belong to its cascade.
  public func beginHandling(_ event: RecordedEvent?) {
    eventDepth = event?.depth ?? 0
    cause = event?.number
    cascade = nil
  }

  /// Counts deliveries of an event that is about to be recorded, and sets the cascade aside when there are too many.
  ///
  /// - Returns: the cascade and since when it is set aside.
  func countDeliveries(
    _ count: Int, of event: String, _ connection: Connection
  ) throws -> (number: Int64, setAsideAt: String?) {
    let number = try cascadeNumber(beginningWith: event, connection)
    let isCounted = eventDepth > 0 || eventSource != "admin"
    let sql = "UPDATE cascade SET deliveries = deliveries + ? WHERE number = ? RETURNING deliveries > allowed, set_aside_at"
    var (isOver, setAsideAt): (Bool, String?) = (false, nil)
    try connection.run(sql, [.integer(Int64(isCounted ? count : 0)), .integer(number)]) {
      (isOver, setAsideAt) = ($0.integer(0) != 0, $0.optionalText(1))
    }
    if isOver, setAsideAt == nil { setAsideAt = try setAside(cascade: number, connection) }
    return (number, setAsideAt)
  }

  /// Makes this transaction part of the operation that `former` belonged to, so that both are one origin: for an import in batches.
  public func continueOrigin(of former: StoreTransaction) throws {
    guard let number = former.cascade else { return }
    let connection = try open()
    // With its last delivery the cascade has ended, and another one begins.
    let sql = "SELECT number FROM cascade WHERE number = ?"
    cascade = try explaining { try connection.first(sql, [.integer(number)]) { $0.integer(0) } }
  }

  private func cascadeNumber(beginningWith event: String, _ connection: Connection) throws -> Int64 {
    if let cascade { return cascade }
    let known = try cause.flatMap { cause in
      try connection.first("SELECT cascade FROM outbox WHERE number = ?", [.integer(cause)]) {
        $0.isNull(0) ? nil : $0.integer(0)
      }
    }
    let number = try known.flatMap(\.self) ?? addCascade(beginningWith: event, connection)
    cascade = number
    return number
  }

  private func addCascade(beginningWith event: String, _ connection: Connection) throws -> Int64 {
    let sql = """
      INSERT INTO cascade (plugin, name, started_at, allowed)
      VALUES (?, ?, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), ?) RETURNING number
      """
    let values: [SQLValue] = [.text(eventSource), .text(event), .integer(Int64(EventCascade.deliveriesMax))]
    let number = try connection.first(sql, values) { $0.integer(0) } ?? 0
    if let cause {
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

  // MARK: For an admin

  /// The cascades set aside, the oldest first.
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

  /// Lets a cascade that was set aside go on: it may cause as many deliveries again as at first.
  ///
  /// - Returns: false when no cascade of that number is set aside.
  public func resume(cascade number: Int64) throws -> Bool {
    let connection = try writable()
    let sql = """
      UPDATE cascade SET set_aside_at = NULL, allowed = deliveries + \(EventCascade.deliveriesMax)
      WHERE number = ? AND set_aside_at IS NOT NULL RETURNING number
      """
    return try explaining {
      guard try connection.first(sql, [.integer(number)], { _ in true }) == true else { return false }
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
  /// - Returns: how many deliveries went; nil when no cascade of that number is set aside.
  public func discard(cascade number: Int64) throws -> Int? {
    let connection = try writable()
    let isSetAside = "SELECT 1 FROM cascade WHERE number = ? AND set_aside_at IS NOT NULL"
    return try explaining {
      guard try connection.first(isSetAside, [.integer(number)], { _ in true }) == true else { return nil }
      var count = 0
      let sql = "DELETE FROM delivery WHERE event IN (SELECT number FROM outbox WHERE cascade = ?) RETURNING number"
      try connection.run(sql, [.integer(number)]) { _ in count += 1 }
      try connection.run("DELETE FROM outbox WHERE cascade = ?", [.integer(number)])
      try connection.run("DELETE FROM cascade WHERE number = ?", [.integer(number)])
      return count
    }
  }

  /// Deletes the cascades none of whose events is left.
  func dropFinishedCascades(_ connection: Connection) throws {
    try connection.run(
      "DELETE FROM cascade WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.cascade = cascade.number)")
  }
}
