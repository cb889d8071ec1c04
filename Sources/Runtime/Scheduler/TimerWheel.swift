/// Timers in 1,024 slots of a millisecond: adding and removing take constant time. Timers of later rounds stay in their slot
/// until they are due. Not thread-safe; the clock is passed in.
struct TimerWheel<Payload> {
  /// Identifies a timer for removal.
  struct Token: Hashable, Sendable {
    fileprivate let number: UInt64
    fileprivate let slot: Int
  }

  private struct Timer {
    let deadline: Int64
    let payload: Payload
  }

  static var tickNanoseconds: Int64 { 1_000_000 }
  private static var slotCount: Int { 1_024 }

  private var slots: [[UInt64: Timer]]
  private var nextNumber: UInt64 = 0
  /// The last tick processed.
  private var tick: Int64
  private(set) var count = 0

  /// An empty wheel at a time in nanoseconds.
  init(now: Int64) {
    slots = Array(repeating: [:], count: Self.slotCount)
    tick = now / Self.tickNanoseconds
  }

  /// Adds a timer; a deadline in the past fires with the next advance.
  mutating func add(deadline: Int64, _ payload: Payload) -> Token {
    let due = max(Self.tickAfter(deadline), tick + 1)
    let token = Token(number: nextNumber, slot: Int(due % Int64(Self.slotCount)))
    nextNumber += 1
    slots[token.slot][token.number] = Timer(deadline: deadline, payload: payload)
    count += 1
    return token
  }

  /// Removes a timer, unless it has fired.
  mutating func remove(_ token: Token) {
    if slots[token.slot].removeValue(forKey: token.number) != nil { count -= 1 }
  }

  /// Advances and returns the due timers, in order of deadlines.
  mutating func advance(to now: Int64) -> [Payload] {
    let target = now / Self.tickNanoseconds
    guard target > tick else { return [] }
    var due: [(UInt64, Timer)] = []
    for step in 0..<min(target - tick, Int64(Self.slotCount)) {
      takeDue(slot: Int((tick + 1 + step) % Int64(Self.slotCount)), now: now, into: &due)
    }
    tick = target
    return due.sorted { ($0.1.deadline, $0.0) < ($1.1.deadline, $1.0) }.map(\.1.payload)
  }

  private mutating func takeDue(slot: Int, now: Int64, into due: inout [(UInt64, Timer)]) {
    for (number, timer) in slots[slot] where timer.deadline <= now {
      due.append((number, timer))
      slots[slot].removeValue(forKey: number)
      count -= 1
    }
  }

  /// Returns the earliest time a timer may be due; nil for an empty wheel. Later rounds may make it too early, never too late.
  func nextWake() -> Int64? {
    guard count > 0 else { return nil }
    for step in 1...Int64(Self.slotCount) where !slots[Int((tick + step) % Int64(Self.slotCount))].isEmpty {
      return (tick + step) * Self.tickNanoseconds
    }
    return nil
  }

  /// Returns the first tick that begins at or after the deadline.
  private static func tickAfter(_ deadline: Int64) -> Int64 { (deadline + tickNanoseconds - 1) / tickNanoseconds }
}
