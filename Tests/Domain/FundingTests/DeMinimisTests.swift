import Calendar
import Funding
import Testing

/// Cases computed by hand after Regulation (EU) 2023/2831, articles 3(2) and 3(3), and Regulation (EU) No 1407/2013, article 3(2).
@Suite struct DeMinimisTests {
  private func award(_ date: String, _ euros: Int64, _ state: String = "BE") -> DeMinimisLedger.Award {
    DeMinimisLedger.Award(
      id: date, recipient: "a", memberState: state, date: Day(date) ?? SampleRules.today, amount: euros * 100)
  }

  private func headroom(
    _ awards: [DeMinimisLedger.Award], on day: String, _ state: String = "BE"
  ) -> DeMinimisLedger.Headroom? {
    Day(day).flatMap { DeMinimisLedger(awards).headroom(in: state, on: $0) }
  }

  // "Any period of three years" (article 3(2)), rolling: on 30 January 2024 it begins on 30 January 2021.
  @Test("On 30 January 2024, awards count from 30 January 2021 on")
  func window() throws {
    let headroom = try #require(
      self.headroom(
        [award("2021-01-29", 100_000), award("2021-01-30", 80_000), award("2024-01-31", 9_000)], on: "2024-01-30"))
    #expect(headroom.windowStart.description == "2021-01-30")
    #expect(headroom.used == 80_000_00 && headroom.room == 220_000_00)
    #expect(headroom.binding.map(\.award.id) == ["2021-01-30"])
    #expect(headroom.binding[0].freesOn.description == "2024-01-31")
  }

  @Test("Each Member State has its own ceiling")
  func memberStates() {
    let awards = [award("2023-06-01", 250_000, "BE"), award("2023-06-01", 10_000, "FR")]
    #expect(headroom(awards, on: "2024-06-01", "BE")?.room == 50_000_00)
    #expect(headroom(awards, on: "2024-06-01", "FR")?.room == 290_000_00)
    #expect(headroom(awards, on: "2024-06-01", "LU")?.room == 300_000_00)
    #expect(DeMinimisLedger(awards).memberStates == ["BE", "FR"])
  }

  // Until 31 December 2023: 200,000 over the fiscal year and the two before. From 1 January 2024: 300,000 over three years.
  @Test("The regulation of the day counts, to the day")
  func boundary() {
    let awards = [award("2020-12-31", 20_000), award("2021-01-01", 30_000), award("2023-11-01", 40_000)]
    let before = headroom(awards, on: "2023-12-31")
    #expect(before?.room == 130_000_00 && before?.windowStart.description == "2021-01-01")
    let after = headroom(awards, on: "2024-01-01")
    #expect(after?.room == 230_000_00 && after?.windowStart.description == "2021-01-01")
    #expect(after?.parameters.legal.title.contains("2023/2831") == true)
    #expect(headroom(awards, on: "2024-01-02")?.room == 260_000_00)
    #expect(headroom(awards, on: "2013-12-31") == nil)
  }

  // 2020's award leaves the fiscal window of 2023; 2021's leaves that of 2024 only when the new, rolling window has passed it.
  @Test("An award frees up under the regulation of that later day")
  func freeing() {
    #expect(headroom([award("2020-06-01", 1)], on: "2022-06-01")?.binding.first?.freesOn.description == "2023-01-01")
    #expect(headroom([award("2021-05-01", 1)], on: "2023-06-01")?.binding.first?.freesOn.description == "2024-05-02")
    #expect(headroom([award("2024-02-29", 1)], on: "2024-06-01")?.binding.first?.freesOn.description == "2027-03-01")
    // On 29 February 2024 the window begins on 28 February 2021, so the award of that day still counts.
    #expect(headroom([award("2021-02-28", 1)], on: "2024-02-28")?.binding.first?.freesOn.description == "2024-03-01")
  }

  @Test("More than the ceiling leaves nothing, not less")
  func exceeded() {
    let headroom = self.headroom([award("2023-01-01", 350_000)], on: "2024-06-01")
    #expect(headroom?.room == 0 && headroom?.used == 350_000_00)
  }

  @Test("Adding an award never raises the headroom, on any day", arguments: 0..<200)
  func monotone(seed: Int) {
    var random = RandomRules(seed: UInt64(seed) + 500)
    var awards: [DeMinimisLedger.Award] = []
    for _ in 0..<6 {
      let before = DeMinimisLedger(awards)
      let date = Day(year: random.int(2018...2026), month: random.int(1...12), day: random.int(1...28))
      awards.append(award(date.description, Int64(random.int(0...120_000)), ["BE", "FR"][random.int(0...1)]))
      let after = DeMinimisLedger(awards)
      for _ in 0..<10 {
        let day = Day(year: random.int(2018...2028), month: random.int(1...12), day: random.int(1...28))
        for state in ["BE", "FR"] {
          let rooms = (before.headroom(in: state, on: day)?.room, after.headroom(in: state, on: day)?.room)
          #expect(rooms.1 ?? -1 <= rooms.0 ?? -1)
        }
      }
    }
  }

  @Test("What frees up counts on the day before and not on the day", arguments: 0..<200)
  func freesExactly(seed: Int) throws {
    var random = RandomRules(seed: UInt64(seed) + 900)
    let date = Day(year: random.int(2015...2025), month: random.int(1...12), day: random.int(1...31))
    let ledger = DeMinimisLedger([award(date.description, 1)])
    var day = Day(year: date.year, month: date.month, day: date.day)
    for _ in 0..<random.int(0...600) { day = day.next }
    guard let free = ledger.headroom(in: "BE", on: day)?.binding.first?.freesOn else { return }
    while day < free {
      #expect(ledger.headroom(in: "BE", on: day)?.binding.count == 1)
      day = day.next
    }
    #expect(ledger.headroom(in: "BE", on: free)?.binding.isEmpty == true)
  }
}
