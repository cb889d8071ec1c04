import Ecosystem
import Localization
import Testing

@Suite("Records are checked against the model")
struct ValidationTests {
  private static let actor: Record = ["name": "KIKK", "kind": "association"]

  private func problems(_ record: Record, _ entity: EntityDescription = .actor) -> [Problem] {
    do { _ = try Validation.check(record, as: entity) } catch { return error.problems }
    return []
  }

  @Test("a good record passes, with its defaults")
  func defaults() throws {
    let record = try Validation.check(ValidationTests.actor, as: .actor)
    #expect(record == ["name": "KIKK", "kind": "association", "visibility": "public", "standing": "existing"])
  }

  @Test("a record of more than 32 MiB is refused, new or changed, although each of its values fits")
  func tooLarge() throws {
    let text = String(repeating: "x", count: 4_000)
    func aliases(_ count: Int) -> FieldValue { .list((0..<count).map { .text("\(text)\($0)") }) }
    var record = Self.actor
    record["aliases"] = aliases(8_000)
    let kept = try Validation.check(record, as: .actor)
    record["aliases"] = aliases(8_500)
    let found = problems(record)
    #expect(found.map(\.code) == [.recordTooLong] && found[0].message(in: .en).contains("33554432"), "\(found)")
    let error = #expect(throws: EcosystemError.self) {
      try Validation.check(changes: ["aliases": aliases(8_500)], to: kept, as: .actor)
    }
    #expect(error?.problems.map(\.code) == [.recordTooLong])
  }

  @Test(
    "each value that does not fit is refused with its field and what is wanted",
    arguments: [
      ("name", nil, .missingField), ("name", "", .missingField), ("name", "   ", .malformed), ("name", 5, .wrongType),
      ("name", "two\nlines", .malformed), ("name", "nul\u{0}", .malformed),
      ("name", .text(String(repeating: "x", count: 4_097)), .tooLong),
      ("kind", "a kind", .malformed), ("kind", ["a"], .wrongType),
      ("aliases", "a;b", .wrongType), ("aliases", ["a", "a"], .repeated), ("aliases", [1], .wrongType),
      ("sectors", ["a b"], .malformed),
      ("founded", "2013-13", .malformed), ("founded", "2023-02-29", .malformed), ("founded", 2013, .wrongType),
      ("dissolved", "1999", .notOrdered),
      ("website", "kikk.be", .malformed), ("website", "https://a b", .malformed), ("website", "http://", .malformed),
      ("territory", "BE WAL", .malformed),
      ("lat", 91, .outOfRange), ("lat", "50.4", .wrongType), ("lat", .number(.nan), .outOfRange),
      ("lon", nil, .notTogether),
      ("visibility", "pubic", .notAChoice), ("confirmed_at", "hier", .malformed),
      ("owner", "me", .readOnlyField), ("created_at", "2024-01-01T00:00:00Z", .readOnlyField),
      ("id", "KIKK", .badID), ("id", "-x", .badID), ("id", 5, .badID), ("id", "a b", .badID),
      ("nmae", "KIKK", .unknownField),
    ] as [(String, FieldValue?, Problem.Code)])
  func refused(field: String, value: FieldValue?, code: Problem.Code) throws {
    var record = ValidationTests.actor
    record["founded"] = "2000"
    (record["lat"], record["lon"]) = (50.46, 4.87)
    record[field] = value ?? .null
    let problems = problems(record)
    let problem = try #require(problems.first)
    #expect(problems.count == 1 && problem.code == code && problem.field == field)
    for language in Language.all {
      let message = problem.message(in: language)
      #expect(message.contains(field) && message.hasPrefix("actor") && message.count > field.count + 20)
    }
  }

  @Test("everything that is wrong is told at once, in the order of the fields")
  func severalProblems() {
    let found = problems(["name": 5, "lat": 100, "lon": 4, "nmae": "x"])
    #expect(found.map(\.field) == ["nmae", "name", "kind", "lat"])
    #expect(found[0].suggestion == "name")
  }

  @Test("a choice comes with the nearest right word")
  func nearestChoice() {
    let problem = problems(["name": "X", "kind": "a", "visibility": "memebrs"]).first
    #expect(problem?.suggestion == "members")
    #expect(problem?.message(in: .fr).contains("Vouliez-vous dire « members »") == true)
  }

  @Test("numbers take the kind of their field")
  func canonicalNumbers() throws {
    var record: Record = ["name": "Fête", "kind": "festival", "capacity": 120.0]
    #expect(try Validation.check(record, as: .event)["capacity"] == .integer(120))
    record["capacity"] = 120.5
    #expect(problems(record, .event).first?.code == .wrongType)
    record["capacity"] = -1
    #expect(problems(record, .event).first?.code == .outOfRange)
    #expect(try Validation.check(["name": "X", "kind": "a", "lat": 50, "lon": 4], as: .actor)["lat"] == .number(50))
  }

  @Test("money wants cents and a currency of ISO 4217")
  func money() throws {
    func code(_ value: FieldValue) -> Problem.Code? {
      problems(["name": "P", "budget": value], .programme).first?.code
    }
    #expect(code(["amount": 100, "currency": "EUR"]) == nil)
    #expect(code(["amount": 100.5, "currency": "EUR"]) == .wrongType)
    #expect(code(["amount": 100, "currency": "EURO"]) == .malformed)
    #expect(code(["amount": 100]) == .wrongType)
    #expect(code(100) == .wrongType)
    #expect(
      problems(["name": "P", "budget": ["amount": 1, "currency": "EUT"]], .programme).first?.suggestion == "EUR")
  }

  @Test("rules over several fields hold")
  func rules() throws {
    let toItself = problems(["from": "a", "type": "partner-of", "to": "a"], .relation)
    #expect(toItself.map(\.code) == [.notDistinct] && toItself[0].field == "to")
    let backwards = problems(["from": "a", "type": "x", "to": "b", "start": "2024-05", "end": "2024-04-30"], .relation)
    #expect(backwards.map(\.code) == [.notOrdered] && backwards[0].field == "end")
    // A year does not give the month.
    _ = try Validation.check(["from": "a", "type": "x", "to": "b", "start": "2024-05", "end": "2024"], as: .relation)
    let money: Record = [
      "name": "C", "amount_min": ["amount": 5, "currency": "EUR"], "amount_max": ["amount": 4, "currency": "EUR"],
    ]
    #expect(problems(money, .call).map(\.field) == ["amount_max"])
  }

  @Test("ids follow from the fields where the entity says so")
  func derivedIDs() throws {
    let concept: Record = ["scheme": "nace", "code": "62.01", "label": ["fr": "Programmation"]]
    #expect(try Validation.check(concept, as: .concept).id == "nace:62.01")
    var wrong = concept
    wrong["id"] = "nace:62.02"
    #expect(problems(wrong, .concept).map(\.code) == [.wrongID])
    let territory: Record = ["scheme": "iso3166-2", "code": "BE-WAL", "name": ["fr": "Wallonie"]]
    #expect(try Validation.check(territory, as: .territory).id == "BE-WAL")
    var other = territory
    other["id"] = "nuts:BE3"
    #expect(try Validation.check(other, as: .territory).id == "nuts:BE3")
  }

  @Test("a change is checked as the whole record it makes")
  func changes() throws {
    let current: Record = [
      "id": "r", "from": "a", "type": "x", "to": "b", "start": "2024", "derived": false, "visibility": "public",
      "standing": "existing",
    ]
    let changed = try Validation.check(changes: ["end": "2025", "start": nil], to: current, as: .relation)
    #expect(changed["end"] == "2025" && changed["start"] == .null)
    for (field, value, code) in [
      ("end", "2023", .notOrdered), ("from", "b", .notDistinct), ("from", nil, .missingField),
      ("id", "q", .readOnlyField),
      ("owner", nil, .readOnlyField), ("nothing", nil, .unknownField),
    ] as [(String, FieldValue, Problem.Code)] {
      let error = #expect(throws: EcosystemError.self) {
        try Validation.check(changes: [field: value], to: current, as: .relation)
      }
      #expect(error?.problems.map(\.code) == [code], "\(field)")
    }
    #expect(try Validation.check(changes: ["standing": nil], to: current, as: .relation)["standing"] == "existing")
  }

  @Test("a text by language wants a language and a text")
  func localizedText() {
    func code(_ value: FieldValue) -> Problem.Code? {
      problems(["scheme": "s", "code": "c", "label": value], .concept).first?.code
    }
    #expect(code(["fr": "Libellé", "nl": "Label"]) == nil)
    #expect(code(["de-AT": "Bezeichnung"]) == nil)
    #expect(code(["de_AT": "Bezeichnung"]) == .malformed)
    #expect(code("Libellé") == .wrongType)
    #expect(code(["french": "Libellé"]) == .malformed)
    #expect(code(["fr": ""]) == .malformed)
    #expect(code(["fr": 5]) == .wrongType)
    #expect(code([:]) == .wrongType)
  }
}
