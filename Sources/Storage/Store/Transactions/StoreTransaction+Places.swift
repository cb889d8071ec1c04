import Ecosystem

/// Registrations and their waiting list (`RegistrationRules`): applies the consequences of a write of a registration, an event or
/// a session, in the same transaction.
extension StoreTransaction {
  /// Sets the position of a new registration, and its status when it has none: confirmed while a place is free, else waitlisted.
  func place(_ record: Record, _ connection: Connection) throws -> Record {
    var placed = record
    guard let event = record["event"].textValue else { return record }
    if record["position"].isNull {
      let position = try connection.first(RegistrationRules.nextPosition, [.text(event)]) { $0.integer(0) }
      placed["position"] = position.map(FieldValue.integer) ?? .null
    }
    if record["status"].isNull {
      placed["status"] = try fullHost(for: record, connection) == nil ? "confirmed" : "waitlisted"
    }
    return placed
  }

  /// Throws when a record would take more places than are free.
  /// - Throws: `StoreError.full` for a registration that takes a place when none is free; `.capacityTaken` for a capacity below
  ///   the number of places taken.
  func checkPlaces(
    of record: Record, replacing current: Record?, _ table: TableLayout, _ connection: Connection
  ) throws {
    if table.entity.id == RegistrationRules.registration {
      try checkPlace(of: record, replacing: current, connection)
    } else if RegistrationRules.hosts.contains(table.entity.id) {
      try checkCapacity(of: record, replacing: current, table, connection)
    }
  }

  /// Gives the places that a change frees or adds to the first waitlisted registrations.
  /// - Parameters:
  ///   - before: the record as it was.
  ///   - after: the record as it is; nil when it was deleted.
  /// - Returns: whether a registration got a place.
  func settlePlaces(
    before: Record, after: Record?, _ table: TableLayout, now: String, _ connection: Connection
  ) throws -> Bool {
    guard let event = eventToSettle(before, after, table: table) else { return false }
    let registrations = try layout.table(RegistrationRules.registration)
    var isSettled = false
    while let id = try connection.first(RegistrationRules.next, [.text(event)], body: { $0.text(0) }) {
      _ = try change(id, ["status": "confirmed"], table: registrations, now: now, connection: connection)
      isSettled = true
    }
    return isSettled
  }

  /// Returns the event in which a waitlisted registration may now get a place.
  private func eventToSettle(_ before: Record, _ after: Record?, table: TableLayout) -> String? {
    switch table.entity.id {
    case RegistrationRules.registration:
      guard let after else { return holdsPlace(before) ? before["event"].textValue : nil }
      let isLeft = holdsPlace(before) && !(holdsPlace(after) && isSamePlace(before, after))
      return isLeft || after["status"] == "waitlisted" ? before["event"].textValue : nil
    case "event": return before["capacity"] == after?["capacity"] ? nil : before.id
    case "session": return before["capacity"] == after?["capacity"] ? nil : before["event"].textValue
    default: return nil
    }
  }

  private func holdsPlace(_ record: Record) -> Bool {
    record["status"].textValue.map(RegistrationRules.holding.contains) ?? false
  }

  private func isSamePlace(_ one: Record, _ other: Record) -> Bool {
    ["event", "session", "participant"].allSatisfy { one[$0] == other[$0] }
  }

  private func checkPlace(of record: Record, replacing current: Record?, _ connection: Connection) throws {
    // Only a confirmation is refused: an attendance without a place is a fact.
    guard record["status"] == "confirmed" else { return }
    if let current, holdsPlace(current), isSamePlace(current, record) { return }
    guard let full = try fullHost(for: record, connection) else { return }
    throw StoreError(
      .full, entity: RegistrationRules.registration, id: record.id, field: "status", found: full.id,
      wanted: "\(full.capacity)")
  }

  /// Finds the event or session that is full for a registration.
  private func fullHost(for record: Record, _ connection: Connection) throws -> (id: String, capacity: Int64)? {
    try connection.first(
      RegistrationRules.full,
      [SQLValue(record["event"]), SQLValue(record["session"]), SQLValue(record["participant"]), .text(record.id)]
    ) { ($0.text(0), $0.integer(1)) }
  }

  private func checkCapacity(
    of record: Record, replacing current: Record?, _ table: TableLayout, _ connection: Connection
  ) throws {
    guard let capacity = record["capacity"].integerValue, capacity < current?["capacity"].integerValue ?? .max
    else { return }
    let count = table.entity.id == "event" ? RegistrationRules.takenInEvent : RegistrationRules.takenInSession
    let taken = try connection.first(count, [.text(record.id)]) { $0.integer(0) } ?? 0
    guard taken > capacity else { return }
    throw StoreError(
      .capacityTaken, entity: table.entity.id, id: record.id, field: "capacity", found: "\(capacity)",
      wanted: "\(taken)")
  }
}
