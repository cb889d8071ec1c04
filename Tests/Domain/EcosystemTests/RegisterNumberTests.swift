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
}
