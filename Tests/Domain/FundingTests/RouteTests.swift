import Calendar
import Ecosystem
import Funding
import Testing

@Suite struct RouteTests {
  private let today = SampleRules.today

  private func candidate(
    _ id: String, _ stages: ProjectStage..., change: (inout RouteProblem.Candidate) -> Void = { _ in }
  ) -> RouteProblem.Candidate {
    var candidate = RouteProblem.Candidate(id, stages: Set(stages))
    change(&candidate)
    return candidate
  }

  private func solve(
    _ costs: KeyValuePairs<ProjectStage, Int64>, _ candidates: [RouteProblem.Candidate], headroom: [String: Int64] = [:]
  ) throws -> Route {
    let stages = costs.map { RouteProblem.Stage($0, cost: $1) }
    return try RouteProblem(stages: stages, candidates: candidates, headroom: headroom, asOf: today).solve()
  }

  private func reasons(_ route: Route) -> [String: Route.Reason] {
    Dictionary(uniqueKeysWithValues: route.leftOut.map { ($0.call, $0.reason) })
  }

  @Test("Rates and ceilings bound what a call pays, and what is left is partly covered")
  func rates() throws {
    let route = try solve(
      [.prototype: 100, .production: 200],
      [
        candidate("half", .prototype) { $0.rateMax = 0.5 },
        candidate("capped", .production) { $0.amountMax = 60 },
      ])
    #expect(route.steps.map(\.call) == ["half", "capped"])
    #expect(route.steps.map(\.total) == [50, 60])
    #expect(route.stages.map(\.coverage) == [.partial, .partial])
    #expect(route.total == 110 && route.isProven)
  }

  @Test("A rate that binary numbers write a little low still pays to the cent")
  func rounding() throws {
    #expect(try solve([.idea: 100], [candidate("a", .idea) { $0.rateMax = 0.29 }]).total == 29)
    #expect(try solve([.idea: 101], [candidate("a", .idea) { $0.rateMax = 0.5 }]).total == 50)
  }

  @Test("Among equals the fewest calls are taken, and the first of twins")
  func fewest() throws {
    let route = try solve(
      [.idea: 100],
      [candidate("a", .idea) { $0.amountMax = 50 }, candidate("b", .idea) { $0.amountMax = 50 }, candidate("c", .idea)])
    #expect(route.steps.map(\.call) == ["c"])
    #expect(reasons(route) == ["a": .nothingToAdd, "b": .nothingToAdd])
    #expect(try solve([.idea: 100], [candidate("x", .idea), candidate("y", .idea)]).steps.map(\.call) == ["x"])
  }

  @Test("Among equals what is certain is taken")
  func certain() throws {
    let route = try solve([.idea: 100], [candidate("perhaps", .idea) { $0.isCertain = false }, candidate("sure", .idea)])
    #expect(route.steps.map(\.call) == ["sure"])
  }

  @Test("One that excludes others gives way to more money, whichever of the two says so")
  func exclusive() throws {
    let big = candidate("big", .idea) { $0.amountMax = 80 }
    let small = candidate("small", .idea) {
      $0.amountMax = 50
      $0.exclusiveWith = ["big"]
    }
    let other = candidate("other", .idea) { $0.amountMax = 40 }
    let route = try solve([.idea: 200], [small, big, other])
    #expect(route.total == 120)
    #expect(reasons(route) == ["small": .exclusive(with: "big")])
    var unwelcome = big
    unwelcome.exclusiveWith = ["other"]
    #expect(try solve([.idea: 200], [unwelcome, other, candidate("more", .idea) { $0.amountMax = 50 }]).total == 130)
  }

  @Test("A minimum that cannot be reached keeps a call out; one that can may move another aside")
  func minima() throws {
    let route = try solve(
      [.idea: 100],
      [
        candidate("a", .idea) {
          $0.amountMin = 60
          $0.rateMax = 0.5
        }, candidate("b", .idea) { $0.amountMax = 30 },
      ])
    #expect(route.steps.map(\.call) == ["b"])
    #expect(reasons(route) == ["a": .minimum(60)])
    let both = try solve(
      [.idea: 100, .growth: 50],
      [
        candidate("wide", .idea, .growth) { $0.amountMax = 100 },
        candidate("narrow", .idea) {
          $0.amountMin = 70
          $0.amountMax = 70
        },
      ])
    #expect(both.total == 150)
    #expect(both.stages.map(\.coverage) == [.covered, .covered])
  }

  @Test("A chosen call's limit on all aid bounds the stages it pays for, and is not chosen where that costs more")
  func totalRate() throws {
    let strict = candidate("strict", .idea) {
      $0.rateMax = 0.4
      $0.totalRateMax = 0.6
    }
    let free = candidate("free", .idea) { $0.rateMax = 0.5 }
    #expect(try solve([.idea: 100], [strict, free]).total == 60)
    #expect(try solve([.idea: 100], [strict, candidate("full", .idea)]).steps.map(\.call) == ["full"])
  }

  @Test("The de minimis headroom of a Member State bounds its calls together")
  func deMinimis() throws {
    let calls = ["a", "b"].map { id in
      candidate(id, .idea) {
        $0.amountMax = 60
        $0.deMinimisState = "BE"
      }
    }
    let route = try solve([.idea: 200], calls + [candidate("c", .idea) { $0.amountMax = 50 }], headroom: ["BE": 60])
    #expect(route.total == 110)
    #expect(reasons(route) == ["b": .noHeadroom("BE")])
    #expect(try solve([.idea: 200], calls, headroom: ["FR": 0]).total == 120)
  }

  @Test("The calendar decides which stages a call may pay for")
  func calendar() throws {
    var late = candidate("late", .idea, .growth)
    late.opens = Day(year: 2024, month: 9, day: 1)
    var closed = candidate("closed", .idea)
    closed.closes = Day(year: 2024, month: 5, day: 31)
    var never = candidate("never", .idea)
    never.opens = Day(year: 2025, month: 1, day: 1)
    let stages = [
      RouteProblem.Stage(.idea, cost: 10, start: Day(year: 2024, month: 8, day: 1)),
      RouteProblem.Stage(.growth, cost: 10, start: Day(year: 2025, month: 1, day: 1)),
    ]
    let problem = RouteProblem(
      stages: stages, candidates: [late, closed, never, candidate("export", .export)], asOf: today)
    let route = try problem.solve()
    #expect(route.steps.flatMap { $0.payments.map(\.stage) } == [.growth])
    #expect(
      reasons(route) == [
        "closed": .closed(Day(year: 2024, month: 5, day: 31)),
        "never": .opensTooLate(Day(year: 2025, month: 1, day: 1)),
        "export": .noStage,
      ])
  }

  @Test("Gaps are stages nothing pays for; the missing link is money without accompaniment")
  func gaps() throws {
    let stages = [
      RouteProblem.Stage(.idea, cost: 10, isAccompanied: true),
      RouteProblem.Stage(.prototype, cost: 10, isAccompanied: false),
      RouteProblem.Stage(.growth, cost: 10, isAccompanied: false), RouteProblem.Stage(.export, cost: 10),
    ]
    let route = try RouteProblem(stages: stages, candidates: [candidate("a", .idea, .prototype, .export)], asOf: today)
      .solve()
    #expect(route.gaps == [.growth])
    #expect(route.missingLinks == [.prototype])
  }

  @Test("Forty calls over seven stages are solved to a proof", arguments: [0, 11])
  func large(seed: Int) throws {
    var random = RandomRules(seed: UInt64(seed) + 4_000)
    let stages = ProjectStage.allCases.map { RouteProblem.Stage($0, cost: Int64(random.int(20...400)) * 100_000) }
    let candidates = (0..<40).map { index in
      candidate("c\(index)", ProjectStage.allCases[random.int(0...6)], ProjectStage.allCases[random.int(0...6)]) {
        $0.rateMax = Double(random.int(2...8)) / 10
        $0.amountMin = random.int(0...2) == 0 ? 500_000 : 0
        $0.amountMax = Int64(random.int(5...120)) * 100_000
        $0.exclusiveWith = random.int(0...4) == 0 ? [ExactString("c\(random.int(0...39))")] : []
        $0.deMinimisState = random.int(0...2) == 0 ? "BE" : nil
        $0.isCertain = random.int(0...1) == 0
      }
    }
    let problem = RouteProblem(stages: stages, candidates: candidates, headroom: ["BE": 20_000_000], asOf: today)
    let route = try problem.solve()
    #expect(route.isProven)
    #expect(route.stages.allSatisfy { $0.covered <= $0.cost })
    #expect(route.total == route.stages.reduce(0) { $0 + $1.covered })
    let hurried = try problem.solve(isStopping: { true })
    #expect(!hurried.isProven && hurried.total > 0 && hurried.total <= route.total)
  }
}
