import Ecosystem
import StoreTestSupport
import Testing

@testable import Store

@Suite("Places are given in order and never twice")
struct RegistrationTests {
  private static let now = TemporaryStore.now

  /// Makes an event `e` with a session `s`, and actors `a1` to `a9`.
  private func prepared(capacity: Int64?, sessionCapacity: Int64? = nil) throws -> StoreTransaction {
    let transaction = try TemporaryStore().store.begin(.write, for: .admin)
    try transaction.addConcept("actor-kind", "company")
    try transaction.addConcept("event-kind", "workshop")
    for number in 1...9 { try transaction.addActor("a\(number)") }
    var event: Record = ["id": "e", "name": "E", "kind": "workshop"]
    if let capacity { event["capacity"] = .integer(capacity) }
    try transaction.add("event", event)
    var session: Record = [
      "id": "s", "event": "e", "title": "S", "start": "2024-10-24T08:00:00Z", "end": "2024-10-24T09:00:00Z",
    ]
    if let sessionCapacity { session["capacity"] = .integer(sessionCapacity) }
    try transaction.add("session", session)
    return transaction
  }

  /// Registers actors for the event, each with the id of its number; returns their statuses.
  @discardableResult
  private func register(
    _ numbers: some Sequence<Int>, in transaction: StoreTransaction, session: String? = nil
  ) throws -> [FieldValue] {
    try numbers.map { number in
      var record: Record = ["id": .text("i\(number)\(session ?? "")"), "event": "e", "participant": .text("a\(number)")]
      if let session { record["session"] = .text(session) }
      return try transaction.add("registration", record)["status"]
    }
  }

  private func set(_ id: String, _ status: FieldValue, in transaction: StoreTransaction) throws {
    try transaction.update("registration", id, changes: ["status": status], now: TemporaryStore.later)
  }

  private func statuses(_ transaction: StoreTransaction) throws -> ExactDictionary<FieldValue> {
    let all = try transaction.find("registration")
    return ExactDictionary(uniqueKeysWithValues: all.map { ($0.id, $0["status"]) })
  }

  @Test("the first are confirmed, the others wait, in the order of arrival")
  func order() throws {
    let transaction = try prepared(capacity: 2)
    #expect(try register(1...4, in: transaction) == ["confirmed", "confirmed", "waitlisted", "waitlisted"])
    #expect(try transaction.find("registration").map { $0["position"] } == [1, 2, 3, 4])
  }

  @Test("without a capacity everybody is confirmed")
  func unlimited() throws {
    let transaction = try prepared(capacity: nil)
    #expect(try register(1...9, in: transaction) == Array(repeating: "confirmed", count: 9))
  }

  @Test("a cancelled or deleted registration gives its place to the first who waits", arguments: ["cancelled", "pending", nil])
  func promotion(status: String?) throws {
    let transaction = try prepared(capacity: 2)
    try register(1...4, in: transaction)
    if let status {
      try set("i1", .text(status), in: transaction)
    } else {
      try transaction.delete("registration", "i1", now: TemporaryStore.later)
    }
    let promoted = try #require(try transaction.get("registration", "i3"))
    #expect(promoted["status"] == "confirmed" && promoted["updated_at"] == .text(TemporaryStore.later))
    #expect(try transaction.get("registration", "i4")?["status"] == "waitlisted")
    try set("i4", "cancelled", in: transaction)
    #expect(try transaction.count("registration", .everything) == (status == nil ? 3 : 4))
  }

  @Test("who waited and cancels leaves no place")
  func cancelledWait() throws {
    let transaction = try prepared(capacity: 1)
    try register(1...3, in: transaction)
    try set("i2", "cancelled", in: transaction)
    #expect(try statuses(transaction) == ["i1": "confirmed", "i2": "cancelled", "i3": "waitlisted"])
  }

  @Test("a raised capacity lets in as many as it adds; one taken away lets in all")
  func raised() throws {
    let transaction = try prepared(capacity: 1)
    try register(1...6, in: transaction)
    try transaction.update("event", "e", changes: ["capacity": 3], now: TemporaryStore.later)
    #expect(try register([7], in: transaction) == ["waitlisted"])
    #expect(try statuses(transaction).filter { $0.value == "confirmed" }.keys.sorted() == ["i1", "i2", "i3"])
    try transaction.update("event", "e", changes: ["capacity": nil], now: TemporaryStore.later)
    #expect(try statuses(transaction).values.allSatisfy { $0 == "confirmed" })
  }

  @Test("a capacity under what is taken is refused")
  func lowered() throws {
    let transaction = try prepared(capacity: 5)
    try register(1...4, in: transaction)
    let error = storeError { try transaction.update("event", "e", changes: ["capacity": 3], now: TemporaryStore.later) }
    #expect(error?.kind == .capacityTaken && error?.found == "3" && error?.wanted == "4")
    try transaction.update("event", "e", changes: ["capacity": 4], now: TemporaryStore.later)
  }

  @Test("a confirmation asked for by name is refused when there is no place")
  func refused() throws {
    let transaction = try prepared(capacity: 1)
    try register(1...2, in: transaction)
    let error = storeError { try set("i2", "confirmed", in: transaction) }
    #expect(error?.kind == .full && error?.found == "e" && error?.wanted == "1")
    let added = storeError {
      try transaction.add("registration", ["id": "i3", "event": "e", "participant": "a3", "status": "confirmed"])
    }
    #expect(added?.kind == .full)
    #expect(try transaction.count("registration") == 2)
    try set("i1", "attended", in: transaction)
    #expect(try statuses(transaction)["i2"] == "waitlisted", "who came keeps the place")
  }

  @Test("a session has places of its own, and one participant takes one place of the event")
  func sessions() throws {
    let transaction = try prepared(capacity: 2, sessionCapacity: 1)
    #expect(try register(1...2, in: transaction) == ["confirmed", "confirmed"])
    // Both are in the event already; the session has one place.
    #expect(try register(1...2, in: transaction, session: "s") == ["confirmed", "waitlisted"])
    #expect(try register([3], in: transaction) == ["waitlisted"])
    // A place of the session is free, the event stays full.
    try set("i1s", "cancelled", in: transaction)
    #expect(try statuses(transaction)["i2s"] == "confirmed")
    #expect(try statuses(transaction)["i3"] == "waitlisted")
    // Leaving the event frees a place there.
    try set("i1", "cancelled", in: transaction)
    #expect(try statuses(transaction)["i3"] == "confirmed")
    try transaction.update("session", "s", changes: ["capacity": 2], now: TemporaryStore.later)
    try transaction.commit()
  }

  @Test("nobody registers twice for the same thing")
  func twice() throws {
    let transaction = try prepared(capacity: 5)
    try register([1], in: transaction)
    let error = storeError { try transaction.add("registration", ["event": "e", "participant": "a1"]) }
    #expect(error?.kind == .notUnique && error?.wanted == "i1")
  }

  @Test("after any changes no more are confirmed than there are places, and nobody waits beside a free place")
  func anything() throws {
    var random = SeededRandom(seed: 5)
    let transaction = try prepared(capacity: 3, sessionCapacity: 2)
    for _ in 0..<400 {
      let number = Int.random(in: 1...9, using: &random)
      let session = Bool.random(using: &random) ? "s" : nil
      let id = "i\(number)\(session ?? "")"
      if try transaction.get("registration", id) == nil {
        try register([number], in: transaction, session: session)
      } else if Int.random(in: 0..<3, using: &random) == 0 {
        try transaction.delete("registration", id, now: TemporaryStore.later)
      } else {
        let status = FieldValue.text(["cancelled", "pending", "waitlisted"].randomElement(using: &random)!)
        try set(id, status, in: transaction)
      }
      try expectWhole(transaction)
    }
  }

  private func expectWhole(_ transaction: StoreTransaction) throws {
    let all = try transaction.find("registration")
    let confirmed = all.filter { $0["status"] == "confirmed" }
    let inside = Set(confirmed.map { $0["participant"] })
    let inSession = confirmed.filter { $0["session"] == "s" }.count
    #expect(inside.count <= 3 && inSession <= 2)
    for waiting in all where waiting["status"] == "waitlisted" {
      let fitsEvent = inside.count < 3 || inside.contains(waiting["participant"])
      let fitsSession = waiting["session"].isNull || inSession < 2
      #expect(!(fitsEvent && fitsSession), "\(waiting.id) waits beside a free place")
    }
  }
}
