import Ecosystem
import StoreTestSupport
import Testing

@testable import Store

@Suite("A purpose finds those who have consented to it")
struct ConsentTests {
  /// A consent of the random test: given and withdrawn at whole hours.
  private struct Given {
    var person: String
    var purpose: String
    var given: Int
    var withdrawn: Int?
  }

  private static func moment(_ hour: Int) -> FieldValue { .text("2026-01-01T\(hour < 10 ? "0" : "")\(hour):00:00Z") }

  /// Decides without SQL: the last event of the person and purpose is a consent.
  private static func consents(_ person: String, to purpose: String, _ all: [Given]) -> Bool {
    let own = all.filter { $0.person == person && $0.purpose == purpose }
    let lastWithdrawal = own.compactMap(\.withdrawn).max() ?? -1
    return own.contains { $0.withdrawn == nil && $0.given > lastWithdrawal }
  }

  private func ids(_ entity: String, _ purpose: String, _ transaction: StoreTransaction) throws -> Set<String> {
    let options = FieldValue.map(["purpose": .text(purpose)])
    let ids = Set(try transaction.ids(entity, .map([:]), options: options))
    let query = try Query(.map([:]), options: options, for: transaction.schema.requireEntity(entity))
    #expect(try transaction.count(entity, query.filter) == ids.count)
    return ids
  }

  @Test("for random consents and withdrawals, persons, what names them and their own actors follow the last event", arguments: 1...20)
  func random(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let transaction = try TemporaryStore().store.begin(.write, for: .admin)
    defer { transaction.rollback() }
    try transaction.addPeople()
    try transaction.addConcept("role", "self")
    try transaction.add("event", ["id": "day", "name": "Day", "kind": "workshop"])
    let persons = (1...6).map { "p\($0)" }
    for person in persons {
      if person != "p1" { try transaction.add("person", ["id": .text(person), "name": .text(person)]) }
      try transaction.addActor("own-\(person)")
      try transaction.add("affiliation", ["person": .text(person), "actor": .text("own-\(person)"), "role": "self"])
      try transaction.add("registration", ["id": .text("r-\(person)"), "event": "day", "participant": .text(person)])
    }
    try transaction.add("registration", ["id": "r-studio", "event": "day", "participant": "studio"])
    var all: [Given] = []
    for person in persons {
      for hour in [1, 5, 9] where Bool.random(using: &random) {
        let purpose = Bool.random(using: &random) ? "directory" : "newsletter"
        let withdrawn = Bool.random(using: &random) ? hour + [1, 6].randomElement(using: &random)! : nil
        all.append(Given(person: person, purpose: purpose, given: hour, withdrawn: withdrawn))
        var record: Record = ["person": .text(person), "purpose": .text(purpose), "given_at": Self.moment(hour)]
        if let withdrawn { record["withdrawn_at"] = Self.moment(withdrawn) }
        try transaction.add("consent", record)
      }
    }
    for purpose in ["directory", "newsletter"] {
      let consenting = persons.filter { Self.consents($0, to: purpose, all) }
      #expect(try ids("person", purpose, transaction) == Set(consenting))
      #expect(try ids("actor", purpose, transaction) == Set(consenting.map { "own-\($0)" } + ["cluster", "studio"]))
      #expect(try ids("registration", purpose, transaction) == Set(consenting.map { "r-\($0)" } + ["r-studio"]))
    }
  }

  @Test("a search keeps to the purpose, and a withdrawal in the same second wins")
  func search() throws {
    let transaction = try TemporaryStore().store.begin(.write, for: .admin)
    defer { transaction.rollback() }
    try transaction.addPeople()
    let query = Query().consented(to: .directory)
    #expect(try transaction.search("person", "example", query: query).isEmpty)
    let consent = try transaction.add("consent", ["person": "p1", "purpose": "directory", "given_at": "2026-01-01T10:00:00.5Z"])
    #expect(try transaction.search("person", "example", query: query).map(\.id) == ["p1"])
    try transaction.update(
      "consent", consent.id, changes: ["withdrawn_at": "2026-01-01T10:00:00.9Z"], now: TemporaryStore.later)
    try transaction.add("consent", ["person": "p1", "purpose": "directory", "given_at": "2026-01-01T10:00:00.7Z"])
    #expect(try transaction.search("person", "example", query: query).isEmpty)
  }
}
