import Testing

@testable import Scheduler

@Suite struct TimerWheelTests {
  private static let ms: Int64 = 1_000_000

  @Test func `timers fire in the order of their deadlines, none early`() {
    var wheel = TimerWheel<String>(now: 0)
    _ = wheel.add(deadline: 30 * Self.ms, "late")
    _ = wheel.add(deadline: 10 * Self.ms, "early")
    #expect(wheel.advance(to: 9 * Self.ms).isEmpty)
    #expect(wheel.advance(to: 30 * Self.ms) == ["early", "late"])
    #expect(wheel.count == 0)
  }

  @Test func `a timer of a later round stays`() {
    var wheel = TimerWheel<Int>(now: 0)
    _ = wheel.add(deadline: 5_000 * Self.ms, 1)
    #expect(wheel.advance(to: 1_500 * Self.ms).isEmpty)
    #expect(wheel.advance(to: 4_999 * Self.ms).isEmpty)
    #expect(wheel.advance(to: 5_000 * Self.ms) == [1])
  }

  @Test func `a removed timer does not fire, and removing twice is nothing`() {
    var wheel = TimerWheel<Int>(now: 0)
    let token = wheel.add(deadline: 3 * Self.ms, 1)
    wheel.remove(token)
    wheel.remove(token)
    #expect(wheel.count == 0)
    #expect(wheel.advance(to: 100 * Self.ms).isEmpty)
  }

  @Test func `a deadline in the past fires with the next tick`() {
    var wheel = TimerWheel<Int>(now: 50 * Self.ms)
    _ = wheel.add(deadline: 0, 1)
    #expect(wheel.advance(to: 51 * Self.ms) == [1])
  }

  @Test(arguments: [1, 2, 3, 4, 5])
  func `against a sorted list`(seed: UInt64) {
    var random = SplitMix(state: seed)
    var wheel = TimerWheel<Int64>(now: 0)
    var pending: [Int64] = []
    var now: Int64 = 0
    for _ in 0..<2_000 {
      let deadline = now + Int64(random.next() % 4_000) * Self.ms / 3
      _ = wheel.add(deadline: deadline, deadline)
      pending.append(deadline)
      now += Int64(random.next() % 20) * Self.ms / 2
      // Every deadline at least one tick in the past has fired; no future one has.
      let fired = wheel.advance(to: now)
      #expect(fired.allSatisfy { $0 <= now })
      for deadline in fired { pending.remove(at: pending.firstIndex(of: deadline)!) }
      #expect(pending.allSatisfy { $0 > now - 2 * Self.ms })
      if let wake = wheel.nextWake() { #expect(wake <= pending.min()! + Self.ms * 2) }
    }
  }
}

/// A generator of random numbers that are the same in every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
