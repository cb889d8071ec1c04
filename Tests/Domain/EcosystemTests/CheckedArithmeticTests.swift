import Ecosystem
import Testing

/// Arithmetic on foreign numbers returns the nearest representable number, and never traps.
@Suite struct CheckedArithmeticTests {
  @Test(
    "a number becomes the nearest integer",
    arguments: [
      (0, 0), (-0.0, 0), (1.9, 1), (-1.9, -1), (.nan, 0), (.infinity, .max), (-.infinity, .min), (1e300, .max), (-1e300, .min),
      (.leastNonzeroMagnitude, 0), (9_223_372_036_854_775_808, .max), (-9_223_372_036_854_775_808, .min), (9_007_199_254_740_992, 1 << 53),
    ] as [(Double, Int64)])
  func saturating(number: Double, integer: Int64) { #expect(Int64(saturating: number) == integer) }

  @Test("sums, differences and products stop at the bounds of the type")
  func bounds() {
    #expect(Int64.max.addingSaturated(1) == .max && Int64.min.addingSaturated(-1) == .min && 2.addingSaturated(3) == 5)
    #expect(Int64.min.subtractingSaturated(1) == .min && Int64.max.subtractingSaturated(-1) == .max)
    #expect(0.subtractingSaturated(Int.min) == .max && 5.subtractingSaturated(3) == 2)
    #expect(Int64.min.multipliedSaturated(by: -1) == .max && Int64.max.multipliedSaturated(by: -2) == .min)
    #expect(Int64.min.multipliedSaturated(by: 2) == .min && 3.multipliedSaturated(by: -4) == -12)
  }

  @Test(
    "money lies within ten to the fifteenth cents on either side",
    arguments: [
      (0, true), (1e15, true), (-1e15, true), (1e15 + 1, false), (-1e15 - 1, false), (1e300, false), (.nan, false),
      (-.infinity, false), (9.2e18, false),
    ] as [(Double, Bool)])
  func money(cents: Double, isMoney: Bool) {
    #expect((Money(.map(["amount": .number(cents), "currency": "EUR"])) != nil) == isMoney)
  }

  @Test("an amount out of range is refused with the range it wants")
  func refusal() throws {
    let award = try #require(Schema.grappe.entity("award"))
    let record = Record(["amount_awarded": .map(["amount": .integer(.max), "currency": "EUR"])])
    let error = #expect(throws: EcosystemError.self) { try Validation.check(record, as: award) }
    let problems = try #require(error).problems
    let problem = try #require(problems.first { $0.field == "amount_awarded" })
    #expect(problem.code == .outOfRange && problem.wanted?[.en].contains("10^15") == true)
  }
}
