import Ecosystem
import Testing

@Suite("Numbers of registers in records")
struct RegisterNumberTests {
  @Test("a wrong number is refused with the rule of its register")
  func refusal() throws {
    let record: Record = ["actor": "kikk", "scheme": "BE-BCE_KBO", "value": "0403170702"]
    let error = #expect(throws: EcosystemError.self) { try Validation.check(record, as: .identifier) }
    let problem = try #require(error?.problems.first)
    #expect(problem.code == .badIdentifier)
    #expect(problem.field == "value")
    #expect(problem.message(in: .en).contains("97 minus the remainder"))
  }

  @Test(
    "an unknown or differently written scheme is refused with the nearest",
    arguments: [("be-bce_kbo", "BE-BCE_KBO"), ("BE-BCE-KBO", "BE-BCE_KBO"), ("FR-SIRENE", "FR-SIREN"), ("XI-RORR", "XI-ROR")])
  func scheme(written: String, nearest: String) throws {
    let record: Record = ["actor": "kikk", "scheme": .text(written), "value": "0403170701"]
    let error = #expect(throws: EcosystemError.self) { try Validation.check(record, as: .identifier) }
    let problem = try #require(error?.problems.first)
    #expect(problem.code == .notAChoice && problem.field == "scheme" && problem.suggestion == nearest)
  }

  @Test("a record with a scheme that was taken before can still be changed")
  func former() throws {
    let former: Record = ["id": "x", "actor": "kikk", "scheme": "ZZ-OLD", "value": "1", "status": "provisional"]
    let changed = try Validation.check(changes: ["status": "verified"], to: former, as: .identifier)
    #expect(changed["status"] == "verified" && changed["value"] == "1")
    #expect(throws: EcosystemError.self) { try Validation.check(changes: ["scheme": "ZZ-NEW"], to: former, as: .identifier) }
  }
}
