import Ecosystem
import Foundation
import Funding
import Synchronization
import Testing

@Suite struct RouteSizeTests {
  /// A problem of one stage with that many calls that differ, none of which pays for all of it.
  private static func problem(calls: Int) -> RouteProblem {
    let candidates = (0..<calls).map { index in
      var candidate = RouteProblem.Candidate("call-\(index)", stages: [.idea])
      candidate.amountMax = Int64(1_000 + index)
      return candidate
    }
    return RouteProblem(
      stages: [RouteProblem.Stage(.idea, cost: 100_000_000)], candidates: candidates, asOf: SampleRules.today)
  }

  @Test("more calls than the bound are refused with their number")
  func tooMany() throws {
    let error = try #require(throws: FundingError.self) {
      try Self.problem(calls: RouteProblem.callsMax + 1).solve()
    }
    #expect(error.code == "funding.route")
    #expect(error.message(in: .en).contains("201 calls") && error.message(in: .fr).contains("201 appels"))
  }

  @Test("calls that pay for no stage of the project do not count towards the bound")
  func unusable() throws {
    var problem = Self.problem(calls: 20_000)
    for index in problem.candidates.indices.dropFirst(3) { problem.candidates[index].stages = [.export] }
    #expect(try problem.solve().steps.count == 3)
  }

  @Test("as many calls as the bound are searched to the full depth on a stack of one mebibyte")
  func fullDepth() async throws {
    let total = await withCheckedContinuation { (done: CheckedContinuation<Int64?, Never>) in
      let thread = Thread {
        let route = try? Self.problem(calls: RouteProblem.callsMax).solve(nodesMax: RouteProblem.callsMax + 1)
        done.resume(returning: route?.total)
      }
      thread.stackSize = 1 << 20
      thread.start()
    }
    #expect(total == (0..<Int64(RouteProblem.callsMax)).reduce(0) { $0 + 1_000 + $1 })
  }
}
