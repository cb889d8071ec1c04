import Calendar
import Funding
import Testing

/// Awards of which something is missing, under Regulation (EU) 2023/2831, article 3(2).
@Suite struct OpenAwardTests {
  private let day = Day(year: 2024, month: 6, day: 1)

  private func open(_ amount: Int64?, state: String? = nil, on date: String = "2023-06-01") throws -> DeMinimisLedger.OpenAward {
    let date = try #require(Day(date))
    return DeMinimisLedger.OpenAward(id: "x", gap: .memberState, amount: amount, memberState: state, dates: date...date)
  }

  private func room(_ open: DeMinimisLedger.OpenAward) -> (room: Int64, surelyLeft: Int64, open: Int)? {
    DeMinimisLedger([], open: [open]).headroom(in: "BE", on: day).map { ($0.room, $0.surelyLeft, $0.open.count) }
  }

  @Test("an award without a Member State may use up the room of each")
  func withoutState() throws {
    let room = try #require(self.room(try open(200_000_00)))
    #expect(room == (300_000_00, 100_000_00, 1))
  }

  @Test("an award of unknown amount leaves nothing that is sure")
  func withoutAmount() throws {
    #expect(try #require(room(try open(nil, state: "BE"))) == (300_000_00, 0, 1))
  }

  @Test("an open award outside the window, or of another Member State, opens nothing")
  func elsewhere() throws {
    #expect(try #require(room(try open(1, on: "2021-05-31"))) == (300_000_00, 300_000_00, 0))
    #expect(try #require(room(try open(1, state: "FR"))) == (300_000_00, 300_000_00, 0))
  }
}
