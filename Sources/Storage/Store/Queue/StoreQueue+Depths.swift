/// The number of deliveries in the queue, by state.
public struct QueueDepths: Sendable, Hashable {
  /// Deliveries that wait for their attempt.
  public var waiting = 0
  /// Deliveries that failed too often, or whose cascade caused too many.
  public var setAside = 0
  /// The time of the event of the oldest waiting delivery, RFC 3339 in UTC; nil without one.
  public var oldestRecordedAt: String?
}

extension StoreQueue {
  /// Counts the deliveries.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func depths() throws -> QueueDepths {
    let connection = try open()
    var depths = QueueDepths()
    try explaining {
      try connection.run("SELECT count(*), count(set_aside_at) FROM delivery") { row in
        (depths.waiting, depths.setAside) = (Int(row.integer(0) - row.integer(1)), Int(row.integer(1)))
      }
      let oldest = """
        SELECT recorded_at FROM outbox
        WHERE number = (SELECT event FROM delivery WHERE set_aside_at IS NULL ORDER BY number LIMIT 1)
        """
      depths.oldestRecordedAt = try connection.first(oldest) { $0.text(0) }
    }
    return depths
  }
}
