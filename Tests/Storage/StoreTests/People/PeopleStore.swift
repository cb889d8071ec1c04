import Ecosystem
import Store
import StoreTestSupport

extension StoreTransaction {
  /// Inserts the vocabularies of persons, two actors `cluster` and `studio`, and a person `p1`.
  func addPeople() throws {
    for code in ["directory", "newsletter"] { try addConcept("purpose", code) }
    for (scheme, code) in [("actor-kind", "company"), ("event-kind", "workshop"), ("role", "contact"), ("role", "director")] {
      try addConcept(scheme, code)
    }
    for id in ["cluster", "studio"] { try addActor(id) }
    try add("person", ["id": "p1", "name": "Example One", "email": "one@example.org"])
  }

  /// Inserts a membership of the actor `studio`, or of another one, in `cluster`.
  @discardableResult
  func addMembership(_ id: String, _ more: Record = [:]) throws -> Record {
    let fields: ExactDictionary<FieldValue> = ["id": .text(id), "member": "studio", "body": "cluster", "start": "2025"]
    return try add("membership", Record(fields.merging(more.fields) { _, new in new }))
  }

  /// Inserts dues of a membership for the year.
  @discardableResult
  func addDues(_ id: String, of membership: String, year: String, _ more: Record = [:]) throws -> Record {
    let fields: ExactDictionary<FieldValue> = [
      "id": .text(id), "membership": .text(membership), "start": .text("\(year)-01-01"), "end": .text("\(year)-12-31"),
      "amount": ["amount": 25_000, "currency": "EUR"],
    ]
    return try add("dues_period", Record(fields.merging(more.fields) { _, new in new }))
  }
}
